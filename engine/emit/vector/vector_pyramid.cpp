// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_pyramid.hpp"

#include "core/parallel.hpp"
#include "emit/tiles/gzip.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

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
        all_ = in_order(by_worker_);
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

/// Something to be cut into the pieces of whichever worker takes it.
using CutJob = std::function<void(TilePieces&)>;

Zoom cut(const VectorMap& map, int z, bool last, unsigned workers) {
    Zoom zoom(z, workers);
    std::vector<ZoomArcs> arcs(map.surfaces.size());
    parallel_for(arcs.size(), workers, [&](std::size_t s, unsigned) { arcs[s] = map.surfaces[s].shapes->arcs(z, last); });
    std::vector<CutJob> jobs;  // the longest first
    for (std::size_t s = 0; s < arcs.size(); ++s) {
        if (!map.surfaces[s].borders) continue;
        for (int level = 0; level < border_levels; ++level) jobs.emplace_back([&, s, level](TilePieces& to) { cut_borders(*map.surfaces[s].borders, arcs[s], level, to); });
    }
    for (std::size_t s = 0; s < arcs.size(); ++s) {
        const std::size_t members = map.surfaces[s].feature.size();
        for (std::size_t begin = 0; begin < members; begin += members_a_job) {
            jobs.emplace_back([&, s, begin, end = std::min(members, begin + members_a_job)](TilePieces& to) {
                for (std::size_t m = begin; m < end; ++m) cut_surface(map.surfaces[s], arcs[s], z, m, to);
            });
        }
    }
    parallel_for(jobs.size(), workers, [&](std::size_t job, unsigned worker) { jobs[job](zoom.of(worker)); });
    cut_points(map, z, zoom.of(0));
    zoom.sort();
    return zoom;
}

/// Encodes tiles by all workers, whole zooms at a time or several small ones together; what was encoded last is written by one of them meanwhile.
class TileWriter {
public:
    TileWriter(const VectorMap& map, TileSink& sink, unsigned workers, Progress& progress) : sink_(sink), progress_(progress) {
        for (unsigned w = 0; w < workers; ++w) encoders_.push_back(std::make_unique<Encoder>(map));
    }

    void add(Zoom zoom) {
        zooms_.push_back(std::move(zoom));
        for (const auto tile : zooms_.back().tiles()) waiting_.push_back({zooms_.back().zoom(), tile, {}});
        if (waiting_.size() >= batch_tiles) encode();
    }
    void finish() {
        encode();
        write(encoded_);
    }

private:
    /// One a thread.
    struct Encoder {
        explicit Encoder(const VectorMap& map) : writer(map.layers) {}
        MvtWriter writer;
        Gzip gzip;
    };
    struct Tile {
        int zoom;
        std::span<const PlacedPiece> pieces;
        std::string bytes;
        std::int64_t x = 0, y = 0;
    };

    void encode() {
        for (std::size_t begin = 0; begin < waiting_.size(); begin += batch_tiles) {
            progress_.check_interrupted();
            const auto batch = std::span(waiting_).subspan(begin, std::min(batch_tiles, waiting_.size() - begin));
            parallel_for(batch.size() + 1, static_cast<unsigned>(encoders_.size()), [&](std::size_t i, unsigned worker) {
                if (i == 0) {
                    write(encoded_);
                } else {
                    encode(batch[i - 1], *encoders_[worker]);
                }
            });
            encoded_.assign(std::make_move_iterator(batch.begin()), std::make_move_iterator(batch.end()));
        }
        waiting_.clear();
        zooms_.clear();
    }

    static void encode(Tile& tile, Encoder& encoder) {
        tile.bytes = encoder.gzip(encoder.writer.write(tile.pieces));
        tile.x = tile.pieces.front().piece->x;
        tile.y = tile.pieces.front().piece->y;
    }

    void write(const std::vector<Tile>& tiles) {
        for (const Tile& tile : tiles) sink_.put(tile.zoom, static_cast<int>(tile.x), static_cast<int>(tile.y), tile.bytes);
    }

    TileSink& sink_;
    Progress& progress_;
    std::vector<std::unique_ptr<Encoder>> encoders_;
    std::vector<Zoom> zooms_;  ///< whose tiles wait
    std::vector<Tile> waiting_, encoded_;
};

}  // namespace

void cut_pyramid(const VectorMap& map, int min_zoom, int max_zoom, TileSink& sink, unsigned threads, Progress& progress) {
    check_zooms(min_zoom, max_zoom);
    const unsigned workers = std::max(1U, threads);
    TileWriter writer(map, sink, workers, progress);
    progress.stage("vector tiles", max_zoom - min_zoom + 1);
    for (int z = min_zoom; z <= max_zoom; ++z) {
        progress.check_interrupted();
        writer.add(cut(map, z, z == max_zoom, workers));
        progress.advance(z - min_zoom + 1);
    }
    writer.finish();
}

}  // namespace presencia::emit
