// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tilejson.hpp"

#include "core/text.hpp"
#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::emit {

namespace {

constexpr int degree_decimals = 6;  // 11 cm

double degrees(double v) {
    return text::round_decimals(v, degree_decimals);
}

std::string description(const TileMap& map) {
    std::string out = map.subtitle;
    for (const std::string& note : map.notes) out += (out.empty() ? "" : ". ") + note;
    return out;
}

std::string legend_text(const TileMap& map) {
    std::string out = map.title;
    for (const TileClass& cls : map.classes) out += fmt::format("; {} {}", to_hex(cls.fill), cls.label);
    return xml_text(out);
}

}  // namespace

geo::Box web_mercator_box(const geo::Box& box) {
    constexpr double edge = 85.051129;
    if (box.empty()) return {-180.0, -edge, 180.0, edge};
    return {degrees(std::max(box.min_x, -180.0)), degrees(std::max(box.min_y, -edge)), degrees(std::min(box.max_x, 180.0)), degrees(std::min(box.max_y, edge))};
}

std::array<double, 2> centre_of(const geo::Box& box) {
    return {degrees((box.min_x + box.max_x) / 2.0), degrees((box.min_y + box.max_y) / 2.0)};
}

std::string tilejson(const TileMap& map, const TilePlan& plan, const geo::Box& bounds, std::string_view tiles) {
    const geo::Box box = web_mercator_box(bounds);
    nlohmann::ordered_json out;
    out["tilejson"] = "3.0.0";
    out["name"] = map.title;
    out["description"] = description(map);
    out["version"] = "1.0.0";
    out["attribution"] = xml_text(map.attribution);
    out["scheme"] = "xyz";
    out["tiles"] = {std::string(tiles)};
    out["minzoom"] = plan.min_zoom;
    out["maxzoom"] = plan.max_zoom;
    out["bounds"] = {degrees(box.min_x), degrees(box.min_y), degrees(box.max_x), degrees(box.max_y)};
    const auto [longitude, latitude] = centre_of(box);
    out["center"] = {longitude, latitude, plan.min_zoom};
    out["legend"] = legend_text(map);
    return out.dump(2) + "\n";
}

std::vector<std::pair<std::string, std::string>> mbtiles_metadata(const TileMap& map, const TilePlan& plan,
                                                                  const geo::Box& bounds, std::string_view version) {
    const geo::Box box = web_mercator_box(bounds);
    const auto number = [](double v) { return text::format_fixed(v, degree_decimals); };
    return {{"name", map.title},
            {"format", "png"},
            {"bounds",
             fmt::format("{},{},{},{}", number(box.min_x), number(box.min_y), number(box.max_x), number(box.max_y))},
            {"center", fmt::format("{},{},{}", number((box.min_x + box.max_x) / 2.0),
                                   number((box.min_y + box.max_y) / 2.0), plan.min_zoom)},
            {"minzoom", fmt::format("{}", plan.min_zoom)},
            {"maxzoom", fmt::format("{}", plan.max_zoom)},
            {"attribution", xml_text(map.attribution)},
            {"description", description(map)},
            {"type", "overlay"},
            {"version", std::string(version)}};
}

std::string pmtiles_metadata(const TileMap& map, std::string_view version) {
    nlohmann::ordered_json out;
    out["name"] = map.title;
    out["description"] = description(map);
    out["attribution"] = xml_text(map.attribution);
    out["type"] = "overlay";
    out["version"] = version;
    return out.dump();
}

}  // namespace presencia::emit
