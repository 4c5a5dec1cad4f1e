// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <filesystem>

namespace presencia::study {

/// The keys that every input has: source (with table or query of a database), layer, crs, encoding, delimiter,
/// decimal (also as decimal_comma), thousands, header with columns, totals, missing,
/// coordinates, centre_points, where. `folder` is the study file's: paths are relative to it.
Source read_source(Section& section, const InputFolder& folder);

/// `list = "priority.csv"`, or a table with the keys of a source.
std::optional<Source> read_named_file(Section& section, std::string_view key, const InputFolder& folder);

/// `complete_for`: country codes, or tables { country, from, to, except }.
std::vector<Completeness> read_complete_for(Section& section);

/// `name`, or the stem of the source's file name. Becomes a file name in the outputs, so separators and control
/// characters are refused.
std::string read_layer_name(Section& section, const Source& source);

/// `snap_m`: metres from 0 to 100 000.
double read_snap(Section& section, double otherwise);

}  // namespace presencia::study
