// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"

#include <string_view>

namespace presencia::app {

/// The text of app/help/<language>/<topic>.txt, built into the program; topic "presencia" is the first page. Empty where there is none.
std::string_view help_text(std::string_view topic, Language language);

}  // namespace presencia::app
