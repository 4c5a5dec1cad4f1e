// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/surface_grid.hpp"

#include "core/error.hpp"
#include "geo/measure.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

using namespace presencia;
using namespace presencia::emit;

namespace {

const geo::Box honduras{-89.4, 12.9, -83.1, 16.6};
constexpr double half_world = std::numbers::pi * 6378137.0;

/// The place of a cell's centre.
Point<Wgs84> centre_of(const SurfaceGrid& grid, std::int64_t column, std::int64_t row) {
    CellCentres centres(grid);
    std::vector<Point<Wgs84>> out;
    centres.of({column, row, 1, 1}, out);
    return out.front();
}

ErrorCode refusal(const std::string& option, const std::function<void()>& make) {
    try {
        make();
    } catch (const Error& error) {
        CHECK(error.where().column == option);
        CHECK(error.hint().find(option) != std::string::npos);
        return error.code();
    }
    return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a Web Mercator grid is whole tiles of 512 pixels of its zoom, around the study") {
    for (const int tile_px : {256, 512}) {
        const SurfaceGrid grid = web_mercator_grid(honduras, 8, tile_px, Language::en);
        CHECK(grid.cell == Approx(2.0 * half_world / (tile_px * 256.0)));
        CHECK(grid.columns % surface_block == 0);
        CHECK(grid.rows % surface_block == 0);
        for (const double steps : {(grid.west + half_world) / (grid.cell * 512.0), (half_world - grid.north) / (grid.cell * 512.0)}) CHECK(steps == Approx(std::round(steps)).margin(1e-9));
        const Point<Wgs84> first = centre_of(grid, 0, 0), last = centre_of(grid, grid.columns - 1, grid.rows - 1);
        CHECK(first.x < honduras.min_x);
        CHECK(first.y > honduras.max_y);
        CHECK(last.x > honduras.max_x);
        CHECK(last.y < honduras.min_y);
    }
}

TEST_CASE("cells of an equal-area grid are as large on the Earth as on the plane, wherever they lie") {
    const SurfaceGrid grid = equal_area_grid(honduras, 5000.0, Language::en);
    REQUIRE(grid.centre);
    CHECK(*grid.centre == Point<Wgs84>{-86.0, 15.0});
    CHECK(std::fmod(grid.west, 5000.0) == 0.0);
    CHECK(std::fmod(grid.north, 5000.0) == 0.0);
    const geo::EqualArea plane(*grid.centre);
    for (const auto& [column, row] : {std::pair<std::int64_t, std::int64_t>{0, 0}, {grid.columns - 1, grid.rows - 1}, {grid.columns / 2, grid.rows / 3}}) {
        const double west = grid.west + static_cast<double>(column) * grid.cell, north = grid.north - static_cast<double>(row) * grid.cell;
        geo::Ring ring;
        constexpr int pieces = 50;  // edges of the cell are no straight lines in longitude and latitude
        const auto along = [&](double x, double y, double to_x, double to_y) {
            for (int i = 0; i < pieces; ++i) {
                const double share = static_cast<double>(i) / pieces;
                const Point<geo::EqualAreaPlane> at{x + share * (to_x - x), y + share * (to_y - y)};
                ring.emplace_back();
                plane.backward({&at, 1}, {&ring.back(), 1});
            }
        };
        const double east = west + grid.cell, south = north - grid.cell;
        along(west, south, east, south);
        along(east, south, east, north);
        along(east, north, west, north);
        along(west, north, west, south);
        ring.push_back(ring.front());
        CHECK(geo::area({{ring, {}}}).value() == Approx(25.0).epsilon(1e-6));
        const Point<Wgs84> centre = centre_of(grid, column, row);
        const Point<geo::EqualAreaPlane> back = plane.forward(centre);
        CHECK(back.x == Approx(west + 2500.0).margin(1e-3));
        CHECK(back.y == Approx(south + 2500.0).margin(1e-3));
    }
    for (const Point<Wgs84> corner : {Point<Wgs84>{honduras.min_x, honduras.min_y}, {honduras.max_x, honduras.max_y}, {honduras.min_x, honduras.max_y}, {honduras.max_x, honduras.min_y}}) {
        const Point<geo::EqualAreaPlane> at = plane.forward(corner);
        CHECK(at.x >= grid.west);
        CHECK(at.x <= grid.west + static_cast<double>(grid.columns) * grid.cell);
        CHECK(at.y <= grid.north);
        CHECK(at.y >= grid.north - static_cast<double>(grid.rows) * grid.cell);
    }
}

TEST_CASE("an equal-area grid over the antimeridian is as wide as the land, not as the world") {
    const SurfaceGrid grid = equal_area_grid({176.0, -19.0, 182.0, -13.0}, 1000.0, Language::en);
    REQUIRE(grid.centre);
    CHECK(*grid.centre == Point<Wgs84>{179.0, -16.0});
    CHECK(grid.columns > 640);  // six degrees of longitude at 13 degrees south: 650 km
    CHECK(grid.columns < 660);
    const SurfaceGrid beyond = equal_area_grid({178.0, -19.0, 184.0, -13.0}, 1000.0, Language::en);
    CHECK(*beyond.centre == Point<Wgs84>{-179.0, -16.0});
    CHECK(beyond.columns == grid.columns);
}

TEST_CASE("windows cover a grid once, row by row") {
    const SurfaceGrid grid{"any", std::nullopt, 0.0, 0.0, 1.0, 1100, 513, std::nullopt};
    const std::vector<CellWindow> windows = grid.windows();
    REQUIRE(windows.size() == 6);
    std::size_t cells = 0;
    for (const CellWindow& window : windows) cells += window.size();
    CHECK(cells == 1100u * 513u);
    CHECK(windows[2].columns == 76);
    CHECK(windows[5].rows == 1);
}

TEST_CASE("too many cells are refused with what can be had") {
    CHECK(refusal("--zoom", [] { web_mercator_grid(honduras, 20, 256, Language::en); }) == ErrorCode::usage);
    CHECK(refusal("--cell", [] { equal_area_grid(honduras, 1.0, Language::es); }) == ErrorCode::usage);
    CHECK_NOTHROW(web_mercator_grid(honduras, 11, 256, Language::en));
    CHECK_NOTHROW(equal_area_grid(honduras, 100.0, Language::en));
}
