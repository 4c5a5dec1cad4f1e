// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/reading_words.hpp"
#include "source/table_sample.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// A number whose marks are not settled: "1.234,5", "1 234", "12.5". One mark with three digits behind it is taken for thousands. For
/// comparing sums only.
std::optional<double> loose_number(std::string_view text);

/// Lines of the rows below `first` that begin with a word of totals and more ("Total Atlántida") and whose numbers are the sums of the rows
/// since the last such row, or of all rows: at least half of their numbers, none of them 0, each of two rows or more; or whose only number, under whatever column, is how
/// many those rows are. `skip`: rows that are no total whatever they say. A name that merely begins like a total ("Total Gas S.A.") has no such sums.
std::vector<std::int64_t> totals_by_sum(const source::TableSample& sample, std::size_t first, const WordList& totals,
                                        const std::function<bool(const source::SampleRow&)>& skip);

/// Lines of the rows below `first` that stand above others and hold their sums ("SAN JOSÉ" above its cantons): the sample falls wholly into such groups, each the
/// sum, in every column that `counts`, of the rows below it up to the next; rows of zeros belong to the group above. None where a group has no such sum, where fewer
/// than half of the groups have two parts that are not 0, or where so few numbers agree that it may be chance. `skip`: rows that are neither.
std::vector<std::int64_t> headings_by_sum(const source::TableSample& sample, std::size_t first, const std::function<bool(std::size_t)>& counts,
                                          const std::function<bool(const source::SampleRow&)>& skip);

}  // namespace presencia::layer
