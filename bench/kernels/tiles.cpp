// SPDX-License-Identifier: Apache-2.0
// One tile: filling areas, compressing the picture, writing a vector tile.
#include "bench/kernels/drawn.hpp"
#include "emit/tiles/area_fill.hpp"
#include "emit/tiles/gzip.hpp"
#include "emit/tiles/png_writer.hpp"
#include "emit/vector/mvt.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

using namespace presencia;
using namespace presencia::emit;

namespace {

constexpr int side = 256;
constexpr int cells = 4;  // a side of the tile
constexpr int classes = 5;

/// Class of a cell; 0 outside.
int class_of(int i, int j) {
    return i < 0 || j < 0 || i >= cells || j >= cells ? 0 : 1 + (i * 3 + j * 7) % classes;
}

/// The crooked borders of a tile of cells, in 1/256 pixel.
void draw(AreaFill& fill) {
    const auto place = [](double i, double j) {
        const double x = side * i / cells, y = side * j / cells;
        return std::pair(static_cast<std::int64_t>(256.0 * (x + 6.0 * std::sin(y / 9.0))), static_cast<std::int64_t>(256.0 * (y + 6.0 * std::sin(x / 7.0))));
    };
    constexpr int steps = 48;
    for (int a = 0; a <= cells; ++a) {
        for (int b = 0; b < cells; ++b) {
            for (int k = 0; k < steps; ++k) {
                const double from = b + static_cast<double>(k) / steps, to = b + static_cast<double>(k + 1) / steps;
                const auto [x0, y0] = place(a, from);
                const auto [x1, y1] = place(a, to);
                fill.edge(x0, y0, x1, y1, class_of(a, b), class_of(a - 1, b));
                const auto [x2, y2] = place(from, a);
                const auto [x3, y3] = place(to, a);
                fill.edge(x2, y2, x3, y3, class_of(b, a - 1), class_of(b, a));
            }
        }
    }
}

/// The class that most of each pixel is, for the compressor.
struct Picture final : SpanSink {
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(side * side, 0);

    void solid(int y, int x, int length, int cls) override { std::fill_n(pixels.begin() + y * side + x, length, static_cast<std::uint8_t>(cls)); }
    void mixed(int y, int x, int length, std::span<const std::int32_t> shares) override {
        const auto most = std::max_element(shares.begin(), shares.end()) - shares.begin();
        std::fill_n(pixels.begin() + y * side + x, length, static_cast<std::uint8_t>(most));
    }
};

void area_fill(benchmark::State& state) {
    AreaFill fill(side, side, classes);
    Picture picture;
    for (auto _ : state) {
        draw(fill);
        fill.sweep(picture);
        benchmark::DoNotOptimize(picture.pixels.data());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(area_fill)->Unit(benchmark::kMicrosecond);

void png(benchmark::State& state) {
    AreaFill fill(side, side, classes);
    Picture picture;
    draw(fill);
    fill.sweep(picture);
    const std::vector<Rgba> palette{{0, 0, 0, 0}, {255, 255, 204, 255}, {161, 218, 180, 255}, {65, 182, 196, 255}, {44, 127, 184, 255}, {37, 52, 148, 255}};
    PngWriter writer;
    std::size_t bytes = 0;
    for (auto _ : state) bytes = writer.write(side, side, picture.pixels, palette).size();
    state.counters["bytes"] = static_cast<double>(bytes);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(png)->Unit(benchmark::kMicrosecond);

void mvt(benchmark::State& state) {
    std::vector<MvtLayer> layers;
    layers.emplace_back("places", MvtGeometry::point, std::vector<Column>{{"name", CellType::text, "", ""}, {"people", CellType::integer, "", ""}, {"rate", CellType::real, "", ""}});
    TilePieces pieces(0);
    for (std::uint32_t k = 0; k < 400; ++k) {
        layers[0].add(k + 1, std::vector<Cell>{Cell("place " + std::to_string(k)), Cell(std::int64_t{k}), Cell(k / 7.0)});
        pieces.add_point(0, k, {static_cast<int>(k * 10), static_cast<int>(k * 7)});
    }
    std::vector<PlacedPiece> placed;
    for (const TilePiece& piece : pieces.pieces) placed.push_back({&piece, pieces.commands.data()});
    MvtWriter writer(layers);
    for (auto _ : state) benchmark::DoNotOptimize(writer.write(placed).size());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(mvt)->Unit(benchmark::kMicrosecond);

}  // namespace
