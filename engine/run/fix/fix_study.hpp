// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/run.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace presencia::fix {

/// One kind of change to one file.
struct Change {
    std::string source;  ///< as the study names it
    std::string copy;    ///< the cleaned file, relative to the folder
    std::string what;    ///< id: "trimmed", "number", "date", "code", "duplicate", "unreadable", "left_out", "encoding", "delimiter", "geometry" ...
    std::string column;  ///< "" where it is about rows or the whole file
    std::int64_t count = 0;
    std::int64_t first_row = 0;  ///< line or feature of the source; 0 where it is about the whole file
    std::string said;    ///< one sentence in the study's language
};

struct FixReport {
    std::vector<Change> changes;
    std::vector<std::string> files;  ///< written, relative to the folder
};

/// Writes cleaned copies of all inputs of a study into a new folder: tables as UTF-8 CSV with commas and a header row, numbers with a point, dates in ISO 8601, codes as the boundaries
/// write them, without blanks at the ends, titles, totals and rows that were there twice; boundaries and other geometry in longitude and latitude, repaired, as GeoJSON or GeoPackage.
/// With them fixes.csv and study.toml, which gives the same numbers. The folder appears whole or not at all; sources are never touched. A study that a run would refuse is refused.
/// Throws the first problem of `checked`; output_exists, output_unwritable; what reading throws.
FixReport fix_study(const RunOptions& options, const CheckReport& checked, Progress& progress);

}  // namespace presencia::fix
