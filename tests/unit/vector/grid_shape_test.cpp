// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/grid_shape.hpp"

#include "tests/unit/vector/grid_geometry.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace presencia;
using namespace presencia::emit;
using test::valid;

TEST_CASE("tidy takes out what says nothing") {
    CHECK(tidy({{0, 0}, {4, 0}, {4, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}}) == std::vector<GridRing>{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}});
    // A spike, also one at the start.
    CHECK(tidy({{0, 0}, {8, 0}, {20, 0}, {8, 0}, {8, 8}, {0, 8}}) == std::vector<GridRing>{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}});
    CHECK(tidy({{-5, -5}, {0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}}) == std::vector<GridRing>{{{0, 0}, {8, 0}, {8, 8}, {0, 8}}});
    CHECK(tidy({{0, 0}, {5, 5}}).empty());
    CHECK(tidy({{0, 0}, {5, 5}, {10, 10}, {2, 2}}).empty());
    CHECK(tidy({}).empty());
}

TEST_CASE("tidy parts a ring where it comes back to a vertex") {
    const auto rings = tidy({{0, 0}, {4, 0}, {4, 4}, {8, 4}, {8, 8}, {4, 8}, {4, 4}, {0, 4}});
    REQUIRE(rings.size() == 2);
    CHECK(twice_area(rings[0]) == 32);
    CHECK(twice_area(rings[1]) == 32);
}

TEST_CASE("nest gives a hole to the smallest ring around it and drops what no ring holds") {
    const GridRing large{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, hole{{10, 10}, {10, 90}, {90, 90}, {90, 10}}, island{{20, 20}, {80, 20}, {80, 80}, {20, 80}},
        lake{{30, 30}, {30, 40}, {40, 40}}, stray{{200, 200}, {200, 210}, {210, 210}};
    const GridShape shape = nest({lake, island, stray, hole, large});
    REQUIRE(shape.size() == 2);
    CHECK(shape[0].outer == island);
    CHECK(shape[0].holes == std::vector<GridRing>{lake});
    CHECK(shape[1].holes == std::vector<GridRing>{hole});
}

TEST_CASE("crossing_free says what GEOS says of rings without repeated vertices") {
    std::mt19937 random(11);
    int free = 0, crossed = 0;
    for (int round = 0; round < 4000; ++round) {
        const int n = 3 + static_cast<int>(random() % 6);
        const int side = round % 2 == 0 ? 8 : 1000;
        GridRing ring;
        for (int i = 0; i < n; ++i) ring.push_back({static_cast<std::int64_t>(random() % side), static_cast<std::int64_t>(random() % side)});
        const auto rings = tidy(ring);
        if (rings.size() != 1) continue;
        const GridShape shape{{rings[0], {}}};
        const bool ours = crossing_free(shape);
        (ours ? free : crossed) += 1;
        INFO(round);
        CHECK(ours == valid(shape));
    }
    CHECK(free > 300);
    CHECK(crossed > 300);
}

TEST_CASE("crossing_free is exact far out, where doubles are not") {
    const std::int64_t far = std::int64_t{1} << 34;
    const GridShape apart{{{{0, 0}, {far, far - 1}, {far, far}, {1, 1}}, {}}};
    CHECK(crossing_free(apart));
    // The vertex (1, 1) lies on the diagonal, not beside it.
    const GridShape touching{{{{0, 0}, {far, far}, {far - 1, far + 5}, {1, 1}, {0, 7}}, {}}};
    CHECK_FALSE(crossing_free(touching));
}

TEST_CASE("mend gives a valid shape on the grid and keeps the area of what was valid") {
    const GridShape square{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{2, 2}, {2, 4}, {4, 4}, {4, 2}}}}};
    CHECK(area(mend(square)) == area(square));
    const GridShape bow{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}};
    REQUIRE_FALSE(crossing_free(bow));
    const GridShape mended = mend(bow);
    CHECK(mended.size() == 2);
    CHECK(area(mended) == 50);
    for (const GridPolygon& part : mended) CHECK(twice_area(part.outer) > 0);
}

TEST_CASE("mend makes anything valid") {
    std::mt19937 random(5);
    for (int round = 0; round < 500; ++round) {
        GridRing ring;
        for (int i = 0; i < 12; ++i) ring.push_back({static_cast<std::int64_t>(random() % 30), static_cast<std::int64_t>(random() % 30)});
        const GridShape mended = mend(nest(tidy(ring)));
        INFO(round);
        CHECK(crossing_free(mended));
        if (!mended.empty()) CHECK(valid(mended));
    }
}
