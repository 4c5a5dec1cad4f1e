// SPDX-License-Identifier: Apache-2.0
#include "source/column_names.hpp"

#include "core/text.hpp"

#include <set>

namespace presencia::source {

std::vector<std::string> distinct_names(std::vector<std::string> names) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = std::string(text::trim(names[i]));
        if (names[i].empty()) {
            names[i] = "column_" + std::to_string(i + 1);
        }
        taken.insert(names[i]);
    }
    std::set<std::string> seen;
    for (std::string& name : names) {
        if (seen.insert(name).second) {
            continue;
        }
        std::size_t number = 2;
        while (taken.contains(name + "_" + std::to_string(number))) {
            ++number;
        }
        name += "_" + std::to_string(number);
        taken.insert(name);
        seen.insert(name);
    }
    return names;
}

}  // namespace presencia::source
