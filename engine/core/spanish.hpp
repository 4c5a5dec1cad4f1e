// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace presencia {

/// Details and hints of errors that are thrown where no language is known (files, formats, outputs): English, and the same in Spanish. "{}" stands for a
/// text that both keep, once at most.
std::span<const std::pair<std::string_view, std::string_view>> spanish_sentences();

/// The sentence in the language: as it stands where it is none of spanish_sentences().
std::string in_language(std::string_view english, Language language);

}  // namespace presencia
