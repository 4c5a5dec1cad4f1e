// SPDX-License-Identifier: Apache-2.0
// Points that lie in memory already: our lookup and GEOS's, each on as many threads.
//     bench_memory POLYGONS.geojson POINTS.doubles THREADS ours|geos OUT.csv
// Prints JSON: seconds of building and of looking up. OUT holds the count of each polygon, by its number in the file.
#include "bench/support/stopwatch.hpp"
#include "bench/support/geos_join.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "geo/wkb.hpp"
#include "join/locator.hpp"
#include "source/open.hpp"

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

using namespace presencia;

namespace {

std::vector<geo::MultiPolygon> read_polygons(const std::string& path) {
    source::ReadPlan plan;
    plan.path = path;
    plan.shown_name = path;
    const auto reader = source::open_rows(plan);
    std::vector<geo::MultiPolygon> shapes;
    for (source::RowBatch batch; reader->next(batch);) {
        for (const std::string_view wkb : batch.wkb) shapes.push_back(geo::read_wkb(wkb).value().polygons);
    }
    return shapes;
}

std::vector<Point<Wgs84>> read_points(const char* path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::vector<Point<Wgs84>> points(static_cast<std::size_t>(file.tellg()) / sizeof(Point<Wgs84>));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(points.data()), static_cast<std::streamsize>(points.size() * sizeof(Point<Wgs84>)));
    return points;
}

constexpr std::size_t block = std::size_t{1} << 16;

std::span<const Point<Wgs84>> block_of(const std::vector<Point<Wgs84>>& points, std::size_t k) {
    return std::span(points).subspan(k * block, std::min(block, points.size() - k * block));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 6) {
        std::fputs("bench_memory POLYGONS.geojson POINTS.doubles THREADS ours|geos OUT.csv\n", stderr);
        return 2;
    }
    const std::vector<geo::MultiPolygon> shapes = read_polygons(arguments[1]);
    const std::vector<Point<Wgs84>> points = read_points(arguments[2]);
    const auto threads = static_cast<unsigned>(std::stoul(arguments[3]));
    const std::size_t blocks = (points.size() + block - 1) / block;
    std::vector<std::vector<std::int64_t>> counts(threads, std::vector<std::int64_t>(shapes.size(), 0));
    double build = 0.0, look = 0.0;
    bench::Stopwatch began;
    if (std::string_view(arguments[4]) == "geos") {
        std::vector<std::unique_ptr<bench::GeosJoin>> joins(threads);
        parallel_for(threads, threads, [&](std::size_t k, unsigned) { joins[k] = std::make_unique<bench::GeosJoin>(shapes); });
        build = began.seconds();
        began = {};
        parallel_for(blocks, threads, [&](std::size_t k, unsigned worker) { joins[worker]->count(block_of(points, k), counts[worker]); });
        look = began.seconds();
    } else {
        const join::Locator locator(shapes, threads);
        build = began.seconds();
        std::vector<std::vector<join::MunicipalityIndex>> found(threads, std::vector<join::MunicipalityIndex>(block));
        began = {};
        parallel_for(blocks, threads, [&](std::size_t k, unsigned worker) {
            const auto some = block_of(points, k);
            const auto out = std::span(found[worker]).first(some.size());
            locator.locate(some, out);
            for (const join::MunicipalityIndex m : out) {
                if (m != join::nowhere) ++counts[worker][static_cast<std::size_t>(m)];
            }
        });
        look = began.seconds();
    }
    std::ofstream out(arguments[5], std::ios::binary);
    out << "polygon,count\n";
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        std::int64_t sum = 0;
        for (const auto& part : counts) sum += part[k];
        out << k << ',' << sum << '\n';
    }
    std::printf("{\"build\": %.4f, \"look\": %.4f}\n", build, look);
    return 0;
}
