// SPDX-License-Identifier: Apache-2.0
#include "reach/completeness.hpp"
#include "reach/concurrence.hpp"
#include "reach/reach.hpp"
#include "tests/support/drawn_map.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using study::Family;

namespace {

constexpr auto police = static_cast<std::size_t>(Family::law_enforcement);
constexpr auto schools = static_cast<std::size_t>(Family::educational);

/// One police layer (complete for AAA) and one school layer (complete nowhere) over a drawn map.
struct World {
    layer::MunicipalityTable map = support::draw({"AB"});
    study::Study study;
    layer::SiteTable sites;
    layer::PopulationSurface surface;
    join::Tally tally;

    World() {
        study.as_of = Date::from_ymd(2013, 12, 31).value();
        study.sites.resize(2);
        sites.only_programmes = {false, false};
        study.sites[0].family.constant = "law_enforcement";
        study.sites[0].complete_for = {{"AAA", {}, {}}};
        study.sites[1].family.constant = "educational";
        const std::size_t n = map.rows.size();
        tally.weight.assign(n, 0);
        tally.located.assign(n, 0);
        tally.by_families.assign(n, {});
        surface.ledgers.resize(1);
    }

    void site(Family family, double longitude, double latitude, std::int32_t m, double km) {
        layer::Site s;
        s.layer = family == Family::law_enforcement ? 0 : 1;
        s.family = family;
        s.position = *LonLat::checked(longitude, latitude);
        s.municipality = m;
        s.reach.km = km;
        sites.rows.push_back(s);
    }
    void people(std::int32_t m, double longitude, double latitude, double n) { surface.points.push_back({.position = *LonLat::checked(longitude, latitude), .people = n, .source = 0, .municipality = m}); }

    reach::Reach compute(unsigned threads = 1) {
        SilentProgress silent;
        const reach::Catchments catchments(sites, map, study.as_of);
        return reach::compute_reach(study, map, sites, surface, catchments, tally, threads, silent);
    }
};

}  // namespace

TEST_CASE("Reach by people needs ten points whose sum is within a factor two of the known population") {
    World world;
    world.site(Family::law_enforcement, -89.95, 14.95, 0, 2.0);
    for (int i = 0; i < 10; ++i) world.people(0, -89.99 + 0.008 * i, 14.95, 100.0);
    world.map.rows[0].population = 2000.0;
    reach::Reach reach = world.compute();
    CHECK(reach.surface_usable[0] == 1);
    CHECK(reach.by_municipality[0][police].basis == reach::Basis::people);
    // Points lie 0.008 degrees (861 m) apart; those within 2 km of -89.95: -89.966 to -89.934.
    CHECK(*reach.by_municipality[0][police].people == 0.5);

    world.map.rows[0].population = 2000.1;
    CHECK(world.compute().surface_usable[0] == 0);
    world.map.rows[0].population = 500.0;
    CHECK(world.compute().surface_usable[0] == 1);
    world.map.rows[0].population = 499.0;
    CHECK(world.compute().by_municipality[0][police].basis == reach::Basis::area);
    world.map.rows[0].population = 1000.0;
    world.surface.points.pop_back();
    CHECK(world.compute().surface_usable[0] == 0);
}

TEST_CASE("Reach by area is the share of the municipality within the union of the discs") {
    World world;
    world.site(Family::law_enforcement, -89.95, 14.95, 0, 3.0);
    const reach::Reach reach = world.compute();
    const double disc = 3.141592653589793 * 9.0;
    CHECK(*reach.by_municipality[0][police].area == Approx(disc / world.map.rows[0].area.value()).epsilon(1e-4));
    CHECK(*reach.by_municipality[1][police].area == 0.0);
    CHECK(reach.by_municipality[0][police].people.absence() == Absence::no_surface);
    CHECK(reach.by_municipality[0][static_cast<std::size_t>(Family::judicial)].reach.absence() == Absence::not_studied);
}

TEST_CASE("Reach of need takes located incidents where there are twenty and half of them located, else reach") {
    World world;
    world.site(Family::law_enforcement, -89.95, 14.95, 0, 3.0);
    world.tally.weight[0] = 20;
    world.tally.located[0] = 10;
    world.tally.by_families[0][1u << police] = 4;
    world.tally.by_families[0][0] = 6;
    CHECK(*world.compute().by_municipality[0][police].need == 0.4);
    world.tally.located[0] = 9;
    CHECK(world.compute().by_municipality[0][police].need_is_reach);
    world.tally.weight[0] = 19;
    world.tally.located[0] = 19;
    const reach::Reach reach = world.compute();
    CHECK(reach.by_municipality[0][police].need == reach.by_municipality[0][police].reach);
}

