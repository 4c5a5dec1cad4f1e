// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/numbers.hpp"
#include "layer/roles.hpp"

#include <cstdint>
#include <string>

namespace presencia::layer {

/// A column of numbers that a row may lack: people of a municipality, staff of a site. A row whose cell cannot be read
/// stays, without the number: losing its place would be worse than losing its rate. What could not be read is counted
/// and shown with its first cell.
class MeasureCells {
public:
    /// Whether blank cells and zeros are worth a note: a municipality without people has no rates.
    enum class Missing : std::uint8_t { silent, noted };

    /// `key`: the role's in the study. Throws number_ambiguous where the sample's numbers can be read in two ways.
    MeasureCells(const RoleBinder& binder, std::string_view key, BoundRole role, const source::RowBatch& sample, Holds holds, Missing missing)
        : context_(binder.context()),
          numbers_(NumberReader::settle(binder, key, {&role}, sample, holds)),
          role_(std::move(role)),
          note_missing_(missing == Missing::noted) {}

    /// The row's number; NaN where the cell is blank, text, not finite or negative.
    double read(const source::RowBatch& batch, std::size_t row);
    /// Says in the ledger's notes what is missing (where that is noted) and what could not be read.
    void note(Ledger& ledger) const;
    const BoundRole& role() const noexcept { return role_; }

private:
    const SourceContext& context_;
    NumberReader numbers_;
    BoundRole role_;
    bool note_missing_;
    std::int64_t missing_ = 0;
    std::int64_t unreadable_ = 0;
    std::int64_t first_row_ = 0;
    std::string first_text_;
};

}  // namespace presencia::layer
