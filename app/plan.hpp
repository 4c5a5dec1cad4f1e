// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "study/study.hpp"

#include <filesystem>

namespace presencia::app {

/// What `run --dry-run` says: the rule, the files that would be read and their sizes, those that would be written, and whether the output could be. Reads the study file and the headers of
/// the incident layers, writes nothing. Throws the first problem of the study, file_missing where an input is not there.
void say_plan(const study::Study& study, const std::filesystem::path& output, bool overwrite, const std::filesystem::path& data, Console& console);

}  // namespace presencia::app
