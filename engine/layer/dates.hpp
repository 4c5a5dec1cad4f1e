// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "layer/roles.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// How the dates of one column are written. What can be read in one way only is always understood: ISO dates, the year first with any
/// separator, months in words (Spanish, English) with a year of four digits; with a time of day or not. The order of day and month, and
/// numbers that count days, are the study's to say or the sample's to show.
class DateReader {
public:
    DateReader() = default;
    /// With the study's format ("" for none) and ISO dates, and nothing else.
    explicit DateReader(std::string format) : format_(std::move(format)), declared_(!format_.empty()) {}

    /// The format of a column: `declared` where the study names one, else what the sample decides (recorded as a
    /// guess). "03/04/2011" is decided by a row that only one order can read (a value above 12). Throws date_ambiguous, with the key that
    /// settles it, where most rows are written so and no row decides, where rows contradict each other, and where years have two digits.
    static DateReader settle(const RoleBinder& binder, std::string_view key, const BoundRole& role,
                             const std::string& declared, const source::RowBatch& sample);

    /// The day, or nothing where the text is not one ("31/02/2011", "" ...).
    std::optional<Date> read(std::string_view text) const;

private:
    enum class Order : std::uint8_t { open, day_first, month_first };

    std::string format_;
    bool declared_ = false;
    Order order_ = Order::open;
    bool serial_ = false;
    bool eight_digits_ = false;
};

}  // namespace presencia::layer
