// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"

#include <catch2/catch.hpp>

using presencia::Date;
using presencia::Period;

namespace {

Date day(const char* iso) {
    return Date::from_iso(iso).value();
}

}  // namespace

TEST_CASE("A day that the calendar has reads back as it was written, over four centuries") {
    int days = 0;
    for (int year = 1800; year < 2200; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int d = 1; d <= presencia::days_in_month(year, month); ++d, ++days) {
                const Date made = Date::from_ymd(year, month, d).value();
                REQUIRE(made.days() == Date::from_ymd(1800, 1, 1)->days() + days);
                REQUIRE((made.year() == year && made.month() == month && made.day() == d));
            }
        }
    }
    CHECK(days == 146097);
}

TEST_CASE("Days that do not exist are refused") {
    for (const char* text : {"2011-02-31", "2011-02-29", "2011-13-01", "2011-00-10", "2011-04-31", "0000-01-01", "2011-1-1", "11-01-01", "2011/01/01", "2011-01-01x", ""}) {
        INFO(text);
        CHECK_FALSE(Date::from_iso(text).has_value());
    }
    CHECK_FALSE(Date::from_format("31/02/2011", "%d/%m/%Y").has_value());
    CHECK(Date::from_iso("2012-02-29").has_value());
}

TEST_CASE("A time after an ISO date is ignored") {
    CHECK(Date::from_iso("2013-05-06T23:59:59Z") == day("2013-05-06"));
    CHECK(Date::from_iso("2013-05-06 23:59") == day("2013-05-06"));
}

TEST_CASE("A format decides the order of day and month") {
    CHECK(Date::from_format("03/04/2011", "%d/%m/%Y") == day("2011-04-03"));
    CHECK(Date::from_format("03/04/2011", "%m/%d/%Y") == day("2011-03-04"));
    CHECK(Date::from_format("5-ago-2011", "%d-%b-%Y") == day("2011-08-05"));
    CHECK(Date::from_format("05 August 2011", "%d %b %Y") == day("2011-08-05"));
    CHECK_FALSE(Date::from_format("03/04/11", "%d/%m/%Y").has_value());
}

TEST_CASE("A whole year is exactly one, leap or not, and parts are days over the year's days") {
    CHECK(Period{day("2012-01-01"), day("2012-12-31")}.years() == 1.0);
    CHECK(Period{day("2013-01-01"), day("2013-12-31")}.years() == 1.0);
    CHECK(Period{day("2011-01-01"), day("2013-12-31")}.years() == 3.0);
    CHECK(Period{day("2012-07-01"), day("2013-06-30")}.years() == Approx(184.0 / 366.0 + 181.0 / 365.0).epsilon(1e-15));
}

TEST_CASE("A period holds another wholly, not at all, or in part") {
    const Period study{day("2011-01-01"), day("2011-12-31")};
    CHECK(study.contains(Period{day("2011-01-01"), day("2011-12-31")}));
    CHECK(study.disjoint(Period{day("2010-01-01"), day("2010-12-31")}));
    const Period partly{day("2010-12-01"), day("2011-01-31")};
    CHECK_FALSE(study.contains(partly));
    CHECK_FALSE(study.disjoint(partly));
    CHECK(Period{}.contains(study));
}
