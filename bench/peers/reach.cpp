// SPDX-License-Identifier: Apache-2.0
// Reach of people and of area: places with people against sites of four families, all measured on the ellipsoid.
//     bench_reach PLACES SITES KILOMETRES THREADS
// Prints JSON: seconds of the index of sites, of which families reach each place, of the nearest site of each family to each place, and of the areas within reach
// of every tenth municipality.
#include "bench/support/stopwatch.hpp"
#include "bench/kernels/drawn.hpp"
#include "core/parallel.hpp"
#include "geo/measure.hpp"
#include "join/locator.hpp"
#include "reach/catchments.hpp"

#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <string>

using namespace presencia;

namespace {

constexpr std::size_t families = 4;


layer::MunicipalityTable municipalities() {
    layer::MunicipalityTable table;
    for (geo::MultiPolygon& shape : bench::coverage(34, 188)) {
        layer::Municipality row;
        row.country = "XAA";
        row.shape = std::move(shape);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<join::MunicipalityIndex> located(const layer::MunicipalityTable& table, const std::vector<Point<Wgs84>>& places) {
    std::vector<geo::MultiPolygon> shapes;
    for (const layer::Municipality& row : table.rows) shapes.push_back(row.shape);
    std::vector<join::MunicipalityIndex> found(places.size());
    join::Locator(shapes).locate(places, found);
    return found;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::fputs("bench_reach PLACES SITES KILOMETRES THREADS\n", stderr);
        return 2;
    }
    const auto threads = static_cast<unsigned>(std::stoul(arguments[4]));
    const layer::MunicipalityTable table = municipalities();
    layer::SiteTable sites;
    bench::Random random(3);
    for (std::size_t k = 0; k < std::stoul(arguments[2]); ++k) {
        layer::Site site;
        site.family = static_cast<study::Family>(k % families);
        site.position = *LonLat::checked(-90.0 + 10.0 * random.share(), 8.0 + 10.0 * random.share());
        site.municipality = 0;
        site.reach.km = std::stod(arguments[3]);
        sites.rows.push_back(std::move(site));
    }
    const std::vector<Point<Wgs84>> places = bench::places(std::stoul(arguments[1]));
    const std::vector<join::MunicipalityIndex> home = located(table, places);
    bench::Stopwatch began;
    const reach::Catchments catchments(sites, table, *Date::from_ymd(2020, 1, 1));
    const double index = began.seconds();
    constexpr std::size_t block = 4096;
    const std::size_t blocks = (places.size() + block - 1) / block;
    std::atomic<std::int64_t> reached{0};
    const auto each_place = [&](auto visit) {
        parallel_for(blocks, threads, [&](std::size_t b, unsigned) {
            for (std::size_t k = b * block; k < std::min(places.size(), (b + 1) * block); ++k) {
                if (home[k] != join::nowhere) visit(*LonLat::checked(places[k].x, places[k].y), home[k]);
            }
        });
    };
    began = {};
    each_place([&](LonLat place, std::int32_t m) { reached += catchments.families_reaching(place, m) != 0 ? 1 : 0; });
    const double by_people = began.seconds();
    began = {};
    each_place([&](LonLat place, std::int32_t m) {
        for (std::size_t f = 0; f < families; ++f) reached += catchments.nearest(static_cast<study::Family>(f), place, m).has_value() ? 0 : 1;
    });
    const double nearest = began.seconds();
    std::vector<double> areas(table.rows.size() / 10, 0.0);
    began = {};
    parallel_for(areas.size(), threads, [&](std::size_t k, unsigned) { areas[k] = geo::area(catchments.area_within(study::Family::law_enforcement, static_cast<std::int32_t>(10 * k))).value(); });
    const double area = began.seconds();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"index\": %.3f, \"families\": %.3f, \"nearest\": %.3f, \"areas_of_a_tenth\": %.3f, \"reached\": %lld, \"peak_mib\": %ld}\n", index, by_people, nearest, area,
                static_cast<long long>(reached.load()), usage.ru_maxrss / 1024);
    return 0;
}
