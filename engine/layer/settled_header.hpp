// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/open.hpp"
#include "source/table_sample.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace presencia::layer {

/// What the header of a table was found to be.
struct SettledHeader {
    std::vector<std::string> names;    ///< its cells, those of two rows joined, decoded once more where they can be
    std::vector<std::string> written;  ///< the same as they stand
    std::vector<std::vector<std::string>> rows;  ///< of a header in two rows: the cells of each; else empty
    std::size_t first_row = 0;         ///< of the sample's rows below it
};

/// Settles which row of a table names its columns, or which two together, and writes their lines into the plan: the study's word, else what find_header() and upper_of_two() find, which is added to
/// context.guesses; rows above it are added to `titles`. Settles the layout by the names (layout.hpp).
/// Errors: study_bad_value where the study names lines that the table does not have, or two that do not follow each other.
SettledHeader settle_header(const SourceContext& context, const source::TableSample& sample, source::ReadPlan& plan, std::vector<std::string>& titles);

/// Says which columns of a row have the name of another: the first keeps it, and roles that are looked for by it take the first.
void say_twins(const SourceContext& context, const SettledHeader& header);

/// The header as a study says it: "4", or "[3, 4]"; `upper` 0: one row alone.
std::string lines_of_header(std::int64_t upper, std::int64_t lower);

}  // namespace presencia::layer
