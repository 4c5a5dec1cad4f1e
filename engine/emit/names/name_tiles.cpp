// SPDX-License-Identifier: Apache-2.0
#include "emit/names/name_tiles.hpp"

#include "core/parallel.hpp"
#include "emit/names/name_layout.hpp"
#include "emit/names/name_stamp.hpp"
#include "emit/tiles/png_writer.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace presencia::emit {

namespace {

/// Rows of tiles first, then columns: the order in which sinks take them.
using TilePlace = std::pair<std::int64_t, std::int64_t>;

std::int64_t tile_of(std::int64_t pixel, int tile_px) {
    return pixel >= 0 ? pixel / tile_px : -((tile_px - 1 - pixel) / tile_px);
}

/// Which names each tile shows. One over the antimeridian goes on at the other end of the world.
std::map<TilePlace, std::vector<std::size_t>> names_by_tile(std::span<const TileName> names, int zoom, int tile_px) {
    const std::int64_t tiles = std::int64_t{1} << zoom;
    std::map<TilePlace, std::vector<std::size_t>> out;
    for (std::size_t n = 0; n < names.size(); ++n) {
        const PixelBox& box = names[n].box;
        for (std::int64_t y = tile_of(box.y, tile_px); y <= std::min(tiles - 1, tile_of(box.y + box.height - 1, tile_px)); ++y) {
            for (std::int64_t x = tile_of(box.x, tile_px); x <= tile_of(box.x + box.width - 1, tile_px); ++x) {
                std::vector<std::size_t>& there = out[{y, ((x % tiles) + tiles) % tiles}];
                if (there.empty() || there.back() != n) there.push_back(n);
            }
        }
    }
    return out;
}

/// Draws the tiles of one zoom from its names. One instance serves one thread.
class NameTile {
public:
    explicit NameTile(int tile_px) : tile_px_(tile_px), pixels_(static_cast<std::size_t>(tile_px) * static_cast<std::size_t>(tile_px)), palette_(name_palette()) {}

    void clear() { std::fill(pixels_.begin(), pixels_.end(), std::uint8_t{0}); }

    /// `left` and `top`: of the stamp in the tile, perhaps outside of it.
    void put(const NameStamp& stamp, const PixelBox& box, std::int64_t left, std::int64_t top) {
        for (std::int64_t y = std::max<std::int64_t>(0, -top); y < std::min<std::int64_t>(box.height, tile_px_ - top); ++y) {
            for (std::int64_t x = std::max<std::int64_t>(0, -left); x < std::min<std::int64_t>(box.width, tile_px_ - left); ++x) {
                std::uint8_t& pixel = pixels_[static_cast<std::size_t>((top + y) * tile_px_ + left + x)];
                pixel = std::max(pixel, stamp[static_cast<std::size_t>(y * box.width + x)]);
            }
        }
    }

    /// Nothing where no letter or halo falls into it.
    std::string png() {
        if (std::all_of(pixels_.begin(), pixels_.end(), [](std::uint8_t pixel) { return pixel == 0; })) return {};
        return writer_.write(tile_px_, tile_px_, pixels_, palette_);
    }

private:
    int tile_px_;
    std::vector<std::uint8_t> pixels_;
    std::vector<Rgba> palette_;
    PngWriter writer_;
};

}  // namespace

void render_names(std::span<const MapName> names, const TilePlan& plan, const FontFiles& fonts, TileSink& sink, unsigned threads, Progress& progress) {
    check_zooms(plan.min_zoom, plan.max_zoom);
    const unsigned workers = std::max(1U, threads);
    std::vector<NameStamper> stampers;
    std::vector<NameTile> canvases;
    for (unsigned w = 0; w < workers; ++w) {
        stampers.emplace_back(fonts, plan.tile_px);
        canvases.emplace_back(plan.tile_px);
    }
    for (int zoom = plan.min_zoom; zoom <= plan.max_zoom; ++zoom) {
        progress.check_interrupted();
        const std::vector<TileName> placed = lay_out_names(names, zoom, plan.tile_px, [&](const std::string& text, bool department) { return stampers[0].width(text, department); });
        std::vector<NameStamp> stamps(placed.size());
        parallel_for(placed.size(), workers, [&](std::size_t n, unsigned worker) { stamps[n] = stampers[worker].draw(placed[n]); });
        const auto by_tile = names_by_tile(placed, zoom, plan.tile_px);
        const std::vector<std::pair<TilePlace, std::vector<std::size_t>>> tiles(by_tile.begin(), by_tile.end());
        std::vector<std::string> drawn(tiles.size());
        const std::int64_t world = std::int64_t{plan.tile_px} << zoom;
        parallel_for(tiles.size(), workers, [&](std::size_t t, unsigned worker) {
            NameTile& canvas = canvases[worker];
            canvas.clear();
            const auto& [place, there] = tiles[t];
            for (const std::size_t n : there) {
                const PixelBox& box = placed[n].box;
                for (const std::int64_t around : {-world, std::int64_t{0}, world}) canvas.put(stamps[n], box, box.x + around - place.second * plan.tile_px, box.y - place.first * plan.tile_px);
            }
            drawn[t] = canvas.png();
        });
        for (std::size_t t = 0; t < tiles.size(); ++t) {
            if (!drawn[t].empty()) sink.put(zoom, static_cast<int>(tiles[t].first.second), static_cast<int>(tiles[t].first.first), drawn[t]);
        }
    }
}

}  // namespace presencia::emit
