// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace presencia::study {

/// read_study() of a text that is not written yet; `file` is where it will stand: paths are relative to its folder.
Study parse_study(const std::string& text, const std::filesystem::path& file,
                  std::optional<Language> messages = std::nullopt, const Permissions& allowed = {});

/// What can be understood of a study file with problems, and all of them by line.
struct Inspection {
    Study study;  ///< a value that cannot be used reads as absent
    std::vector<Error> problems;
};
/// Throws only where nothing can be read at all: no file, not UTF-8, not TOML.
Inspection inspect_text(const std::string& text, const std::filesystem::path& file, std::optional<Language> messages = std::nullopt,
                        const Permissions& allowed = {});
Inspection inspect_study(const std::filesystem::path& file, std::optional<Language> messages = std::nullopt,
                         const Permissions& allowed = {});

}  // namespace presencia::study
