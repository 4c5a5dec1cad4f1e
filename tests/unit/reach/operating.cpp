// SPDX-License-Identifier: Apache-2.0
#include "reach/catchments.hpp"

#include <catch2/catch.hpp>

using namespace presencia;

namespace {

Date day(const char* iso) {
    return Date::from_iso(iso).value();
}

layer::Site site(const char* start, const char* end, study::Kind kind = study::Kind::service) {
    layer::Site s;
    if (*start) s.start = day(start);
    if (*end) s.end = day(end);
    s.last_event = s.start;
    s.kind = kind;
    return s;
}

}  // namespace

TEST_CASE("A site operates from its first day to its last, both included, and missing dates are open") {
    const Date as_of = day("2013-12-31");
    CHECK(reach::operates(site("", ""), as_of) == true);
    CHECK(reach::operates(site("2013-12-31", ""), as_of) == true);
    CHECK(reach::operates(site("2014-01-01", ""), as_of) == false);
    CHECK(reach::operates(site("2010-01-01", "2013-12-31"), as_of) == true);
    CHECK(reach::operates(site("2010-01-01", "2013-12-30"), as_of) == false);
}

TEST_CASE("A site whose status does not operate does not, whatever its dates") {
    layer::Site pipeline = site("2010-01-01", "");
    pipeline.operating_status = false;
    CHECK(reach::operates(pipeline, day("2013-12-31")) == false);
}

TEST_CASE("A programme without an end is unknown 24 months after its last dated event, a service never") {
    const auto programme = site("2011-12-31", "", study::Kind::programme);
    CHECK(reach::operates(programme, day("2013-12-31")) == true);
    CHECK_FALSE(reach::operates(programme, day("2014-01-01")).has_value());
    CHECK(reach::operates(site("1990-01-01", ""), day("2014-01-01")) == true);
    CHECK(reach::operates(site("2009-01-01", "2020-01-01", study::Kind::programme), day("2014-01-01")) == true);
    CHECK(reach::operates(site("", "", study::Kind::programme), day("2014-01-01")) == true);
}
