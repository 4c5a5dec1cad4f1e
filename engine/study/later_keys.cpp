// SPDX-License-Identifier: Apache-2.0
#include "study/later_keys.hpp"

#include <string>

namespace presencia::study {

namespace {

struct LaterKey {
    std::string_view table;
    std::string_view key;
    std::string_view hint;
};

constexpr std::string_view leave_out = "leave it out: this version computes need, reach and gaps only";

constexpr LaterKey later[] = {
    {"", "site", leave_out},
    {"", "siting", leave_out},
    {"", "clusters", leave_out},
    {"", "trends", leave_out},
    {"", "scan", leave_out},
    {"", "sensitivity", leave_out},
    {"", "whatif", leave_out},
    {"", "scenarios", leave_out},
    {"", "partners", leave_out},
    {"", "money", leave_out},
    {"", "corridors", leave_out},
    {"", "borders", leave_out},
    {"", "compare", "leave it out; a priority list beside the rule is `compare` under [at_risk]"},
    {"", "travel", "leave it out; distance is `reach = { km = ... }` under [[sites]]"},
    {"", "friction", "leave it out; distance is `reach = { km = ... }` under [[sites]]"},
    {"", "roads", "leave it out; distance is `reach = { km = ... }` under [[sites]]"},
    {"", "report", leave_out},
    {"", "serve", leave_out},
    {"sites.reach", "minutes", "use `reach = { km = ... }`"},
    {"sites.reach", "mode", "use `reach = { km = ... }`"},
    {"reach", "friction", "use `reach = { km = ... }` under [[sites]]"},
    {"reach", "roads", "use `reach = { km = ... }` under [[sites]]"},
    {"reach", "floating", "leave it out: reach does not count capacity in this version"},
    {"output", "vector_tiles", leave_out},
    {"output", "pmtiles", leave_out},
    {"output", "report", leave_out},
};

/// "sites[2].reach" to "sites.reach".
std::string without_positions(std::string_view path) {
    std::string out;
    bool inside = false;
    for (const char c : path) {
        inside = c == '[' || (inside && c != ']');
        if (!inside && c != ']') {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::optional<std::string_view> later_key(std::string_view path, std::string_view key) {
    const std::string table = without_positions(path);
    for (const LaterKey& entry : later) {
        if (entry.table == table && entry.key == key) {
            return entry.hint;
        }
    }
    return std::nullopt;
}

}  // namespace presencia::study
