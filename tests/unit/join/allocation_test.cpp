// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/join/brute_force.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<long> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size > 0 ? size : 1)) {
        return memory;
    }
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

using namespace presencia;

TEST_CASE("Locating takes no memory") {
    drawn::Random random(700);
    const std::vector<geo::MultiPolygon> shapes = drawn::WarpedCoverage(random, 5, 5, 20, {-92, 8}).cells();
    const join::Locator locator(shapes);
    const std::vector<Point<Wgs84>> points = oracle::random_points(random, {-92, 8, -87, 13}, 5000);
    std::vector<join::MunicipalityIndex> found(points.size());
    const long before = allocations.load();
    locator.locate(points, found);
    for (std::size_t k = 0; k < points.size(); ++k) {
        found[k] = locator.locate(points[k]);
    }
    const long after = allocations.load();
    CHECK(after == before);
    CHECK(before > 0);
}
