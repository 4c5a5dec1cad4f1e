// SPDX-License-Identifier: Apache-2.0
// Dates and numbers from text: the plain ways and the complete ones.
#include "bench/kernels/drawn.hpp"
#include "core/date.hpp"
#include "core/plain_values.hpp"
#include "core/text.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace presencia;

namespace {

constexpr std::size_t count = 4096;
constexpr std::size_t width = 16;  // bytes a text takes, so that some may be read beyond it

/// Texts in one block of memory.
struct Texts {
    std::string bytes = std::string(count * width + 64, '\0');
    std::vector<std::string_view> all;

    template <class Print>
    explicit Texts(Print print) {
        bench::Random random(5);
        for (std::size_t k = 0; k < count; ++k) {
            char text[48];
            const int size = print(random, text, sizeof text);
            bytes.replace(k * width, static_cast<std::size_t>(size), text);
            all.emplace_back(bytes.data() + k * width, static_cast<std::size_t>(size));
        }
    }
};

const Texts& coordinates() {
    static const Texts texts([](bench::Random& random, char* text, std::size_t size) { return std::snprintf(text, size, "%.6f", -180.0 + 360.0 * random.share()); });
    return texts;
}

const Texts& days() {
    static const Texts texts([](bench::Random& random, char* text, std::size_t size) {
        return std::snprintf(text, size, "%04d-%02d-%02d", static_cast<int>(2000 + random.next() % 25), static_cast<int>(1 + random.next() % 12), static_cast<int>(1 + random.next() % 28));
    });
    return texts;
}

template <class Parse>
void each(benchmark::State& state, const Texts& texts, Parse parse) {
    for (auto _ : state) {
        for (const std::string_view text : texts.all) benchmark::DoNotOptimize(parse(text));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void number_plain(benchmark::State& state) {
    each(state, coordinates(), [](std::string_view text) { return plain::coordinate(text, 64); });
}
BENCHMARK(number_plain);

void number_complete(benchmark::State& state) {
    each(state, coordinates(), [](std::string_view text) { return text::parse_double(text); });
}
BENCHMARK(number_complete);

void date_plain(benchmark::State& state) {
    each(state, days(), [](std::string_view text) { return plain::day(text); });
}
BENCHMARK(date_plain);

void date_complete(benchmark::State& state) {
    each(state, days(), [](std::string_view text) { return Date::from_iso(text); });
}
BENCHMARK(date_complete);

void date_by_format(benchmark::State& state) {
    each(state, days(), [](std::string_view text) { return Date::from_format(text, "%Y-%m-%d"); });
}
BENCHMARK(date_by_format);

}  // namespace
