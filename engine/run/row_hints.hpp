// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string_view>

namespace presencia {

/// What to do about rows left out, or a run stopped, for this reason; "" where the sentence of the error says it all.
std::string_view row_hint(ErrorCode code, Language language);

/// The error with the hint of its code, where whoever threw it had none: below the study nobody knows the language.
Error with_hint(const Error& error, Language language);

}  // namespace presencia
