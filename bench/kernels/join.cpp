// SPDX-License-Identifier: Apache-2.0
// The join: building the index and looking points up. Arguments: cells a side, edges a side of a cell.
#include "bench/kernels/drawn.hpp"
#include "join/locator.hpp"

#include <benchmark/benchmark.h>

using namespace presencia;

namespace {

void build_index(benchmark::State& state) {
    const auto cells = bench::coverage(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    const auto threads = static_cast<unsigned>(state.range(2));
    for (auto _ : state) benchmark::DoNotOptimize(join::Locator(cells, threads));
    state.SetItemsProcessed(state.iterations() * state.range(0) * state.range(0) * 4 * state.range(1));
}
BENCHMARK(build_index)->ArgNames({"side", "edges", "threads"})->Args({34, 188, 1})->Args({34, 188, 2})->Args({224, 8, 1})->Unit(benchmark::kMillisecond)->UseRealTime();

void look_up(benchmark::State& state) {
    const join::Locator locator(bench::coverage(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
    const auto points = bench::places(1 << 20);
    std::vector<join::MunicipalityIndex> found(points.size());
    for (auto _ : state) {
        locator.locate(points, found);
        benchmark::DoNotOptimize(found.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points.size()));
}
BENCHMARK(look_up)->ArgNames({"side", "edges"})->Args({34, 188})->Args({224, 8})->Args({34, 1880})->Unit(benchmark::kMillisecond);

void look_up_one_by_one(benchmark::State& state) {
    const join::Locator locator(bench::coverage(34, 188));
    const auto points = bench::places(1 << 18);
    for (auto _ : state) {
        for (const Point<Wgs84> p : points) benchmark::DoNotOptimize(locator.locate(p));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points.size()));
}
BENCHMARK(look_up_one_by_one)->Unit(benchmark::kMillisecond);

}  // namespace
