// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "geo/shapes.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace presencia::emit {

/// null where there is no value; doubles already carry 12 significant digits at most.
inline nlohmann::ordered_json to_json(const Cell& cell) {
    struct Convert {
        nlohmann::ordered_json operator()(std::monostate) const { return nullptr; }
        nlohmann::ordered_json operator()(const std::string& text) const { return text; }
        nlohmann::ordered_json operator()(std::int64_t number) const { return number; }
        nlohmann::ordered_json operator()(double number) const { return number; }
        nlohmann::ordered_json operator()(bool truth) const { return truth; }
    };
    return std::visit(Convert{}, cell.value);
}

/// One object a row, columns in order.
nlohmann::ordered_json to_json(const Table& table);
nlohmann::ordered_json row_to_json(const Table& table, std::size_t row);

/// RFC 7946 text of a Polygon or MultiPolygon with 7 decimals (about 1 cm), "null" for an empty shape.
std::string geojson_geometry(const geo::MultiPolygon& shape);

}  // namespace presencia::emit
