// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "serve/http/response.hpp"

namespace presencia::serve {

/// The answer to what cannot be done: application/problem+json (RFC 9457) with the error's code, sentence, detail and hint in the language. `parameter` holds the name of the one at fault.
Response problem(const Error& error, Language language);
/// The same with a status of its own, where the error table's is that of another place.
Response problem(const Error& error, Language language, int status);

}  // namespace presencia::serve
