// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/store.hpp"
#include "emit/tiles/tile_painter.hpp"
#include "emit/vector/vector_painter.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

/// What draws the tiles of a result that its archives do not hold, from its store alone: so nothing can be drawn that the profile withheld. Maps are added while the result is opened; after that any number of threads may
/// draw. What a kind of tiles needs is made at the first one.
class Painters {
public:
    /// The store must outlive it.
    explicit Painters(const emit::Store& store) : store_(store) {}

    void add(emit::StyledMap map) { maps_.push_back(std::move(map)); }
    /// In the order in which they were added.
    const std::vector<emit::StyledMap>& maps() const noexcept { return maps_; }
    /// The map of a style; nothing where there is none.
    const emit::StyledMap* map(std::string_view style) const;

    /// PNG of a map that map() has; "" where the tile has nothing in it. Cost: the first of all, the borders of the whole coverage; see TilePainter.
    std::string raster(std::string_view style, int zoom, int x, int y) const;
    /// gzipped MVT with the classes of every map; "" where the tile has nothing in it. `last`: see VectorPainter. Cost: the first of all, the borders of municipalities and areas out of reach; see VectorPainter.
    std::string vector(int zoom, int x, int y, bool last) const;

private:
    std::shared_ptr<const emit::CoverageGeometry> coverage() const;
    emit::TilePainter& raster_painter(std::string_view style) const;
    const emit::VectorPainter& vector_painter() const;

    const emit::Store& store_;
    std::vector<emit::StyledMap> maps_;

    // One lock each, so that nobody waits for what he does not need.
    mutable std::mutex making_coverage_, making_raster_, making_vector_;
    mutable std::shared_ptr<const emit::CoverageGeometry> coverage_;
    mutable std::map<std::string, std::unique_ptr<emit::TilePainter>, std::less<>> raster_;
    mutable std::unique_ptr<const emit::VectorPainter> vector_;
};

}  // namespace presencia::serve
