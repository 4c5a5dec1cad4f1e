// SPDX-License-Identifier: Apache-2.0
#include "study/later_keys.hpp"

#include <string>

namespace presencia::study {

namespace {

struct LaterKey {
    std::string_view table;
    std::string_view key;
    std::string_view es;
    std::string_view en;
};

constexpr std::string_view quite = "quítela: esta versión calcula necesidad, alcance y brechas";
constexpr std::string_view leave_out = "leave it out: this version computes need, reach and gaps";
constexpr std::string_view distancia = "quítela; la distancia es `reach = { km = ... }` en [[sites]]";
constexpr std::string_view distance = "leave it out; distance is `reach = { km = ... }` under [[sites]]";

constexpr LaterKey later[] = {
    {"", "site", quite, leave_out},
    {"", "siting", quite, leave_out},
    {"", "clusters", quite, leave_out},
    {"", "trends", quite, leave_out},
    {"", "scan", quite, leave_out},
    {"", "sensitivity", quite, leave_out},
    {"", "whatif", quite, leave_out},
    {"", "scenarios", quite, leave_out},
    {"", "partners", quite, leave_out},
    {"", "money", quite, leave_out},
    {"", "corridors", quite, leave_out},
    {"", "borders", quite, leave_out},
    {"", "compare", "quítela; una lista prioritaria junto a la regla es `compare` en [at_risk]",
     "leave it out; a priority list beside the rule is `compare` under [at_risk]"},
    {"", "travel", distancia, distance},
    {"", "friction", distancia, distance},
    {"", "roads", distancia, distance},
    {"", "report", quite, leave_out},
    {"", "serve", quite, leave_out},
    {"sites.reach", "minutes", "use `reach = { km = ... }`", "use `reach = { km = ... }`"},
    {"sites.reach", "mode", "use `reach = { km = ... }`", "use `reach = { km = ... }`"},
    {"reach", "friction", distancia, distance},
    {"reach", "roads", distancia, distance},
    {"reach", "floating", "quítela: en esta versión el alcance no cuenta la capacidad",
     "leave it out: reach does not count capacity in this version"},
    {"output", "vector_tiles", quite, leave_out},
    {"output", "pmtiles", quite, leave_out},
    {"output", "report", quite, leave_out},
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

std::optional<Text> later_key(std::string_view path, std::string_view key) {
    const std::string table = without_positions(path);
    for (const LaterKey& entry : later) {
        if (entry.table == table && entry.key == key) {
            return Text(std::string(entry.es), std::string(entry.en));
        }
    }
    return std::nullopt;
}

}  // namespace presencia::study
