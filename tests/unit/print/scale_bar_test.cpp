// SPDX-License-Identifier: Apache-2.0
#include "emit/print/scale_bar.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace presencia;
using namespace presencia::emit;

TEST_CASE("The bar is the longest of 1, 2 or 5 times a power of ten that fits") {
    // 200 mm for 600 km: 50 mm are 150 km, so 100 km and 33.3 mm.
    const ScaleBar bar = scale_bar(200.0 / 600000.0, 50.0, Language::es);
    CHECK(bar.metres == Approx(100000.0));
    CHECK(bar.length == Approx(33.333).margin(0.01));
    CHECK(bar.zero == "0");
    CHECK(bar.half == "50");
    CHECK(bar.whole == "100 km");
    const ScaleBar small = scale_bar(200.0 / 6000.0, 50.0, Language::es);
    CHECK(small.whole == "1 km");
    CHECK(small.half == "0,5");
    CHECK(scale_bar(200.0 / 6000.0, 50.0, Language::en).half == "0.5");
    CHECK(scale_bar(200.0 / 1500.0, 50.0, Language::en).whole == "200 m");
    CHECK(scale_bar(200.0 / 20.0e6, 50.0, Language::en).whole == "5,000 km");
}

TEST_CASE("A bar is never longer than asked, nor shorter than two fifths of it") {
    for (double scale = 1e-5; scale < 1.0; scale *= 1.37) {
        const ScaleBar bar = scale_bar(scale, 40.0, Language::en);
        INFO(scale);
        CHECK(bar.length <= 40.0 * (1.0 + 1e-6));
        CHECK(bar.length >= 16.0 * (1.0 - 1e-6));
        CHECK(bar.length == Approx(bar.metres * scale));
    }
}
