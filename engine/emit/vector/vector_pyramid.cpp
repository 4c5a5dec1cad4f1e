// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_pyramid.hpp"

#include "core/parallel.hpp"
#include "emit/tiles/gzip.hpp"

#include <algorithm>
#include <tuple>

namespace presencia::emit {

namespace {

/// Tiles encoded between two looks at the sink.
constexpr std::size_t batch_tiles = 256;

/// The pieces of one zoom by all workers, and where each tile's begin.
class Zoom {
public:
    Zoom(int zoom, unsigned workers) : zoom_(zoom), by_worker_(workers, TilePieces(zoom)) {}

    TilePieces& of(unsigned worker) { return by_worker_[worker]; }

    void sort() {
        for (const TilePieces& cut : by_worker_) {
            for (const TilePiece& piece : cut.pieces) all_.push_back({&piece, cut.commands.data()});
        }
        const auto key = [](const PlacedPiece& p) { return std::tie(p.piece->y, p.piece->x, p.piece->layer, p.piece->feature); };
        std::sort(all_.begin(), all_.end(), [&](const PlacedPiece& a, const PlacedPiece& b) { return key(a) < key(b); });
        for (std::size_t begin = 0; begin < all_.size();) {
            std::size_t end = begin;
            bool inside = false;
            for (; end < all_.size() && all_[end].piece->y == all_[begin].piece->y && all_[end].piece->x == all_[begin].piece->x; ++end) inside = inside || all_[end].piece->inside;
            if (inside) tiles_.push_back(std::span(all_).subspan(begin, end - begin));
            begin = end;
        }
    }

    int zoom() const noexcept { return zoom_; }
    const std::vector<std::span<const PlacedPiece>>& tiles() const noexcept { return tiles_; }

private:
    int zoom_;
    std::vector<TilePieces> by_worker_;
    std::vector<PlacedPiece> all_;
    std::vector<std::span<const PlacedPiece>> tiles_;
};

/// Members of a coverage that one worker cuts in one go.
constexpr std::size_t members_a_job = 16;

void cut_surfaces(const VectorMap::Surfaces& surfaces, const ZoomArcs& arcs, Zoom& zoom, unsigned workers) {
    const std::size_t jobs = (surfaces.feature.size() + members_a_job - 1) / members_a_job;
    parallel_for(jobs, workers, [&](std::size_t job, unsigned worker) {
        const std::size_t end = std::min(surfaces.feature.size(), (job + 1) * members_a_job);
        for (std::size_t m = job * members_a_job; m < end; ++m) {
            zoom.of(worker).add_polygons(surfaces.layer, surfaces.feature[m], surfaces.shapes->shape(arcs, zoom.zoom(), m));
        }
    });
}

/// Lines of one level are one feature: all are cut by one worker, in their order.
void cut_borders(const VectorMap::Borders& borders, const ZoomArcs& arcs, TilePieces& to) {
    for (int level = 0; level < border_levels; ++level) {
        std::vector<std::span<const GridPoint>> lines;
        for (const ZoomArc& arc : arcs.arcs) {
            if (static_cast<int>(arc.level) == level && arc.count >= 2) lines.push_back(arcs.of(arc));
        }
        to.add_lines(borders.layer, borders.feature[static_cast<std::size_t>(level)], lines);
    }
}

GridPoint on_grid(WorldPoint p, int zoom) {
    const int shift = 32 - zoom - tile_steps_bits;
    return shift >= 0 ? GridPoint{p.x >> shift, p.y >> shift} : GridPoint{p.x << -shift, p.y << -shift};
}

void cut(const VectorMap& map, bool last, Zoom& zoom, unsigned workers) {
    for (const VectorMap::Surfaces& surfaces : map.surfaces) {
        const ZoomArcs arcs = surfaces.shapes->arcs(zoom.zoom(), last);
        cut_surfaces(surfaces, arcs, zoom, workers);
        if (surfaces.borders) cut_borders(*surfaces.borders, arcs, zoom.of(0));
    }
    for (const VectorMap::Points& points : map.points) {
        for (const auto& [feature, point] : points.features) zoom.of(0).add_point(points.layer, feature, on_grid(point, zoom.zoom()));
    }
    zoom.sort();
}

/// One a thread.
struct Encoder {
    explicit Encoder(const VectorMap& map) : writer(map.layers) {}
    MvtWriter writer;
    Gzip gzip;
};

void put(const Zoom& zoom, std::vector<std::unique_ptr<Encoder>>& encoders, TileSink& sink, Progress& progress) {
    const auto& tiles = zoom.tiles();
    std::vector<std::string> encoded;
    for (std::size_t begin = 0; begin < tiles.size(); begin += batch_tiles) {
        progress.check_interrupted();
        encoded.assign(std::min(batch_tiles, tiles.size() - begin), {});
        parallel_for(encoded.size(), static_cast<unsigned>(encoders.size()),
                     [&](std::size_t i, unsigned worker) { encoded[i] = encoders[worker]->gzip(encoders[worker]->writer.write(tiles[begin + i])); });
        for (std::size_t i = 0; i < encoded.size(); ++i) {
            const TilePiece& piece = *tiles[begin + i].front().piece;
            sink.put(zoom.zoom(), static_cast<int>(piece.x), static_cast<int>(piece.y), encoded[i]);
        }
    }
}

}  // namespace

void cut_pyramid(const VectorMap& map, int min_zoom, int max_zoom, TileSink& sink, unsigned threads, Progress& progress) {
    check_zooms(min_zoom, max_zoom);
    const unsigned workers = std::max(1U, threads);
    std::vector<std::unique_ptr<Encoder>> encoders;
    for (unsigned w = 0; w < workers; ++w) encoders.push_back(std::make_unique<Encoder>(map));
    progress.stage("vector tiles", max_zoom - min_zoom + 1);
    for (int z = min_zoom; z <= max_zoom; ++z) {
        progress.check_interrupted();
        Zoom zoom(z, workers);
        cut(map, z == max_zoom, zoom, workers);
        put(zoom, encoders, sink, progress);
        progress.advance(z - min_zoom + 1);
    }
}

}  // namespace presencia::emit
