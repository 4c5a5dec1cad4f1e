// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::app {

/// The rows of one incident layer and class that make a municipality's count.
struct InputRows {
    std::string layer, source, incident_class;
    std::int64_t weight = 0;            ///< their sum: the count
    std::vector<std::int64_t> located;  ///< lines of the file, placed by coordinates
    std::vector<std::int64_t> by_code;  ///< lines placed by their municipality code
};

/// Reads the study's incident layers again and finds the rows that a run counts for (country, code): same join, duplicates and conflicts left out. For the owner of the
/// inputs: it knows no disclosure profile. Throws municipality_unknown, and what reading the layers throws. Cost: one or two passes over every incident layer.
std::vector<InputRows> input_rows(const study::Study& study, std::string_view country, std::string_view code, const std::filesystem::path& data, Progress& progress);

}  // namespace presencia::app
