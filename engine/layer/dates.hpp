// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "layer/roles.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// How the dates of one column are written. ISO dates ("2013-05-02", with or without a time) are always understood; one
/// more format may be: the study's, or the one that a sample shows.
class DateReader {
public:
    DateReader() = default;
    explicit DateReader(std::string format) : format_(std::move(format)) {}

    /// The format of a column: `declared` where the study names one, else what the sample decides (recorded as a
    /// guess). "03/04/2011" is decided by a row that only one order can read (a value above 12). Throws date_ambiguous
    /// where no row does, or where rows contradict each other.
    static DateReader settle(const RoleBinder& binder, std::string_view key, const BoundRole& role,
                             const std::string& declared, const source::RowBatch& sample);

    /// The day, or nothing where the text is not one ("31/02/2011", "" ...).
    std::optional<Date> read(std::string_view text) const;
    const std::string& format() const noexcept { return format_; }

private:
    std::string format_;
};

}  // namespace presencia::layer
