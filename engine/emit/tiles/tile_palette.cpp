// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tile_palette.hpp"

#include <algorithm>
#include <cstdlib>

namespace presencia::emit {

namespace {

/// A step between two shades of one edge that nobody sees between its neighbours.
constexpr int shade = 16;
/// A step that nobody sees anywhere.
constexpr int fine_shade = 8;
constexpr std::size_t small_palette = 16;
constexpr std::size_t worth_reducing = 64;
constexpr std::size_t large_palette = 256;

/// The largest difference in a channel, as seen: what is nearly transparent may differ in colour.
int distance(Rgba a, Rgba b) {
    const int opacity = std::max(a.a, b.a);
    const int colour = std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)}) * opacity / 255;
    return std::max(colour, std::abs(a.a - b.a));
}

struct Reduced {
    TilePalette palette;
    int worst = 0;
};

/// Takes the exact colours, then again and again the colour whose pixels are worst served by those taken, until none is further than `tolerance` from one of them or `target` are taken.
Reduced reduce(std::span<const TileColour> colours, std::size_t target, int tolerance) {
    Reduced out;
    std::vector<int> nearest(colours.size(), 256);
    out.palette.entry_of.assign(colours.size(), 0);
    const auto take = [&](std::size_t i) {
        const auto entry = static_cast<std::uint8_t>(out.palette.entries.size());
        out.palette.entries.push_back(colours[i].colour);
        for (std::size_t k = 0; k < colours.size(); ++k) {
            const int d = distance(colours[k].colour, colours[i].colour);
            if (d >= nearest[k]) continue;
            nearest[k] = d;
            out.palette.entry_of[k] = entry;
        }
    };
    for (std::size_t i = 0; i < colours.size() && out.palette.entries.size() < target; ++i) {
        if (colours[i].exact) take(i);
    }
    while (out.palette.entries.size() < target) {
        std::size_t best = 0;
        std::uint64_t worst_cost = 0;
        for (std::size_t k = 0; k < colours.size(); ++k) {
            if (nearest[k] <= tolerance) continue;
            const auto d = static_cast<std::uint64_t>(nearest[k]);
            const std::uint64_t cost = d * d * colours[k].pixels;
            if (cost > worst_cost) worst_cost = cost, best = k;
        }
        if (worst_cost == 0) break;
        take(best);
    }
    for (int d : nearest) out.worst = std::max(out.worst, d);
    return out;
}

}  // namespace

TilePalette choose_palette(std::span<const TileColour> colours) {
    if (colours.size() <= worth_reducing) {
        Reduced few = reduce(colours, small_palette, shade);
        if (few.worst <= shade) return std::move(few.palette);
    }
    return reduce(colours, large_palette, fine_shade).palette;
}

}  // namespace presencia::emit
