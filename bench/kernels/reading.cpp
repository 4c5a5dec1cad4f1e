// SPDX-License-Identifier: Apache-2.0
// Readers of files: CSV as rows, plain lines and batches; GeoJSON as features and batches.
#include "bench/kernels/drawn.hpp"
#include "layer/plain_lines.hpp"
#include "source/json_scan.hpp"
#include "source/open.hpp"
#include "source/open_guard.hpp"
#include "source/plain_features.hpp"
#include "tests/support/temporary_folder.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <string>

using namespace presencia;

namespace {

constexpr int rows = 200'000;

template <class Row>
std::string drawn_text(std::string head, Row row) {
    bench::Random random(11);
    for (int k = 0; k < rows; ++k) head += row(k, -90.0 + 10.0 * random.share(), 8.0 + 10.0 * random.share(), 1 + random.next() % 28);
    return head;
}

std::string csv_text(const char* format) {
    return drawn_text("lon,lat,date,type\n", [&](int, double x, double y, std::uint64_t day) {
        char line[128];
        std::snprintf(line, sizeof line, format, x, y, static_cast<int>(day));
        return std::string(line);
    });
}

std::string features_text() {
    return drawn_text("", [&](int k, double x, double y, std::uint64_t day) {
        char line[256];
        std::snprintf(line, sizeof line, "%s{\"type\":\"Feature\",\"properties\":{\"date\":\"2013-05-%02d\",\"type\":\"homicide\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.6f,%.6f]}}", k > 0 ? ",\n" : "",
                      static_cast<int>(day), x, y);
        return std::string(line);
    });
}

/// A file for the length of a measurement.
class File {
public:
    File(const std::string& name, const std::string& text) : size_(static_cast<std::int64_t>(text.size())) {
        plan_.path = folder_.path() / name;
        plan_.shown_name = name;
        std::ofstream(plan_.path, std::ios::binary) << text;
    }
    const source::ReadPlan& plan() const { return plan_; }
    std::int64_t size() const { return size_; }

private:
    support::TemporaryFolder folder_;
    source::ReadPlan plan_;
    std::int64_t size_;
};

void read_batches(benchmark::State& state, const File& file) {
    for (auto _ : state) {
        const auto reader = source::open_rows(file.plan());
        for (source::RowBatch batch; reader->next(batch);) benchmark::DoNotOptimize(batch.size());
    }
    state.SetBytesProcessed(state.iterations() * file.size());
    state.SetItemsProcessed(state.iterations() * rows);
}

void csv_batches(benchmark::State& state) { read_batches(state, File("rows.csv", csv_text("%.6f,%.6f,2013-05-%02d,homicide\n"))); }
BENCHMARK(csv_batches)->Unit(benchmark::kMillisecond);

void csv_quoted_batches(benchmark::State& state) { read_batches(state, File("rows.csv", csv_text("%.6f,%.6f,2013-05-%02d,\"a \"\"b\"\"\"\r\n"))); }
BENCHMARK(csv_quoted_batches)->Unit(benchmark::kMillisecond);

template <class Processor>
[[gnu::always_inline]] inline void csv_plain_lines(benchmark::State& state) {
    const std::string text = csv_text("%.6f,%.6f,2013-05-%02d,homicide\n");
    for (auto _ : state) {
        for (layer::PlainLines<Processor> lines(text, ',', 4); lines.next();) benchmark::DoNotOptimize(lines.told());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(csv_plain_lines<AnyProcessor>)->Unit(benchmark::kMillisecond);
#if defined(PRESENCIA_AVX2)
PRESENCIA_AVX2 void csv_plain_lines_avx2(benchmark::State& state) { csv_plain_lines<Avx2Processor>(state); }
BENCHMARK(csv_plain_lines_avx2)->Unit(benchmark::kMillisecond);  // where there is AVX2
#endif

void geojson_features(benchmark::State& state) {
    using Walk = source::PlainFeatures;
    std::string text = features_text();
    const std::size_t size = text.size();
    text.append(Walk::padding, '\0');
    const source::JsonTemplate nothing;
    Walk first({text.data(), size}, nothing, Walk::Layout::list);
    first.next();
    const source::JsonTemplate shape = first.learn();
    for (auto _ : state) {
        for (Walk walk({text.data(), size}, shape, Walk::Layout::list); walk.next() == Walk::Met::feature;) benchmark::DoNotOptimize(walk.done());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
    state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(geojson_features)->Unit(benchmark::kMillisecond);

void geojson_batches(benchmark::State& state) { read_batches(state, File("points.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features_text() + "]}")); }
BENCHMARK(geojson_batches)->Unit(benchmark::kMillisecond);

void geojson_strict_look(benchmark::State& state) {
    const File file("points.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features_text() + "]}");
    const source::InputFile opened = source::open_regular_file(file.plan().path, "points.geojson");
    for (auto _ : state) benchmark::DoNotOptimize(source::scan_json(opened).documents);
    state.SetBytesProcessed(state.iterations() * file.size());
}
BENCHMARK(geojson_strict_look)->Unit(benchmark::kMillisecond);

}  // namespace
