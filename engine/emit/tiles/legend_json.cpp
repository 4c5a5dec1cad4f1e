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
    out["notes"] = map.notes;
    out["attribution"] = map.attribution;
    return out.dump(2) + "\n";
}

}  // namespace presencia::emit
