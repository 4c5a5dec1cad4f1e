// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_painter.hpp"

#include "emit/tiles/gzip.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace presencia::emit {

namespace {

void grow(GridBox& box, WorldPoint p) {
    box = both(box, {p.x, p.y, p.x, p.y});
}

bool meet(const GridBox& a, const GridBox& b) {
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/// What may reach into a tile or the buffer around it, in world units. Two pixels more than that: for the pixel that stands for a small shape, and for rounding to the grid.
GridBox reach_of(int zoom, int x, int y) {
    constexpr std::int64_t margin = tile_buffer + 2 * pixel_steps;
    const int bits = 32 - zoom - tile_steps_bits;  // of a step; negative where steps are finer than world units
    const auto low = [bits](std::int64_t step) { return bits >= 0 ? step << bits : step >> -bits; };
    const std::int64_t left = x * tile_steps - margin, top = y * tile_steps - margin, side = tile_steps + 2 * margin;
    return {low(left), low(top), low(left + side) + 1, low(top + side) + 1};
}

}  // namespace

VectorPainter::VectorPainter(VectorMap map) : map_(std::move(map)) {
    for (const VectorMap::Surfaces& surfaces : map_.surfaces) boxes_.push_back(boxes_of(*surfaces.shapes));
}

VectorPainter::Boxes VectorPainter::boxes_of(const ZoomShapes& shapes) {
    const ArcNetwork& network = shapes.coverage().network();
    Boxes out;
    out.arcs.reserve(network.arcs.size());
    for (const Arc& arc : network.arcs) {
        GridBox box;
        for (const WorldPoint p : std::span(network.points).subspan(arc.first, arc.count)) grow(box, p);
        out.arcs.push_back(box);
    }
    for (std::size_t m = 0; m < shapes.size(); ++m) {
        GridBox box;
        for (const RingArcs& ring : shapes.rings(m)) {
            for (const ArcUse& use : ring) box = both(box, out.arcs[use.arc]);
        }
        if (!box.empty()) grow(box, shapes.coverage().place(m).at);
        out.members.push_back(box);
    }
    return out;
}

std::string VectorPainter::tile(int zoom, int x, int y, bool last) const {
    const GridBox reach = reach_of(zoom, x, y);
    TilePieces pieces(zoom, x, y);
    for (std::size_t s = 0; s < map_.surfaces.size(); ++s) {
        const VectorMap::Surfaces& surfaces = map_.surfaces[s];
        const Boxes& boxes = boxes_[s];
        std::vector<bool> wanted(boxes.arcs.size(), false);
        if (surfaces.borders) {
            for (std::size_t a = 0; a < wanted.size(); ++a) wanted[a] = meet(boxes.arcs[a], reach);
        }
        std::vector<std::size_t> members;
        for (std::size_t m = 0; m < boxes.members.size(); ++m) {
            if (boxes.members[m].empty() || !meet(boxes.members[m], reach)) continue;
            members.push_back(m);
            for (const RingArcs& ring : surfaces.shapes->rings(m)) {
                for (const ArcUse& use : ring) wanted[use.arc] = true;
            }
        }
        if (members.empty()) continue;
        const ZoomArcs arcs = surfaces.shapes->arcs(zoom, last, wanted);
        for (int level = 0; surfaces.borders && level < border_levels; ++level) cut_borders(*surfaces.borders, arcs, level, pieces);
        for (const std::size_t m : members) cut_surface(surfaces, arcs, zoom, m, pieces);
    }
    cut_points(map_, zoom, pieces);
    if (std::none_of(pieces.pieces.begin(), pieces.pieces.end(), [](const TilePiece& piece) { return piece.inside; })) return {};
    const std::vector<PlacedPiece> placed = in_order(std::span(&pieces, 1));
    return Gzip()(MvtWriter(map_.layers).write(placed));
}

}  // namespace presencia::emit
