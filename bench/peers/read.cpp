// SPDX-License-Identifier: Apache-2.0
// Reads a layer of incidents and sums what a reader of numbers must have understood.
//     bench_read STUDY DATA THREADS
// Prints JSON: seconds, rows, sums of longitude and latitude in whole millionths of a degree.
#include "bench/support/stopwatch.hpp"
#include "core/error.hpp"
#include "core/parallel_stream.hpp"
#include "layer/incident_lanes.hpp"
#include "study/study.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace presencia;

namespace {

struct alignas(64) Sums final : layer::PlainSink {  // a cache line each, or lanes wait for one another
    std::int64_t x = 0, y = 0;

    void add(Point<Wgs84> p) {
        x += std::llround(p.x * 1e6);
        y += std::llround(p.y * 1e6);
    }
    void take(const layer::PlainIncidents& rows) override {
        for (std::size_t k = 0; k < rows.size; ++k) add(rows.position[k]);
    }
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fputs("bench_read STUDY DATA THREADS\n", stderr);
        return 2;
    }
    const study::Study study = study::read_study(arguments[1], std::nullopt, {{"/"}, false});  // of whoever measures
    const layer::Dialects dialects(std::filesystem::path(arguments[2]) / "layers");
    const auto threads = static_cast<unsigned>(std::stoul(arguments[3]));
    bench::Stopwatch began;
    layer::IncidentStream stream(study, 0, dialects);
    layer::IncidentLanes lanes(stream, threads);
    Ledger ledger;
    std::vector<Sums> sums(threads + 1);  // the last one of rows that are not plain
    parallel_stream<layer::IncidentPiece>(
        threads, [&](layer::IncidentPiece& piece) { return lanes.next(piece); }, [&](layer::IncidentPiece& piece, unsigned lane) { lanes.read(piece, lane, sums[lane]); },
        [&](layer::IncidentPiece& piece) {
            lanes.settle(piece, ledger);
            for (const LonLat p : piece.batch.position) sums.back().add(p.point());
        });
    std::int64_t x = 0, y = 0;
    for (const Sums& part : sums) {
        x += part.x;
        y += part.y;
    }
    const double seconds = began.seconds();
    std::printf("{\"seconds\": %.4f, \"rows\": %lld, \"x\": %lld, \"y\": %lld}\n", seconds, static_cast<long long>(ledger.read), static_cast<long long>(x), static_cast<long long>(y));
    return 0;
}
