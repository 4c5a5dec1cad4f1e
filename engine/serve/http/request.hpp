// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "serve/http/address.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

enum class Method : std::uint8_t { get, head, options };

/// A request once it is understood. Views live as long as the connection waits for the answer.
struct Request {
    Method method = Method::get;
    std::string_view path, query;       ///< as they were sent
    std::vector<std::string> segments;  ///< of the path, decoded
    Parameters parameters;
    std::string base;  ///< address under which the client knows us, without a slash at its end

    std::string_view accept, accept_encoding, accept_language;
    std::string_view if_match, if_none_match, if_range, range;
    std::string_view origin;
    bool versioned = false;  ///< asked under /v/<version>, whose answers never change
};

}  // namespace presencia::serve
