// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"

#include <memory>
#include <string>

namespace presencia::emit {

/// Draws single tiles of a map when they are asked for, at any zoom, in the same way as render_pyramid: the tile of a pyramid and this one are the same bytes. Any number of threads may ask. Memory: the
/// simplified borders of the zooms that were asked last, at most `zooms_kept` of them.
class TilePainter {
public:
    static constexpr std::size_t zooms_kept = 4;

    /// Throws Error(internal) where the map has not one class a municipality of the coverage.
    TilePainter(std::shared_ptr<const CoverageGeometry> coverage, StyledMap styled);
    ~TilePainter();

    const StyledMap& styled() const noexcept;
    /// PNG; "" where the tile has nothing in it. `zoom` 0 to highest_zoom, x and y below 2^zoom. Cost: pixels and segments in reach; the first tile of a zoom, linear in the vertices.
    std::string tile(int zoom, int x, int y);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::emit
