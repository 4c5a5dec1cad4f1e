// SPDX-License-Identifier: Apache-2.0
#include "core/parallel_stream.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

/// Squares of 0 .. count - 1 in the order in which they were settled; a number may be made to fail.
std::vector<int> squares(unsigned workers, int count, int fails_in_work = -1, int fails_in_next = -1) {
    int next = 0;
    std::vector<int> settled;
    presencia::parallel_stream<int>(
        workers,
        [&](int& piece) {
            if (next == fails_in_next) throw std::runtime_error("next " + std::to_string(next));
            piece = next;
            return next++ < count;
        },
        [&](int& piece, unsigned worker) {
            if (worker >= workers) throw std::logic_error("no such worker");
            if (piece == fails_in_work) throw std::runtime_error("work " + std::to_string(piece));
            piece *= piece;
        },
        [&](int& piece) { settled.push_back(piece); });
    return settled;
}

}  // namespace

TEST_CASE("Pieces of a stream are settled in its order, each once, on any number of workers") {
    std::vector<int> expected;
    for (int k = 0; k < 5000; ++k) expected.push_back(k * k);
    for (const unsigned workers : {1U, 2U, 3U, 8U}) CHECK(squares(workers, 5000) == expected);
    CHECK(squares(4, 0).empty());
    CHECK(squares(4, 1) == std::vector<int>{0});
}

TEST_CASE("The failure of the earliest piece ends a stream, wherever it happens") {
    for (const unsigned workers : {1U, 2U, 5U}) {
        CHECK_THROWS_WITH(squares(workers, 5000, 700), "work 700");
        CHECK_THROWS_WITH(squares(workers, 5000, -1, 700), "next 700");
        CHECK_THROWS_WITH(squares(workers, 5000, 699, 700), "work 699");
    }
    int settled = 0;
    const auto stop_at = [&](unsigned workers) {
        int next = 0;
        settled = 0;
        presencia::parallel_stream<int>(
            workers, [&](int& piece) { return (piece = next++) < 1000; }, [](int&, unsigned) {},
            [&](int& piece) {
                if (piece == 40) throw std::runtime_error("settle 40");
                ++settled;
            });
    };
    for (const unsigned workers : {1U, 3U}) {
        CHECK_THROWS_WITH(stop_at(workers), "settle 40");
        CHECK(settled == 40);
    }
}
