// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "join/place.hpp"
#include "join/swap_watch.hpp"
#include "tests/support/drawn_map.hpp"
#include "tests/support/positions.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using support::at;
using join::Placed;

namespace {

/// A and B in country AAA, a in BBB; B's code is given to BBB's municipality too.
struct TwoUnits {
    layer::MunicipalityTable map = support::draw({"ABa"});
    std::vector<geo::MultiPolygon> shapes;
    TwoUnits() {
        map.rows[2].code = "B";
        for (const auto& row : map.rows) shapes.push_back(row.shape);
    }
};

}  // namespace

TEST_CASE("Coordinates come first, the key only where there are none") {
    const TwoUnits world;
    const join::Locator locator(world.shapes);
    const layer::PlaceNames names;
    const layer::Gazetteer gazetteer(world.map.rows, names);
    layer::KeyMemo keys(gazetteer);
    layer::KeyMatch match;
    const join::Placer placer(locator, Metres(0.0));
    const auto by_point = placer.place(at(-89.95, 14.95), {"AAA", {}, "B", {}}, keys, match);
    CHECK(by_point.municipality == 0);
    CHECK(by_point.how == Placed::located);
    const auto by_key = placer.place(LonLat(), {"AAA", {}, "B", {}}, keys, match);
    CHECK(by_key.municipality == 1);
    CHECK(by_key.how == Placed::by_key);
    CHECK(placer.place(at(-80.0, 14.95), {"AAA", {}, "B", {}}, keys, match).how == Placed::outside);
    CHECK(placer.place(LonLat(), {"AAA", {}, {}, {}}, keys, match).how == Placed::no_key);
}

TEST_CASE("A shared border belongs to the lowest country and code") {
    const TwoUnits world;
    const join::Locator locator(world.shapes);
    const layer::PlaceNames names;
    const layer::Gazetteer gazetteer(world.map.rows, names);
    layer::KeyMemo keys(gazetteer);
    layer::KeyMatch match;
    const join::Placer placer(locator, Metres(0.0));
    const double between_a_and_b = world.shapes[1].front().outer[0].x;
    const double between_countries = world.shapes[2].front().outer[0].x;
    CHECK(placer.place(at(between_a_and_b, 14.95), {}, keys, match).municipality == 0);
    CHECK(placer.place(at(between_countries, 14.95), {}, keys, match).municipality == 1);
}

TEST_CASE("A code needs its country where two countries carry it") {
    const TwoUnits world;
    const layer::PlaceNames names;
    const layer::Gazetteer gazetteer(world.map.rows, names);
    const auto found = [&](std::string_view country, std::string_view code) { return gazetteer.find({country, {}, code, {}}).municipality; };
    CHECK(found("AAA", "B") == 1);
    CHECK(found("BBB", "B") == 2);
    CHECK(found("", "A") == 0);
    CHECK(found("", "B") == join::nowhere);
    CHECK(found("", "0A") == join::nowhere);
    CHECK(found("CCC", "A") == join::nowhere);
}

TEST_CASE("A point outside within the snapping distance goes to the nearest, beyond it nowhere") {
    const TwoUnits world;
    const join::Locator locator(world.shapes);
    const layer::PlaceNames names;
    const layer::Gazetteer gazetteer(world.map.rows, names);
    layer::KeyMemo keys(gazetteer);
    layer::KeyMatch match;
    const LonLat off_coast = at(-89.95, 15.003);  // about 330 m north of A
    CHECK(join::Placer(locator, Metres(300.0)).place(off_coast, {}, keys, match).how == Placed::outside);
    const auto snapped = join::Placer(locator, Metres(500.0)).place(off_coast, {}, keys, match);
    CHECK(snapped.how == Placed::snapped);
    CHECK(snapped.municipality == 0);
}

TEST_CASE("Sites outside stay for their country, sites with an unknown code go, and the ledger balances") {
    TwoUnits world;
    study::Study study;
    study.sites.resize(1);
    study.sites[0].snap_m = 0.0;
    layer::SiteTable sites;
    sites.ledgers.resize(1);
    sites.ledgers[0].read = 4;
    for (int i = 0; i < 3; ++i) {
        layer::Site site;
        site.row = i + 2;
        site.record = i + 1;
        if (i == 0) site.position = at(-89.95, 14.95);
        if (i == 1) site.position = at(-85.0, 14.95);
        if (i == 2) site.municipality_code = "ZZ";
        sites.rows.push_back(site);
    }
    sites.rows.push_back(sites.rows[1]);  // the row serves a second family: one row in the books
    sites.ledgers[0].duplicates = 1;
    const join::Locator locator(world.shapes);
    const layer::PlaceNames names;
    const layer::Gazetteer gazetteer(world.map.rows, names);
    const std::vector<const layer::Gazetteer*> by_layer{&gazetteer};
    join::place_sites(sites, study, geo::Box{-90.0, 14.9, -89.7, 15.0}, locator, by_layer);
    REQUIRE(sites.rows.size() == 3);
    CHECK(sites.rows[0].municipality == 0);
    CHECK(sites.rows[1].municipality == join::nowhere);
    const Ledger& ledger = sites.ledgers[0];
    CHECK((ledger.located == 1 && ledger.outside == 1 && ledger.rejected == 1));
    CHECK(ledger.balanced());
    CHECK(ledger.left_out.size() == 2);
}

TEST_CASE("Positions that fit the study only when swapped are told, a few of them are not") {
    const geo::Box extent{-90.0, 14.0, -88.0, 15.0};
    join::SwapWatch swapped(extent);
    join::SwapWatch mostly_right(extent);
    for (int i = 0; i < 10; ++i) {
        swapped.add(i < 6 ? at(14.5, -89.0) : at(-89.0, 14.5));
        mostly_right.add(i < 5 ? at(14.5, -89.0) : at(-89.0, 14.5));
    }
    CHECK_THROWS_AS(join::require_not_swapped(swapped, "x.csv"), Error);
    CHECK_NOTHROW(join::require_not_swapped(mostly_right, "x.csv"));
}
