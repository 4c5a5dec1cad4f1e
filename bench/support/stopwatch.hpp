// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace presencia::bench {

/// Seconds since it was made: of the wall, or of all threads' processors where BENCH_CLOCK is "cpu", for machines that have other work.
class Stopwatch {
public:
    double seconds() const {
        const char* const clock = std::getenv("BENCH_CLOCK");
        if (clock != nullptr && std::string_view(clock) == "cpu") return static_cast<double>(std::clock() - cpu_) / CLOCKS_PER_SEC;
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
    }

private:
    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
    std::clock_t cpu_ = std::clock();
};

}  // namespace presencia::bench
