// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "source/row_batch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace presencia::layer {

/// How the cells of one column name months of a year and no day: "2013-05", "05/2013", "mayo de 2013", "May 2013"; in a column of years "201305", "may-13" and the first days
/// of months too. A month in digits has two: "2013-1" may be a semester. What the sample shows to be something else is no month: "2009-10", "2010-11" are fiscal years where all cells
/// are so, and first days that are all of January stand for years.
class MonthReader {
public:
    enum class Column : std::uint8_t { dates, years };

    /// `column`: where the sample has the cells; nothing for a constant.
    static MonthReader settle(Column holds, const source::RowBatch& sample, std::optional<std::size_t> column);

    /// The days of the month, or nothing.
    std::optional<Period> days(std::string_view text) const;

private:
    std::optional<Date> first_day(std::string_view text) const;

    Column holds_ = Column::dates;
    bool year_first_ = true;   ///< "2013-05" is a month
    bool first_days_ = false;  ///< "2013-05-01" is one
};

}  // namespace presencia::layer
