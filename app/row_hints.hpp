// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string_view>

namespace presencia::app {

/// What to do about rows left out for this reason; "" where the sentence of the error says it all.
std::string_view row_hint(ErrorCode code, Language language);

}  // namespace presencia::app
