// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/legend.hpp"

#include <nlohmann/json.hpp>

namespace presencia::emit {

namespace {

const char* name_of(Pattern pattern) {
    switch (pattern) {
        case Pattern::hatch: return "hatch";
        case Pattern::hatch_back: return "hatch_back";
        case Pattern::dots: return "dots";
        case Pattern::outline: return "outline";
        default: return "solid";
    }
}

nlohmann::ordered_json axis_json(const SquareAxis& axis) {
    return {{"name", axis.name},
            {"label", axis.label},
            {"property", axis.property},
            {"bounds", axis.bounds},
            {"ranges", axis.ranges}};
}

nlohmann::ordered_json square_json(const TileMap& map) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const std::vector<int>& row : map.square->cells) {
        nlohmann::ordered_json ids = nlohmann::ordered_json::array();
        for (const int cls : row) ids.push_back(map.classes[static_cast<std::size_t>(cls)].id);
        rows.push_back(std::move(ids));
    }
    return {{"up", axis_json(map.square->up)}, {"right", axis_json(map.square->right)}, {"rows", std::move(rows)}};
}

}  // namespace

std::string legend_json(const TileMap& map) {
    nlohmann::ordered_json out;
    out["style"] = map.style_name;
    out["title"] = map.title;
    out["subtitle"] = map.subtitle;
    out["language"] = map.language == Language::es ? "es" : "en";
    out["classes"] = nlohmann::ordered_json::array();
    for (const TileClass& cls : map.classes) {
        out["classes"].push_back({{"id", cls.id},
                                  {"label", cls.label},
                                  {"fill", to_hex(cls.fill)},
                                  {"pattern", name_of(cls.pattern)},
                                  {"pattern_colour", to_hex(cls.pattern_colour)},
                                  {"special", cls.special},
                                  {"municipalities", cls.count}});
    }
    if (!map.bounds.empty()) out["bounds"] = map.bounds;
    if (map.square) out["square"] = square_json(map);
    out["notes"] = map.notes;
    out["attribution"] = map.attribution;
    return out.dump(2) + "\n";
}

}  // namespace presencia::emit
