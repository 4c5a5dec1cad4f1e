// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace presencia::bench {

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// In [0, limit).
    std::int64_t below(std::int64_t limit) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit)); }

private:
    std::uint64_t state_;
};

}  // namespace presencia::bench
