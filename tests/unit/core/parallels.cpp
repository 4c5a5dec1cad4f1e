// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

TEST_CASE("Every index is worked on once, for any number of workers") {
    for (const unsigned workers : {1u, 2u, 7u}) {
        std::vector<std::atomic<int>> seen(1000);
        presencia::parallel_for(seen.size(), workers, [&](std::size_t i, unsigned worker) {
            ++seen[i];
            if (worker >= workers) throw std::logic_error("worker out of range");
        });
        for (const auto& count : seen) REQUIRE(count == 1);
    }
}

TEST_CASE("The failure of the lowest index is the one that is told") {
    for (const unsigned workers : {1u, 2u}) {
        std::string told;
        try {
            presencia::parallel_for(2, workers, [](std::size_t i, unsigned) { throw std::runtime_error(std::to_string(i)); });
        } catch (const std::runtime_error& error) {
            told = error.what();
        }
        CHECK(told == "0");
    }
}
