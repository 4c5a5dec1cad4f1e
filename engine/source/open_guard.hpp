// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace presencia::source {

struct ReadPlan;

/// The door that every input goes through before any parser sees it. GDAL reads a name as a web address, as a path
/// inside an archive or as a document in itself; a driver list does not stop that, so such names are refused here,
/// whether they stand in `path` or in `shown_name` (what the study wrote). What opens is a regular file with at least
/// one byte; a link to one is fine. Errors: file_name_refused, file_missing (the hint names the nearest file of the
/// folder), file_not_regular, file_unreadable (no permission), file_empty.
InputFile open_regular_file(const std::filesystem::path& path, const std::string& shown_name);

/// The plan's file: the one that is open already, else through the same door.
std::shared_ptr<const InputFile> opened_file(const ReadPlan& plan);

/// Throws file_not_regular where something beside an input (a Shapefile's .dbf, .shx ...) is there and is not a regular
/// file: a parser would wait for ever on a pipe.
void check_sibling(const std::filesystem::path& path, const std::string& shown_name);

}  // namespace presencia::source
