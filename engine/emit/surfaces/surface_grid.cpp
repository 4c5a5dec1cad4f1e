// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/surface_grid.hpp"

#include "core/earth.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::emit {

namespace {

constexpr double half_world = std::numbers::pi * earth::web_mercator_radius_m;

/// Corners on whole steps around what is asked, in units of one step.
struct Steps {
    double first, last;

    std::int64_t count() const { return static_cast<std::int64_t>(last - first); }
};

Steps around(double low, double high, double step) {
    const double first = std::floor(low / step);
    return {first, std::max(first + 1.0, std::ceil(high / step))};
}

bool too_many(double columns, double rows) {
    return !(columns * rows <= static_cast<double>(most_surface_cells));
}

[[noreturn]] void refuse(const char* option, const std::string& asked, const std::string& hint, Language language) {
    const std::string limit = text::format_count(static_cast<double>(most_surface_cells), language == Language::es);
    throw Error(ErrorCode::usage, {.column = option}, language == Language::es ? asked + ": más de " + limit + " celdas" : asked + ": more than " + limit + " cells", hint);
}

SurfaceGrid on_zoom(const geo::Box& bounds, int zoom, int tile_px) {
    SurfaceGrid grid{"webmercator", std::nullopt, 0.0, 0.0, 2.0 * half_world / std::ldexp(tile_px, zoom), 0, 0, zoom};
    const auto low = geo::web_mercator({bounds.min_x, bounds.min_y}), high = geo::web_mercator({bounds.max_x, bounds.max_y});
    const auto pixels = static_cast<double>(surface_block);
    const double tile = grid.cell * pixels;
    const Steps across = around(low.x + half_world, high.x + half_world, tile), down = around(half_world - high.y, half_world - low.y, tile);
    grid.west = across.first * tile - half_world;
    grid.north = half_world - down.first * tile;
    grid.columns = across.count() * surface_block;
    grid.rows = down.count() * surface_block;
    return grid;
}

struct Extent {
    double min_x = HUGE_VAL, min_y = HUGE_VAL, max_x = -HUGE_VAL, max_y = -HUGE_VAL;

    void add(Point<geo::EqualAreaPlane> p) {
        if (!std::isfinite(p.x)) return;
        min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
        min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
    }
};

/// What the edges of `bounds` enclose on the plane encloses everything within them. An edge of some degrees bends by far less than a metre between two of so many points.
Extent on_plane(const geo::EqualArea& plane, const geo::Box& bounds) {
    Extent extent;
    constexpr int pieces = 2048;
    for (int i = 0; i <= pieces; ++i) {
        const double share = static_cast<double>(i) / pieces;
        const double x = bounds.min_x + share * (bounds.max_x - bounds.min_x), y = bounds.min_y + share * (bounds.max_y - bounds.min_y);
        for (const Point<Wgs84> p : {Point<Wgs84>{x, bounds.min_y}, {x, bounds.max_y}, {bounds.min_x, y}, {bounds.max_x, y}}) {
            extent.add(plane.forward(p));
        }
    }
    return extent;
}

SurfaceGrid with_cell(const Extent& extent, Point<Wgs84> centre, double cell) {
    SurfaceGrid grid{"equalarea", centre, 0.0, 0.0, cell, 0, 0, std::nullopt};
    const Steps across = around(extent.min_x, extent.max_x, cell), up = around(extent.min_y, extent.max_y, cell);
    grid.west = across.first * cell;
    grid.north = up.last * cell;
    grid.columns = across.count();
    grid.rows = up.count();
    return grid;
}

}  // namespace

std::vector<CellWindow> SurfaceGrid::windows() const {
    std::vector<CellWindow> all;
    for (std::int64_t row = 0; row < rows; row += surface_block) {
        for (std::int64_t column = 0; column < columns; column += surface_block) {
            all.push_back({column, row, std::min(surface_block, columns - column), std::min(surface_block, rows - row)});
        }
    }
    return all;
}

SurfaceGrid web_mercator_grid(const geo::Box& bounds, int zoom, int tile_px, Language language) {
    const auto fits = [&](int z) {
        const SurfaceGrid grid = on_zoom(bounds, z, tile_px);
        return !too_many(static_cast<double>(grid.columns), static_cast<double>(grid.rows));
    };
    if (!fits(zoom)) {
        int best = zoom;
        while (best > 0 && !fits(best)) --best;
        refuse("--zoom", "zoom " + std::to_string(zoom), std::string(tr(language, "a lo más --zoom ", "at most --zoom ")) + std::to_string(best), language);
    }
    return on_zoom(bounds, zoom, tile_px);
}

SurfaceGrid equal_area_grid(const geo::Box& bounds, double cell, Language language) {
    const double middle = std::round((bounds.min_x + bounds.max_x) / 2.0);
    const Point<Wgs84> centre{middle > 180.0 ? middle - 360.0 : middle, std::round((bounds.min_y + bounds.max_y) / 2.0)};
    const Extent extent = on_plane(geo::EqualArea(centre), bounds);
    const double width = extent.max_x - extent.min_x, height = extent.max_y - extent.min_y;
    // One more for each side that is moved to a whole cell.
    if (too_many(width / cell + 2.0, height / cell + 2.0)) {
        double least = std::ceil(cell);
        while (too_many(width / least + 2.0, height / least + 2.0)) least = std::ceil(least * 1.1);
        refuse("--cell", text::format_significant(cell) + " m", std::string(tr(language, "al menos --cell ", "at least --cell ")) + text::format_significant(least), language);
    }
    return with_cell(extent, centre, cell);
}

CellCentres::CellCentres(const SurfaceGrid& grid) : grid_(grid) {
    if (grid.centre) plane_.emplace(*grid.centre);
}

void CellCentres::of(const CellWindow& window, std::vector<Point<Wgs84>>& out) {
    out.resize(window.size());
    on_plane_.resize(plane_ ? out.size() : 0);
    std::size_t k = 0;
    for (std::int64_t r = 0; r < window.rows; ++r) {
        const double y = grid_.north - (static_cast<double>(window.row + r) + 0.5) * grid_.cell;
        for (std::int64_t c = 0; c < window.columns; ++c, ++k) {
            const double x = grid_.west + (static_cast<double>(window.column + c) + 0.5) * grid_.cell;
            if (plane_) {
                on_plane_[k] = {x, y};
            } else {
                out[k] = geo::from_web_mercator({x, y});
            }
        }
    }
    if (plane_) plane_->backward(on_plane_, out);
}

}  // namespace presencia::emit
