// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/numbers.hpp"
#include "layer/roles.hpp"

#include <cstdint>
#include <string>

namespace presencia::layer {

/// A column of numbers that a row may lack: people of a municipality, staff of a site. A row whose cell cannot be read stays, without the number:
/// losing its place would be worse than losing its rate. What could not be read is counted and shown with its first cell.
class MeasureCells {
public:
    enum class Zero : std::uint8_t { known, unknown };

    /// `zero`: whether 0 is a value, or stands for one that is missing (people).
    MeasureCells(const SourceContext& context, BoundRole role, Zero zero) : context_(context), numbers_(context.source), role_(std::move(role)), zero_(zero) {}

    /// The row's number; NaN where the cell is blank, text, not finite or negative, and 0 where that is unknown.
    double read(const source::RowBatch& batch, std::size_t row);
    /// Says in the ledger's notes what is missing (where 0 is unknown) and what could not be read.
    void note(Ledger& ledger) const;
    const BoundRole& role() const noexcept { return role_; }

private:
    const SourceContext& context_;
    NumberReader numbers_;
    BoundRole role_;
    Zero zero_;
    std::int64_t missing_ = 0;
    std::int64_t unreadable_ = 0;
    std::int64_t first_row_ = 0;
    std::string first_text_;
};

}  // namespace presencia::layer
