// SPDX-License-Identifier: Apache-2.0
#include "need/need.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace presencia;

TEST_CASE("a count of zero has a lower limit of zero and an upper limit of minus the logarithm of 0.025") {
    const need::Interval limits = need::garwood(0);
    CHECK(limits.low == 0.0);
    CHECK(limits.high == Approx(-std::log(0.025)).epsilon(1e-14));
}

TEST_CASE("the limits of small counts are those of Garwood's table") {
    // Ulm 1990, table of exact 95 % limits, printed to four decimals.
    CHECK(need::garwood(1).low == Approx(0.0253).margin(5e-5));
    CHECK(need::garwood(1).high == Approx(5.5716).margin(5e-5));
    CHECK(need::garwood(5).low == Approx(1.6235).margin(5e-5));
    CHECK(need::garwood(5).high == Approx(11.6683).margin(5e-5));
    CHECK(need::garwood(10).low == Approx(4.7954).margin(5e-5));
    CHECK(need::garwood(10).high == Approx(18.3904).margin(5e-5));
}

TEST_CASE("the Poisson tails beyond the limits hold 2.5 % each") {
    for (const std::int64_t count : {1, 3, 17, 60}) {
        const need::Interval limits = need::garwood(count);
        double below = 0.0;      // P(X <= count) at the upper limit
        double not_above = 0.0;  // P(X <= count - 1) at the lower limit
        double term_high = std::exp(-limits.high);
        double term_low = std::exp(-limits.low);
        for (std::int64_t k = 0; k <= count; ++k) {
            below += term_high;
            not_above += k < count ? term_low : 0.0;
            term_high *= limits.high / static_cast<double>(k + 1);
            term_low *= limits.low / static_cast<double>(k + 1);
        }
        CHECK(below == Approx(0.025).epsilon(1e-10));
        CHECK(1.0 - not_above == Approx(0.025).epsilon(1e-10));
    }
}
