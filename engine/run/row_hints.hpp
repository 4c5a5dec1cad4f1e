// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string_view>

namespace presencia {

/// What to do about rows left out, or a run stopped, for this reason; "" where the sentence of the error says it all.
std::string_view row_hint(ErrorCode code, Language language);

/// The error as a person is told it: where whoever threw it knew no language, its detail and hint in the one asked for; where it has no hint, that of its code.
Error said_in(const Error& error, Language language);

}  // namespace presencia
