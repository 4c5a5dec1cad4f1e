// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string_view>

namespace presencia {

/// The sentence of the study's language.
constexpr std::string_view tr(Language language, std::string_view es, std::string_view en) {
    return language == Language::es ? es : en;
}

}  // namespace presencia
