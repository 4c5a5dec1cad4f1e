// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/tiles/tile_picture.hpp"

#include "emit/tiles/tile_pyramid.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace presencia::test {

Picture read_png(const std::string& png) {
    GDALAllRegister();
    const char* name = "/vsimem/presencia_test.png";
    std::string copy = png;
    VSIFCloseL(VSIFileFromMemBuffer(name, reinterpret_cast<GByte*>(copy.data()), copy.size(), FALSE));
    const char* drivers[] = {"PNG", nullptr};
    std::unique_ptr<GDALDataset> data(GDALDataset::Open(name, GDAL_OF_RASTER, drivers));
    if (!data || data->GetRasterCount() != 1) throw std::runtime_error("not an indexed PNG");
    GDALRasterBand* band = data->GetRasterBand(1);
    const GDALColorTable* table = band->GetColorTable();
    Picture out;
    out.width = data->GetRasterXSize();
    out.height = data->GetRasterYSize();
    out.bits = static_cast<unsigned char>(png[24]);
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(out.width) * out.height);
    if (band->RasterIO(GF_Read, 0, 0, out.width, out.height, indices.data(), out.width, out.height, GDT_Byte, 0, 0,
                       nullptr) != CE_None) {
        throw std::runtime_error("PNG does not decode");
    }
    const auto byte = [](short v) { return static_cast<std::uint8_t>(v); };
    int has_no_data = 0;
    const double no_data = band->GetNoDataValue(&has_no_data);  // one wholly transparent entry is read as no data
    for (const std::uint8_t index : indices) {
        const GDALColorEntry* e = table->GetColorEntry(index);
        const bool clear = has_no_data != 0 && index == static_cast<int>(no_data);
        out.pixels.push_back({byte(e->c1), byte(e->c2), byte(e->c3), clear ? std::uint8_t{0} : byte(e->c4)});
    }
    data.reset();
    VSIUnlink(name);
    return out;
}

KeptTiles render(const emit::CoverageGeometry& coverage, const emit::TileMap& map, const emit::TilePlan& plan,
                 unsigned threads) {
    KeptTiles tiles;
    SilentProgress progress;
    emit::render_pyramid(coverage, map, plan, tiles, threads, progress);
    return tiles;
}

Mosaic mosaic(const KeptTiles& tiles, int zoom, int tile_px) {
    int x0 = INT32_MAX, y0 = INT32_MAX, x1 = -1, y1 = -1;
    for (const auto& [z, x, y] : tiles.order) {
        if (z != zoom) continue;
        x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
    }
    Mosaic out;
    if (x1 < 0) return out;
    out.left = static_cast<std::int64_t>(x0) * tile_px;
    out.top = static_cast<std::int64_t>(y0) * tile_px;
    out.picture.width = (x1 - x0 + 1) * tile_px;
    out.picture.height = (y1 - y0 + 1) * tile_px;
    out.picture.pixels.resize(static_cast<std::size_t>(out.picture.width) * out.picture.height);
    for (const auto& [key, png] : tiles.tiles) {
        const auto [z, x, y] = key;
        if (z != zoom) continue;
        const Picture tile = read_png(png);
        for (int row = 0; row < tile_px; ++row) {
            const auto from = tile.pixels.begin() + static_cast<std::ptrdiff_t>(row) * tile_px;
            const std::ptrdiff_t at =
                static_cast<std::ptrdiff_t>((y - y0) * tile_px + row) * out.picture.width + (x - x0) * tile_px;
            std::copy(from, from + tile_px, out.picture.pixels.begin() + at);
        }
    }
    return out;
}

}  // namespace presencia::test
