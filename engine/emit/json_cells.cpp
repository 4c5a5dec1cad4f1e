// SPDX-License-Identifier: Apache-2.0
#include "emit/json_cells.hpp"

#include "core/text.hpp"

namespace presencia::emit {

namespace {

/// Degrees with 7 decimals, without trailing zeros.
void append_degrees(std::string& out, double degrees) {
    std::string text = text::format_fixed(degrees, 7);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    out += text == "-0" ? "0" : text;
}

void append_ring(std::string& out, const geo::Ring& ring) {
    out += '[';
    std::string previous;
    std::size_t written = 0;
    for (const Point<Wgs84>& p : ring) {
        std::string vertex = "[";
        append_degrees(vertex, p.x);
        vertex += ',';
        append_degrees(vertex, p.y);
        vertex += ']';
        // Two vertices within a centimetre become one; the ring's last vertex stays, so that it closes.
        if (vertex == previous && written > 3) continue;
        out += (written++ > 0 ? "," : "") + vertex;
        previous = std::move(vertex);
    }
    out += ']';
}

void append_polygon(std::string& out, const geo::Polygon& polygon) {
    out += '[';
    append_ring(out, polygon.outer);
    for (const geo::Ring& hole : polygon.holes) {
        out += ',';
        append_ring(out, hole);
    }
    out += ']';
}

}  // namespace

nlohmann::ordered_json row_to_json(const Table& table, std::size_t row) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        object[table.columns[c].name] = to_json(table.rows[row][c]);
    }
    return object;
}

nlohmann::ordered_json to_json(const Table& table) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (std::size_t r = 0; r < table.rows.size(); ++r) rows.push_back(row_to_json(table, r));
    return rows;
}

std::string geojson_geometry(const geo::MultiPolygon& shape) {
    if (shape.empty()) {
        return "null";
    }
    std::string out = shape.size() == 1 ? R"({"type":"Polygon","coordinates":)" : R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i > 0) out += ',';
        append_polygon(out, shape[i]);
    }
    out += shape.size() == 1 ? "}" : "]}";
    return out;
}

}  // namespace presencia::emit
