// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "core/point.hpp"
#include "geo/equal_area.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace presencia::emit {

/// Width and height of a block of a COG, and of the piece that one thread draws.
inline constexpr std::int64_t surface_block = 512;

/// More cells than this are refused: a mistyped zoom or cell would fill the disk.
inline constexpr std::int64_t most_surface_cells = 400'000'000;

/// Some cells of a grid, counted from its north-west corner.
struct CellWindow {
    std::int64_t column = 0, row = 0, columns = 0, rows = 0;

    std::size_t size() const noexcept { return static_cast<std::size_t>(columns * rows); }
};

/// The square cells of a surface, rows from the north.
struct SurfaceGrid {
    std::string name;                     ///< "webmercator", "equalarea": part of the files' names
    std::optional<Point<Wgs84>> centre;   ///< of an equal-area grid's projection; none: Web Mercator
    double west = 0.0, north = 0.0;       ///< metres, of the outer corner
    double cell = 0.0;                    ///< metres of the plane
    std::int64_t columns = 0, rows = 0;
    std::optional<int> zoom{};            ///< of a Web Mercator grid

    /// Windows of surface_block cells (fewer at the east and south), row by row.
    std::vector<CellWindow> windows() const;
};

/// The pixels of the tiles of a zoom around `bounds`: whole tiles of 512 pixels, so that blocks and overviews lie on the grid of tiles, too. Throws usage, with the greatest zoom that can be had,
/// where there are too many.
SurfaceGrid web_mercator_grid(const geo::Box& bounds, int zoom, int tile_px, Language language);

/// Cells of `cell` metres around `bounds`, whose max_x is above 180 where they cross the antimeridian, in Lambert's azimuthal equal-area projection about its middle, in whole degrees; corners are multiples of the cell. Throws usage, with the smallest cell
/// that can be had, where there are too many.
SurfaceGrid equal_area_grid(const geo::Box& bounds, double cell, Language language);

/// Longitude and latitude of cell centres. One thread at a time.
class CellCentres {
public:
    explicit CellCentres(const SurfaceGrid& grid);

    /// Row by row; NaN where the plane has no place there.
    void of(const CellWindow& window, std::vector<Point<Wgs84>>& out);

private:
    const SurfaceGrid& grid_;
    std::optional<geo::EqualArea> plane_;
    std::vector<Point<geo::EqualAreaPlane>> on_plane_;
};

}  // namespace presencia::emit
