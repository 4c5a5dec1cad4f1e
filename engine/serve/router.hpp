// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/context.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

using Endpoint = Outcome (*)(const Context&);

/// One kind of address. A pattern has fixed segments and {} for any one segment; "**" at its end stands for one segment or more, which the endpoint reads from the request.
struct Route {
    std::string_view pattern;
    Endpoint endpoint;
    std::vector<std::string_view> parameters{};
    bool any_parameter = false;  ///< others are left to pages and caches in between
    bool versioned = false;      ///< may be asked under /v/<version> too
};

/// All of them.
std::span<const Route> routes();

/// An outcome and the pattern it came by, which is all that a log says of an address.
struct Routed {
    Outcome outcome;
    std::string_view pattern;
};

/// Finds the endpoint of a request and asks it. Errors that a request is to blame for are answers already; others are thrown. `request` must live until work is done.
Routed route(Request& request, const std::shared_ptr<const Result>& result, const Site& site);

/// The answer to an error while a request is being answered, in its language.
Response refusal(const Error& error, const Request& request, const Result& result);

}  // namespace presencia::serve
