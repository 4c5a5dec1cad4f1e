// SPDX-License-Identifier: Apache-2.0
#include "source/column_names.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <set>

namespace presencia::source {

namespace {

/// One blank for each line end, tab or no-break space within a name, and for what stands beside it: a name is one line, however its cell was broken.
std::string in_one_line(std::string_view name) {
    constexpr std::string_view no_break = "\xC2\xA0";
    const auto breaks = [&](std::size_t at) {
        return static_cast<unsigned char>(name[at]) < 0x20 ? 1u : name.substr(at).starts_with(no_break) ? 2u : 0u;
    };
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        if (breaks(at) == 0) {
            out += name[at++];
            continue;
        }
        while (at < name.size() && (name[at] == ' ' || breaks(at) > 0)) at += std::max(1u, breaks(at));
        out.erase(out.find_last_not_of(' ') + 1);
        out += ' ';
    }
    return out;
}

}  // namespace

std::vector<std::string> distinct_names(std::vector<std::string> names) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = in_one_line(text::trim(names[i]));
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
