// SPDX-License-Identifier: Apache-2.0
#include "serve/net/hub.hpp"

#include <algorithm>

namespace presencia::serve {

CrossOrigin Hub::cross_origin(const Result& of) const {
    const std::vector<std::string>& named = options.cross_origins;
    const bool any = named.empty() ? of.fact("profile") == "public" : std::find(named.begin(), named.end(), "*") != named.end();
    return {any, any ? std::span<const std::string>() : named};
}

bool Hub::trusts(const std::string& address_of_peer) const {
    return std::find(options.trusted.begin(), options.trusted.end(), address_of_peer) != options.trusted.end();
}

}  // namespace presencia::serve
