// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace presencia::study {

/// What changes in the table that names one source.
struct SourceChange {
    std::string table;                        ///< "municipalities", "incidents", "sites", "population"; "at_risk" for its lists
    std::size_t index = 0;                    ///< which [[table]]
    std::vector<std::string> inner;           ///< the keys that lead to the source where it is not the table's own: {"population", "crosswalk"}, {"list"}
    std::string source;                       ///< the new file
    std::vector<std::string> removed;         ///< keys that speak of how the old file was written
    std::map<std::string, std::string> texts; ///< keys set to a text
    std::map<std::string, std::int64_t> numbers;  ///< keys set to a whole number
    std::map<std::string, bool> flags;            ///< keys set to true or false
    std::map<std::string, std::string> columns;          ///< roles to name by their column, unless the study names them
    std::map<std::string, std::string> constants;        ///< roles that are the same in every row, unless the study names them
};

/// The study with other files; every other key, and the comments, as they are. Throws study_syntax.
std::string rewrite_study(const std::string& text, const std::vector<SourceChange>& changes);

}  // namespace presencia::study
