// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/tile_clip.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace presencia::emit;

TEST_CASE("a ring is cut at the lines and keeps its winding") {
    int cuts = 0;
    const GridRing square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    CHECK(clip_x(square, -5, 20, cuts) == square);
    CHECK(cuts == 0);
    CHECK(twice_area(clip_x(square, 3, 7, cuts)) == 2 * 4 * 10);
    CHECK(cuts == 2);
    CHECK(twice_area(clip_y(square, 3, 20, cuts)) == 2 * 7 * 10);
    CHECK(clip_x(square, 11, 20, cuts).empty());
    CHECK(clip_x({}, 0, 1, cuts).empty());
}

TEST_CASE("an edge is cut at the same place whichever way it runs, so that neighbours stay joined") {
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        const auto coordinate = [&] { return static_cast<std::int64_t>(random() % 4000) - 2000; };
        const GridRing ring{{coordinate(), coordinate()}, {coordinate(), coordinate()}, {coordinate(), coordinate()}};
        int cuts = 0;
        GridRing one = clip_x(ring, -700, 650, cuts);
        GridRing other = clip_x(GridRing(ring.rbegin(), ring.rend()), -700, 650, cuts);
        CHECK(twice_area(one) == -twice_area(other));
    }
}

TEST_CASE("slices add up to the whole") {
    const GridRing ring{{0, 0}, {4096, 1000}, {3000, 4096}, {2000, 1500}, {500, 4000}};
    double sum = 0.0;
    for (std::int64_t x = 0; x < 4096; x += 512) {
        int cuts = 0;
        sum += twice_area(clip_x(ring, x, x + 512, cuts));
    }
    CHECK(sum == Approx(twice_area(ring)).epsilon(1e-3));
}

TEST_CASE("lines are cut into the pieces inside the box") {
    const GridBox box{0, 0, 10, 10};
    using Lines = std::vector<std::vector<GridPoint>>;
    const auto cut = [&](std::vector<GridPoint> line) { return clip_line(line, box); };
    CHECK(cut({{-5, 5}, {5, 5}, {5, 15}}) == Lines{{{0, 5}, {5, 5}, {5, 10}}});
    CHECK(cut({{-5, 5}, {15, 5}, {15, 7}, {-5, 7}}) == Lines{{{0, 5}, {10, 5}}, {{10, 7}, {0, 7}}});
    CHECK(cut({{1, 1}, {2, 2}, {3, 1}}) == Lines{{{1, 1}, {2, 2}, {3, 1}}});
    CHECK(cut({{-5, -5}, {-1, 20}}).empty());
    CHECK(cut({{-5, 5}, {5, -5}}).empty());  // touches a corner only
    CHECK(cut({{3, 3}}).empty());
    CHECK(cut({{0, 0}, {10, 0}}) == Lines{{{0, 0}, {10, 0}}});  // along the edge
}