TEST_CASE("Concurrence counts the families of each person; its upper bound lets incomplete families reach everyone") {
    World world;
    world.site(Family::law_enforcement, -89.98, 14.95, 0, 2.0);
    world.site(Family::educational, -89.98, 14.95, 0, 1.0);
    for (int i = 0; i < 10; ++i) world.people(0, i < 3 ? -89.98 : i < 5 ? -89.965 : -89.91, 14.95, 10.0);
    world.map.rows[0].population = 100.0;
    const reach::Concurrence concurrence = world.compute().concurrence[0];
    CHECK(concurrence.low == std::array<double, 5>{0.5, 0.2, 0.3, 0.0, 0.0});
    CHECK(concurrence.high == std::array<double, 5>{0.0, 0.5, 0.5, 0.0, 0.0});
}

TEST_CASE("Concurrence by area cuts the municipality by every catchment, and its shares add up") {
    World world;
    world.site(Family::law_enforcement, -89.96, 14.95, 0, 3.0);
    world.site(Family::educational, -89.94, 14.95, 0, 3.0);
    const reach::Reach reach = world.compute();
    const auto& low = reach.concurrence[0].low;
    CHECK(low[0] + low[1] + low[2] == Approx(1.0).epsilon(1e-12));
    const double both = *reach.by_municipality[0][police].area + *reach.by_municipality[0][schools].area;
    CHECK(low[1] + 2.0 * low[2] == Approx(both).epsilon(1e-9));
    CHECK(low[2] > 0.0);
}

TEST_CASE("A family is complete where every service layer of it is, on the day, but for the excepted codes") {
    World world;
    const auto layers = reach::layers_by_family(world.study, world.sites);
    CHECK(reach::family_complete(world.study, world.sites, layers[police], world.map.rows[0]));
    CHECK_FALSE(reach::family_complete(world.study, world.sites, layers[schools], world.map.rows[0]));
    // A list of programmes says nothing about services, whole or not.
    world.sites.only_programmes[0] = true;
    CHECK_FALSE(reach::family_complete(world.study, world.sites, layers[police], world.map.rows[0]));
    world.sites.only_programmes[0] = false;
    world.study.sites[0].complete_for[0].except = {"A"};
    CHECK_FALSE(reach::family_complete(world.study, world.sites, layers[police], world.map.rows[0]));
    world.study.sites[0].complete_for = {{"AAA", {Date::from_ymd(2014, 1, 1).value(), {}}, {}}};
    CHECK_FALSE(reach::family_complete(world.study, world.sites, layers[police], world.map.rows[1]));
}

TEST_CASE("The nearest distance is a people-weighted mean, and there is none without a site") {
    World world;
    world.site(Family::law_enforcement, -89.95, 14.95, 0, 2.0);
    for (int i = 0; i < 10; ++i) world.people(0, i < 9 ? -89.95 : -89.96, 14.95, 10.0);
    world.map.rows[0].population = 100.0;
    const reach::Reach reach = world.compute();
    const double far = geo::geodesic_distance(*LonLat::checked(-89.95, 14.95), *LonLat::checked(-89.96, 14.95)).value() / 1000.0;
    CHECK(*reach.by_municipality[0][police].nearest_km == Approx(far / 10.0).epsilon(1e-12));
    CHECK(reach.by_municipality[0][schools].nearest_km.absence() == Absence::no_site);
}

TEST_CASE("Reach is the same for one thread and for two") {
    World world;
    for (int i = 0; i < 30; ++i) {
        world.site(i % 2 ? Family::educational : Family::law_enforcement, -89.99 + 0.005 * i, 14.92, i < 20 ? 0 : 1, 1.5);
        world.people(i < 15 ? 0 : 1, -89.99 + 0.006 * i, 14.93, 10.0 + i);
    }
    const reach::Reach one = world.compute(1);
    const reach::Reach two = world.compute(2);
    for (std::size_t m = 0; m < 2; ++m) {
        CHECK(one.concurrence[m].low == two.concurrence[m].low);
        CHECK(one.by_municipality[m][police].area == two.by_municipality[m][police].area);
        CHECK(one.by_municipality[m][police].nearest_km == two.by_municipality[m][police].nearest_km);
    }
}
