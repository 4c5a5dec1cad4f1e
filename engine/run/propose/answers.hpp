// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "run/propose/file_look.hpp"
#include "run/propose/propose_study.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace presencia::propose {

/// One line of a study that would settle a problem: a key of the file's table, and its value as TOML.
struct Answer {
    std::string key, value;
};

/// The lines that a hint names as a study would say them (`crs = "EPSG:32616"`, `date_format = "%d/%m/%Y" (or "%m/%d/%Y")`), in its order; only keys of how a source is read, and no value
/// that is left open ("EPSG:...").
std::vector<Answer> answers_in(std::string_view hint);

/// "E4001 sentence: detail; hint: ...", of an error that names no place or one that is told beside it. With `column`, the column stands in front of the detail.
std::string sentence(const Error& error, Language language, bool column = true);
/// What of such a sentence stands before its details: enough where the whole of it was said.
std::string short_sentence(const std::string& sentence);

/// Asks for one of `answers` about the file that was looked at.
Question question_about(const FileLook& look, std::string text, const std::vector<Answer>& answers);
/// Whether the question is about this file, or this layer of it.
bool asks_about(const Question& question, const FileLook& look);

}  // namespace presencia::propose
