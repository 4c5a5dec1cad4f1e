// SPDX-License-Identifier: Apache-2.0
#include "geo/equal_area.hpp"

#include "geo/measure.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace presencia;
using namespace presencia::geo;

namespace {

/// A rectangle with a vertex every hundredth of a degree, so that straight edges bend with the projection.
Ring rectangle(double west, double south, double east, double north) {
    Ring ring;
    constexpr int steps = 100;
    for (int i = 0; i < steps; ++i) ring.push_back({west + (east - west) * i / steps, south});
    for (int i = 0; i < steps; ++i) ring.push_back({east, south + (north - south) * i / steps});
    for (int i = 0; i < steps; ++i) ring.push_back({east - (east - west) * i / steps, north});
    for (int i = 0; i <= steps; ++i) ring.push_back({west, north - (north - south) * i / steps});
    return ring;
}

double projected_km2(const EqualArea& plane, const Ring& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto a = plane.forward(ring[i]), b = plane.forward(ring[i + 1]);
        twice += a.x * b.y - a.y * b.x;
    }
    return 0.5 * twice / 1e6;
}

}  // namespace

TEST_CASE("Areas on the plane are those on the ellipsoid, near the centre and far from it") {
    const EqualArea plane({-86.5, 14.5});
    for (const Ring& ring : {rectangle(-87.0, 14.0, -86.0, 15.0), rectangle(-92.0, 8.0, -91.0, 9.0),
                             rectangle(-70.0, 40.0, -69.0, 41.0)}) {
        CHECK(projected_km2(plane, ring) == Approx(area({{ring, {}}}).value()).epsilon(1e-6));
    }
}

TEST_CASE("Distances and north are true at the centre, and longitudes go around") {
    const EqualArea plane({179.9, -17.0});
    const auto here = plane.forward({179.9, -17.0});
    CHECK(std::hypot(here.x, here.y) < 1e-6);
    const auto east = plane.forward({-179.9, -17.0});  // 0.2 degrees east, across the antimeridian
    const double metres = geodesic_distance(*LonLat::checked(179.9, -17.0), *LonLat::checked(-179.9, -17.0)).value();
    CHECK(std::hypot(east.x, east.y) == Approx(metres).epsilon(1e-5));
    CHECK(east.x > 0.0);
    const auto north = plane.forward({179.9, -16.9});
    CHECK(std::fabs(north.x) < 1e-6);
    CHECK(north.y > 0.0);
}

TEST_CASE("The middle of shapes on both sides of the antimeridian lies between them") {
    const MultiPolygon west{{rectangle(176.0, -19.0, 180.0, -15.0), {}}},
        east{{rectangle(-180.0, -18.0, -178.0, -13.0), {}}};
    const std::vector<MultiPolygon> both{west, east};
    CHECK(middle_of(both).x == Approx(179.0));
    CHECK(middle_of(both).y == Approx(-16.0));
    const std::vector<MultiPolygon> one{{{rectangle(-90.0, 12.0, -83.0, 16.0), {}}}};
    CHECK(middle_of(one).x == Approx(-86.5));
    CHECK(middle_of(one).y == Approx(14.0));
    const std::vector<MultiPolygon> apart{{{rectangle(-90.0, 0.0, -80.0, 1.0), {}}},
                                          {{rectangle(10.0, 0.0, 20.0, 1.0), {}}}};
    CHECK(middle_of(apart).x == Approx(-35.0));
    CHECK(middle_of({}).x == 0.0);
}

TEST_CASE("The box of shapes on both sides of the antimeridian goes on beyond 180 degrees") {
    const std::vector<MultiPolygon> both{{{rectangle(176.0, -19.0, 180.0, -15.0), {}}}, {{rectangle(-180.0, -18.0, -178.0, -13.0), {}}}};
    const Box box = box_around_the_world(both);
    CHECK(box.min_x == 176.0);
    CHECK(box.max_x == 182.0);
    CHECK(box.min_y == -19.0);
    CHECK(box.max_y == -13.0);
    CHECK(box_around_the_world({}).empty());
}
