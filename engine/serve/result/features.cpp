// SPDX-License-Identifier: Apache-2.0
#include "serve/result/features.hpp"

#include "core/text.hpp"
#include "emit/find_municipality.hpp"
#include "emit/json_cells.hpp"

#include <algorithm>
#include <utility>

namespace presencia::serve {

namespace {

/// Liang and Barsky: what of the segment lies in the box, as an interval of its length; empty where nothing does.
bool segment_touches(Point<Wgs84> a, Point<Wgs84> b, const geo::Box& box) {
    double from = 0.0, to = 1.0;
    const auto clip = [&](double p, double q) {
        if (p == 0.0) return q >= 0.0;
        const double t = q / p;
        if (p < 0.0) from = std::max(from, t); else to = std::min(to, t);
        return from <= to;
    };
    const double dx = b.x - a.x, dy = b.y - a.y;
    return clip(-dx, a.x - box.min_x) && clip(dx, box.max_x - a.x) && clip(-dy, a.y - box.min_y) && clip(dy, box.max_y - a.y);
}

/// Crossings of a ray to the east with a ring's edges: odd inside.
bool inside(const geo::Ring& ring, Point<Wgs84> p) {
    bool odd = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point<Wgs84> a = ring[i - 1], b = ring[i];
        if ((a.y > p.y) == (b.y > p.y)) continue;
        if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
    }
    return odd;
}

bool ring_touches(const geo::Ring& ring, const geo::Box& box) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
        if (segment_touches(ring[i - 1], ring[i], box)) return true;
    }
    return false;
}

bool polygon_touches(const geo::Polygon& polygon, const geo::Box& box) {
    if (ring_touches(polygon.outer, box)) return true;
    if (std::any_of(polygon.holes.begin(), polygon.holes.end(), [&](const geo::Ring& hole) { return ring_touches(hole, box); })) return true;
    // No border comes near: the box lies wholly inside, wholly in a hole, or wholly outside.
    const Point<Wgs84> corner{box.min_x, box.min_y};
    return inside(polygon.outer, corner) && std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const geo::Ring& hole) { return inside(hole, corner); });
}

std::string point_geometry(const LonLat& at) {
    if (!at.defined()) return "null";
    return R"({"type":"Point","coordinates":[)" + text::format_fixed(at.longitude(), 7) + "," + text::format_fixed(at.latitude(), 7) + "]}";
}

/// What a feature is called: by what it is, so that it keeps its name from run to run.
std::string id_of(std::string_view layer, const emit::Table& table, std::size_t row) {
    if (layer == "municipalities") return emit::municipality_key(table, row);
    if (layer == "unreached") return table.at(row, "family").text() + ":" + emit::municipality_key(table, row);
    const std::string id = table.at(row, "id").text();
    return table.at(row, "layer").text() + ":" + (id.empty() ? "row-" + std::to_string(row + 1) : id);
}

}  // namespace

bool touches(const geo::MultiPolygon& shape, const geo::Box& box) {
    return std::any_of(shape.begin(), shape.end(), [&](const geo::Polygon& polygon) { return polygon_touches(polygon, box); });
}

FeatureCollection::FeatureCollection(const emit::Store& store, std::string_view layer) : table_(&store.table(layer)), layer_(layer) {
    const emit::Table& table = *table_;
    std::vector<LonLat> dots;
    if (layer == "sites") dots = store.dots(); else shapes_ = store.shapes(layer);
    features_.reserve(table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Feature feature{id_of(layer, table, r), {}, {}};
        for (int copy = 2; !by_id_.emplace(feature.id, r).second; ++copy) feature.id = id_of(layer, table, r) + "." + std::to_string(copy);
        std::string geometry;
        if (layer == "sites") {
            if (dots[r].defined()) feature.box.add(Point<Wgs84>{dots[r].longitude(), dots[r].latitude()});
            geometry = point_geometry(dots[r]);
        } else {
            feature.box = geo::box_of(shapes_[r]);
            geometry = emit::geojson_geometry(shapes_[r]);
        }
        feature.json = R"({"type":"Feature","id":)" + nlohmann::ordered_json(feature.id).dump() + R"(,"geometry":)" + geometry + R"(,"properties":)" + emit::row_to_json(table, r).dump();
        bounds_.add(feature.box);
        features_.push_back(std::move(feature));
    }
}

const Feature* FeatureCollection::find(const std::string& id) const {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &features_[at->second];
}

bool FeatureCollection::touches(std::size_t feature, const geo::Box& box) const {
    if (features_[feature].box.empty()) return true;
    const geo::Box& own = features_[feature].box;
    if (!own.intersects(box)) return false;
    // However large the box, only what lies across its border is looked at closely.
    if (box.min_x <= own.min_x && own.max_x <= box.max_x && box.min_y <= own.min_y && own.max_y <= box.max_y) return true;
    return shapes_.empty() || serve::touches(shapes_[feature], box);
}

std::vector<std::string_view> FeatureCollection::filters(std::string_view layer) {
    if (layer == "municipalities") return {"country", "department", "municipality", "gap_class"};
    return {"country", "municipality", "family"};
}

bool FeatureCollection::meets(std::size_t feature, const Parameters& asked) const {
    const std::vector<std::string_view> known = filters(layer_);
    return std::all_of(asked.begin(), asked.end(), [&](const auto& one) {
        if (std::find(known.begin(), known.end(), one.first) == known.end()) return true;
        if (one.first != "municipality") return table_->at(feature, one.first).text() == one.second;
        const std::string code = table_->at(feature, "code").text();
        return one.second == code || one.second == table_->at(feature, "country").text() + ":" + code;
    });
}

}  // namespace presencia::serve
