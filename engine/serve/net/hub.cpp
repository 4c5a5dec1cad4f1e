// SPDX-License-Identifier: Apache-2.0
#include "serve/net/hub.hpp"

#include <algorithm>

namespace presencia::serve {

bool Crowd::enter(const std::string& address, bool counted_each) {
    const std::lock_guard lock(guard_);
    std::size_t& here = each_[address];
    if (all_ >= most_ || (counted_each && here >= most_each_)) {
        if (here == 0) each_.erase(address);
        return false;
    }
    ++here;
    ++all_;
    return true;
}

void Crowd::leave(const std::string& address) {
    const std::lock_guard lock(guard_);
    const auto at = each_.find(address);
    if (at == each_.end()) return;
    --all_;
    if (--at->second == 0) each_.erase(at);
}

std::size_t Crowd::size() const {
    const std::lock_guard lock(guard_);
    return all_;
}

CrossOrigin Hub::cross_origin(const Result& of) const {
    const std::vector<std::string>& named = options.cross_origins;
    const bool any = named.empty() ? of.fact("profile") == "public" : std::find(named.begin(), named.end(), "*") != named.end();
    return {any, any ? std::span<const std::string>() : named};
}

bool Hub::trusts(const std::string& address_of_peer) const {
    return std::find(options.trusted.begin(), options.trusted.end(), address_of_peer) != options.trusted.end();
}

}  // namespace presencia::serve
