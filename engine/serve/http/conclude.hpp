// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/request.hpp"
#include "serve/http/response.hpp"

#include <span>
#include <string>
#include <string_view>

namespace presencia::serve {

/// Which pages of other origins may read our answers: "*", or a list. None by default.
struct CrossOrigin {
    bool any = false;
    std::span<const std::string> listed{};
};

/// An answer as it goes over the wire.
struct Wire {
    std::string head;  ///< status line and fields, with the empty line
    Body body;         ///< none for HEAD, 204 and 304
    int status = 200;
};

/// Lets a response meet its request: If-Match, If-None-Match, Range and If-Range, gzip, HEAD, and the fields that every answer has. `date` is that of the Date field, `close` says that the connection ends with
/// it. Throws what gunzip() throws. Cost: the head; for a client that takes no gzip also that of unpacking a vector tile.
Wire conclude(const Request& request, Response response, const CrossOrigin& cross, std::string_view date, bool close);

/// "Tue, 15 Nov 1994 08:12:31 GMT" (RFC 9110, 5.6.7) for seconds since 1970.
std::string http_date(std::int64_t seconds);

}  // namespace presencia::serve
