// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace presencia::serve {

/// Which of `offers` (media types, the one to prefer first) an Accept field wants most (RFC 9110, 12.5.1): the most specific range counts for a type. The first for an empty field; nothing where none is acceptable.
std::optional<std::size_t> best_type(std::string_view accept, std::span<const std::string_view> offers);

/// Whether an Accept-Encoding field takes gzip.
bool accepts_gzip(std::string_view accept_encoding);

/// Spanish or English by an Accept-Language field; `otherwise` where it names neither.
Language best_language(std::string_view accept_language, Language otherwise);

}  // namespace presencia::serve
