// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace presencia::serve {

/// What a header may be. Numbers are bytes but the last.
struct HeaderLimits {
    std::size_t request_line = 8192;
    std::size_t fields = 8192;
    std::size_t count = 64;
};

/// What is wrong with as much of a request's header as has arrived, before anything reads it: too long a request line or too many fields. Nothing where it may go on.
std::optional<ErrorCode> header_overflow(std::string_view arrived, const HeaderLimits& limits);

/// What is wrong with a whole header, up to and with its empty line, by rules that are stricter than a parser's: what two readers could understand differently is refused, so that nothing can be smuggled
/// through whoever stands in front of us. Lines end in CR LF; no folded lines, no blanks before a colon, no control characters; Host once in HTTP/1.1; Content-Length once, digits, and not beside
/// Transfer-Encoding. A request with a body is request_body. Nothing where it is good. Cost: linear.
std::optional<ErrorCode> header_fault(std::string_view header, const HeaderLimits& limits);

}  // namespace presencia::serve
