// SPDX-License-Identifier: Apache-2.0
#include "emit/lettering/two_lines.hpp"

#include <cmath>

namespace presencia::emit {

std::vector<std::string> two_lines(std::string_view name) {
    std::size_t best = std::string_view::npos;
    const auto off = [&](std::size_t at) { return std::fabs(static_cast<double>(at) - 0.5 * static_cast<double>(name.size())); };
    for (std::size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
        if (best == std::string_view::npos || off(at) < off(best)) best = at;
    }
    if (best == std::string_view::npos) return {};
    return {std::string(name.substr(0, best)), std::string(name.substr(best + 1))};
}

}  // namespace presencia::emit
