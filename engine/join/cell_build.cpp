// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "join/cell_band.hpp"
#include "join/cell_index.hpp"

#include <algorithm>
#include <limits>

namespace presencia::join {

/// Fills a CellIndex band by band. Bands depend on the shapes alone, so the index is the same for any number of threads.
class CellBuilder {
public:
    CellBuilder(CellIndex& index, std::span<const geo::MultiPolygon* const> shapes, unsigned threads) : index_(index) {
        copy_vertices(shapes);
        if (edges_ == 0) {
            index_.box_ = {};  // vertices without an edge hold nothing
            return;
        }
        // Two to four cells an edge make most cells free of borders; beyond four million the table leaves the caches.
        const double wanted = std::clamp(4.0 * static_cast<double>(edges_), 1024.0, 4.0 * 1024 * 1024);
        index_.grid_ = CellGrid::over(index_.box_, wanted);
        deal_edges();
        const CellGrid& grid = index_.grid_;
        index_.cells_.resize(static_cast<std::size_t>(grid.columns) * grid.rows);
        std::vector<BandBuilder> builders(std::max(1U, threads), BandBuilder(grid, index_.vertices_));
        parallel_for(bands_.size(), threads, [&](std::size_t k, unsigned worker) {
            builders[worker].build(bands_[k], cells_of(bands_[k]));
            bands_[k].edges = {};
        });
        join_bands(threads);
    }

private:
    static constexpr std::uint32_t most_bands = 32;

    /// Calls `visit(ring, municipality)` for every ring.
    template <class Visit>
    static void each_ring(std::span<const geo::MultiPolygon* const> shapes, Visit visit) {
        for (std::size_t k = 0; k < shapes.size(); ++k) {
            for (const geo::Polygon& part : *shapes[k]) {
                visit(part.outer, static_cast<std::uint32_t>(k));
                for (const geo::Ring& hole : part.holes) visit(hole, static_cast<std::uint32_t>(k));
            }
        }
    }

    /// Rings one behind the other: edges run between neighbours within a run.
    void copy_vertices(std::span<const geo::MultiPolygon* const> shapes) {
        std::size_t count = 0;
        each_ring(shapes, [&](const geo::Ring& ring, std::uint32_t) { count += ring.size(); });
        // Vertices are numbered by 32 bits.
        if (count >= std::numeric_limits<std::uint32_t>::max()) {
            throw Error(ErrorCode::file_limit, {}, "more than 4 billion vertices");
        }
        index_.vertices_.reserve(count);
        each_ring(shapes, [&](const geo::Ring& ring, std::uint32_t municipality) {
            const std::size_t first = index_.vertices_.size();
            for (std::size_t k = 0; k < ring.size(); ++k) {
                // A repeated vertex has no direction and adds nothing.
                if (k > 0 && ring[k] == ring[k - 1]) continue;
                index_.vertices_.push_back(ring[k]);
                index_.box_.add(ring[k]);
            }
            const std::size_t end = index_.vertices_.size();
            if (end > first + 1) {
                runs_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - 1), municipality});
                edges_ += end - first - 1;
            }
        });
    }

    /// Every edge to the bands that it touches.
    void deal_edges() {
        const CellGrid& grid = index_.grid_;
        const std::uint32_t count = std::min(most_bands, grid.rows);
        bands_.resize(count);
        std::vector<std::uint32_t> band_of(grid.rows);
        for (std::uint32_t k = 0; k < count; ++k) {
            bands_[k].first_row = static_cast<std::uint32_t>(std::uint64_t{grid.rows} * k / count);
            bands_[k].end_row = static_cast<std::uint32_t>(std::uint64_t{grid.rows} * (k + 1) / count);
            bands_[k].edges.reserve(edges_ / count);
            std::fill(band_of.begin() + bands_[k].first_row, band_of.begin() + bands_[k].end_row, k);
        }
        for (const Run& run : runs_) {
            for (std::uint32_t vertex = run.first; vertex < run.last; ++vertex) {
                const std::uint32_t from = band_of[grid.row(index_.vertices_[vertex].y)];
                const std::uint32_t to = band_of[grid.row(index_.vertices_[vertex + 1].y)];
                for (std::uint32_t k = std::min(from, to); k <= std::max(from, to); ++k) bands_[k].edges.push_back({vertex, run.municipality});
            }
        }
        runs_ = {};
    }

    std::span<std::uint32_t> cells_of(const CellBand& band) {
        const std::size_t columns = index_.grid_.columns;
        return std::span(index_.cells_).subspan(band.first_row * columns, (band.end_row - band.first_row) * columns);
    }

    /// Puts what the bands hold one behind the other and moves the places that point there.
    void join_bands(unsigned threads) {
        constexpr std::size_t fine_count = std::size_t{CellGrid::fine_side} * CellGrid::fine_side;
        std::vector<std::size_t> leaves(bands_.size() + 1, 0), fine(bands_.size() + 1, 0);
        for (std::size_t k = 0; k < bands_.size(); ++k) {
            leaves[k + 1] = leaves[k] + bands_[k].leaves.size();
            fine[k + 1] = fine[k] + bands_[k].fine.size();
        }
        CellIndex::check_places(std::max(leaves.back(), fine.back() / fine_count));
        index_.leaves_.resize(leaves.back());
        index_.fine_.resize(fine.back());
        parallel_for(bands_.size(), threads, [&](std::size_t k, unsigned) {
            CellBand& band = bands_[k];
            const auto moved = [&](std::uint32_t entry) {
                const std::uint32_t tag = entry & CellIndex::tag_mask;
                const std::size_t by = tag == CellIndex::leaf ? leaves[k] : tag == CellIndex::refined ? fine[k] / fine_count : 0;
                return entry + (static_cast<std::uint32_t>(by) << CellIndex::tag_bits);
            };
            const std::span<std::uint32_t> cells = cells_of(band);
            std::transform(cells.begin(), cells.end(), cells.begin(), moved);
            std::transform(band.fine.begin(), band.fine.end(), index_.fine_.begin() + static_cast<std::ptrdiff_t>(fine[k]), moved);
            std::copy(band.leaves.begin(), band.leaves.end(), index_.leaves_.begin() + static_cast<std::ptrdiff_t>(leaves[k]));
            band = {};
        });
    }

    /// The vertices of a ring: edges begin at all but the last.
    struct Run {
        std::uint32_t first, last, municipality;
    };

    CellIndex& index_;
    std::vector<Run> runs_;
    std::size_t edges_ = 0;
    std::vector<CellBand> bands_;
};

void CellIndex::check_places(std::size_t count) {
    if (count > std::numeric_limits<std::uint32_t>::max() >> tag_bits) {
        throw Error(ErrorCode::file_limit, {}, "more than a billion entries in the index of municipalities");
    }
}

CellIndex::CellIndex(std::span<const geo::MultiPolygon* const> shapes, unsigned threads) {
    CellBuilder(*this, shapes, threads);
}

}  // namespace presencia::join
