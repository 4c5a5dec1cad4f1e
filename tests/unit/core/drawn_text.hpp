// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace presencia::drawn {

/// Up to `longest` of the letters: texts like the ones that files hold, and like the ones that they should not.
inline std::string text(std::mt19937_64& random, std::string_view letters, std::size_t longest) {
    std::string out;
    for (std::size_t size = random() % (longest + 1); out.size() < size;) out += letters[random() % letters.size()];
    return out;
}

}  // namespace presencia::drawn
