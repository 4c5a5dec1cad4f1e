// SPDX-License-Identifier: Apache-2.0
#include "emit/report/scatter.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;

namespace {

gap::MunicipalityResult municipality(Maybe<double> rate, Maybe<double> low, Maybe<double> high) {
    gap::MunicipalityResult m;
    m.rate_eb = rate;
    m.presence_low = low;
    m.presence_high = high;
    return m;
}

}  // namespace

TEST_CASE("A municipality has a dot where rate and reach are both shown; the others are counted by reason") {
    gap::Result result;
    result.municipalities = {municipality(12.5, 0.25, 0.5),
                             municipality(Absence::suppressed, 0.5, 0.5),
                             municipality(Absence::no_record, 0.5, 0.5),
                             municipality(Absence::no_population, Absence::unknown, Absence::unknown),
                             municipality(3.0, Absence::unknown, Absence::unknown),
                             municipality(0.0, 0.0, 0.0)};
    const Scatter scatter = scatter_of(result);
    REQUIRE(scatter.dots.size() == 2);
    CHECK(scatter.dots[0].municipality == 0);
    CHECK(scatter.dots[0].reach_low == 0.25);
    CHECK(scatter.dots[0].reach_high == 0.5);
    CHECK(scatter.dots[0].rate == 12.5);
    // A rate that is zero on record is a value.
    CHECK(scatter.dots[1].municipality == 5);
    CHECK(scatter.rate_suppressed == 1);
    CHECK(scatter.rate_unknown == 2);
    CHECK(scatter.reach_unknown == 1);
    CHECK(scatter.left_out() == 4);
}

TEST_CASE("Where every rate is suppressed there is no dot at all") {
    gap::Result result;
    result.municipalities.assign(4, municipality(Absence::suppressed, 1.0, 1.0));
    const Scatter scatter = scatter_of(result);
    CHECK(scatter.dots.empty());
    CHECK(scatter.rate_suppressed == 4);
}
