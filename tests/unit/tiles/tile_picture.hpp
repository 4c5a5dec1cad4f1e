// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"
#include "emit/tiles/pixel_colour.hpp"
#include "emit/tiles/tile_sink.hpp"
#include "emit/tiles/tile_style.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace presencia::test {

/// A decoded picture. The decoder is GDAL's (libpng), which shares nothing with our writer.
struct Picture {
    int width = 0, height = 0;
    int bits = 0;  ///< a pixel, as the file says
    std::vector<emit::Rgba> pixels;

    emit::Rgba at(int x, int y) const { return pixels[static_cast<std::size_t>(y) * width + x]; }
};

Picture read_png(const std::string& png);

/// Keeps everything that is put, in order.
class KeptTiles final : public emit::TileSink {
public:
    using Key = std::tuple<int, int, int>;  ///< z, x, y

    void put(int z, int x, int y, std::string_view png) override {
        order.push_back({z, x, y});
        tiles[{z, x, y}] = std::string(png);
    }
    bool has(int z, int x, int y) const { return tiles.count({z, x, y}) != 0; }

    std::vector<Key> order;
    std::map<Key, std::string> tiles;
};

/// All tiles of the plan.
KeptTiles render(const emit::CoverageGeometry& coverage, const emit::TileMap& map, const emit::TilePlan& plan,
                 unsigned threads = 1);

/// The tiles of one zoom as one picture; pixel (0, 0) is (left, top) pixels from the world's corner. Absent tiles are
/// transparent.
struct Mosaic {
    Picture picture;
    std::int64_t left = 0, top = 0;
};
Mosaic mosaic(const KeptTiles& tiles, int zoom, int tile_px = 256);

inline bool same_colour(emit::Rgba pixel, emit::Rgb colour) {
    return pixel == emit::Rgba{colour.r, colour.g, colour.b, 255};
}

}  // namespace presencia::test
