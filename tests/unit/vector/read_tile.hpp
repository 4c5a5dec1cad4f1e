// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_sink.hpp"
#include "emit/vector/grid_shape.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace presencia::test {

using TileValue = std::variant<std::string, double, std::int64_t, bool>;

struct ReadFeature {
    std::uint64_t id = 0;
    int type = 0;
    std::map<std::string, TileValue> properties;
    std::vector<emit::GridRing> paths;  ///< points, lines or rings in tile coordinates, rings without their first point again
};

struct ReadLayer {
    std::string name;
    std::uint32_t version = 0, extent = 0;
    std::vector<ReadFeature> features;
};

/// Reads an MVT by its specification, with nothing of the encoder's. Throws std::runtime_error for what the specification forbids: a command out of place, a line to where it is, a count
/// of ClosePath other than 1, a tag beside its lists, a value of two types.
std::vector<ReadLayer> read_tile(const std::string& mvt);

/// Rings to polygons: a positive area begins one, a negative one is a hole of the last.
emit::GridShape polygons_of(const ReadFeature& feature);

/// Keeps all tiles, unzipped.
struct TileKeeper final : emit::TileSink {
    std::map<std::tuple<int, int, int>, std::string> tiles;
    void put(int z, int x, int y, std::string_view tile) override;
};

}  // namespace presencia::test
