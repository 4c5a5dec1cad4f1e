// SPDX-License-Identifier: Apache-2.0
#include "geo/measure.hpp"
#include "reach/nearest_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace presencia;

TEST_CASE("The nearest site is the one that comparing all of them finds, anywhere on Earth") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> longitude(-180.0, 180.0);
    std::uniform_real_distribution<double> latitude(-89.0, 89.0);
    std::normal_distribution<double> close(0.0, 0.02);
    for (int round = 0; round < 40; ++round) {
        std::vector<LonLat> sites;
        const LonLat centre = *LonLat::checked(longitude(random) * 0.9, latitude(random) * 0.9);
        for (int i = 0; i < 60; ++i) {
            sites.push_back(i % 2 ? *LonLat::checked(longitude(random), latitude(random)) : *LonLat::checked(centre.longitude() + close(random), centre.latitude() + close(random)));
        }
        const reach::NearestIndex index(sites);
        for (int i = 0; i < 20; ++i) {
            const LonLat from = i % 2 ? *LonLat::checked(longitude(random), latitude(random)) : *LonLat::checked(centre.longitude() + close(random), centre.latitude() + close(random));
            Metres best(1e12);
            for (const LonLat site : sites) best = std::min(best, geo::geodesic_distance(from, site));
            REQUIRE(index.distance(from)->value() == best.value());
        }
    }
}

TEST_CASE("An index without sites has no nearest") {
    CHECK_FALSE(reach::NearestIndex().distance(*LonLat::checked(0.5, 0.5)).has_value());
}
