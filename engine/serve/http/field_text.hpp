// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::serve {

/// A header field's text without the blanks around it: RFC 9110, section 5.6.3, knows two.
constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// ASCII capitals as small letters.
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace presencia::serve
