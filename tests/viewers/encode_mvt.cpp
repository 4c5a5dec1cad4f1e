// SPDX-License-Identifier: Apache-2.0
// encode_mvt < fixtures.json DIR: writes every fixture as DIR/<name>.mvt with the engine's encoder, for other decoders to read. See mvt_fixtures.py.
#include "emit/vector/mvt.hpp"
#include "emit/vector/tile_pieces.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace presencia::emit;
using Json = nlohmann::ordered_json;

namespace {

const std::map<std::string, CellType> types{{"text", CellType::text}, {"integer", CellType::integer}, {"real", CellType::real}, {"boolean", CellType::boolean}};
const std::map<std::string, MvtGeometry> geometries{{"point", MvtGeometry::point}, {"line", MvtGeometry::line}, {"polygon", MvtGeometry::polygon}};

GridPoint point(const Json& json) {
    return {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
}

GridRing points(const Json& json) {
    GridRing out;
    for (const Json& p : json) out.push_back(point(p));
    return out;
}

Cell cell(const Json& properties, const std::string& name, CellType type) {
    if (!properties.contains(name)) return Cell(presencia::Absence::unknown);
    const Json& value = properties.at(name);
    switch (type) {
        case CellType::text: return Cell(value.get<std::string>());
        case CellType::integer: return Cell(value.get<std::int64_t>());
        case CellType::real: return Cell(value.get<double>());
        case CellType::boolean: return Cell(value.get<bool>());
    }
    return {};
}

void add_shape(TilePieces& pieces, std::uint32_t layer, std::uint32_t feature, MvtGeometry geometry, const Json& shape) {
    if (geometry == MvtGeometry::point) return pieces.add_point(layer, feature, point(shape));
    if (geometry == MvtGeometry::line) {
        std::vector<GridRing> lines;
        for (const Json& line : shape) lines.push_back(points(line));
        const std::vector<std::span<const GridPoint>> spans(lines.begin(), lines.end());
        return pieces.add_lines(layer, feature, spans);
    }
    GridShape polygons;
    for (const Json& rings : shape) {
        GridPolygon polygon{points(rings.at(0)), {}};
        for (std::size_t r = 1; r < rings.size(); ++r) polygon.holes.push_back(points(rings.at(r)));
        polygons.push_back(std::move(polygon));
    }
    pieces.add_polygons(layer, feature, polygons);
}

std::string encode(const Json& fixture) {
    std::vector<MvtLayer> layers;
    TilePieces pieces(0);
    for (const Json& json : fixture) {
        std::vector<Column> fields;
        for (const auto& [name, type] : json.at("fields").items()) fields.push_back({name, types.at(type.get<std::string>()), "", ""});
        const MvtGeometry geometry = geometries.at(json.at("geometry").get<std::string>());
        MvtLayer layer(json.at("name").get<std::string>(), geometry, fields);
        for (const Json& feature : json.at("features")) {
            std::vector<Cell> cells;
            for (const Column& field : fields) cells.push_back(cell(feature.at("properties"), field.name, field.type));
            const std::uint32_t index = layer.add(feature.at("id").get<std::uint64_t>(), cells);
            add_shape(pieces, static_cast<std::uint32_t>(layers.size()), index, geometry, feature.at("shape"));
        }
        layers.push_back(std::move(layer));
    }
    std::vector<PlacedPiece> placed;
    for (const TilePiece& piece : pieces.pieces) {
        if (piece.x == 0 && piece.y == 0) placed.push_back({&piece, pieces.commands.data()});
    }
    return MvtWriter(layers).write(placed);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: encode_mvt DIR < fixtures.json\n";
        return 2;
    }
    const Json fixtures = Json::parse(std::cin);
    for (const auto& [name, fixture] : fixtures.items()) {
        std::ofstream(std::filesystem::path(argv[1]) / (name + ".mvt"), std::ios::binary) << encode(fixture);
    }
    return 0;
}
