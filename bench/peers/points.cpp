// SPDX-License-Identifier: Apache-2.0
// Writes the points of the workload: incidents gathered in towns, the same bytes on every machine.
//     bench_points ROWS [--csv FILE] [--geojson FILE] [--ndjson FILE] [--doubles FILE]
// Seven of ten lie about 200 towns of unequal size, the rest anywhere in a box a little larger than the coverage's, so
// that some rows fall outside. Coordinates are whole millionths of a degree; --doubles writes x, y as doubles.
#include "bench/support/random.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using presencia::bench::Random;

constexpr std::int64_t west = -92'150'000, east = -77'350'000, south = 7'350'000, north = 18'150'000;
constexpr std::array<std::string_view, 6> classes = {"homicide", "assault", "robbery", "extortion", "kidnapping", "domestic"};

struct Town {
    std::int64_t x, y, spread, upto;  ///< spread in millionths of a degree; upto: sum of the weights so far
};

std::vector<Town> towns(Random& random) {
    std::vector<Town> all;
    std::int64_t sum = 0;
    for (std::int64_t k = 0; k < 200; ++k) {
        sum += 1'000'000 / (k + 3);
        all.push_back({west + 1'000'000 + random.below(east - west - 2'000'000), south + 1'000'000 + random.below(north - south - 2'000'000),
                       10'000 + random.below(120'000), sum});
    }
    return all;
}

/// The sum of twelve numbers from an interval is almost normal; whole numbers are the same everywhere.
std::int64_t scatter(Random& random, std::int64_t spread) {
    std::int64_t sum = 0;
    for (int k = 0; k < 3; ++k) {
        const std::uint64_t bits = random.next();
        for (int part = 0; part < 4; ++part) sum += static_cast<std::int64_t>(bits >> (16 * part) & 0xFFFF) - 32768;
    }
    return sum * spread / 65536;
}

class Output {
public:
    explicit Output(const std::string& name) : file_(std::fopen(name.c_str(), "wb"), &std::fclose) {
        if (!file_) {
            std::perror(name.c_str());
            std::exit(1);
        }
        std::setvbuf(file_.get(), nullptr, _IOFBF, 1 << 20);
    }
    void put(std::string_view text) {
        if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
            std::perror("write");
            std::exit(1);
        }
    }

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

std::string degrees(std::int64_t millionths) {
    std::array<char, 24> text{};
    const std::int64_t size = std::abs(millionths);
    std::snprintf(text.data(), text.size(), "%s%lld.%06lld", millionths < 0 ? "-" : "", static_cast<long long>(size / 1'000'000),
                  static_cast<long long>(size % 1'000'000));
    return text.data();
}

struct Row {
    std::int64_t x, y;
    std::string date;
    std::string_view incident_class;
};

Row draw(Random& random, const std::vector<Town>& all) {
    Row row;
    if (random.below(10) < 7) {
        const std::int64_t where = random.below(all.back().upto);
        const Town& town = *std::upper_bound(all.begin(), all.end(), where, [](std::int64_t value, const Town& one) { return value < one.upto; });
        row.x = town.x + scatter(random, town.spread);
        row.y = town.y + scatter(random, town.spread);
    } else {
        row.x = west + random.below(east - west);
        row.y = south + random.below(north - south);
    }
    const std::uint64_t bits = random.next();
    std::array<char, 16> date{};
    std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", 2010 + static_cast<int>(bits % 15), 1 + static_cast<int>(bits / 15 % 12), 1 + static_cast<int>(bits / 180 % 28));
    row.date = date.data();
    row.incident_class = classes[bits / 5040 % classes.size()];
    return row;
}

}  // namespace

int main(int count, char** arguments) {
    const std::int64_t rows = count > 1 ? std::atoll(arguments[1]) : 0;
    std::unique_ptr<Output> csv, geojson, ndjson, doubles;
    for (int k = 2; k + 1 < count; k += 2) {
        const std::string_view kind = arguments[k];
        auto& output = kind == "--csv" ? csv : kind == "--geojson" ? geojson : kind == "--ndjson" ? ndjson : doubles;
        output = std::make_unique<Output>(arguments[k + 1]);
    }
    if (rows <= 0 || !(csv || geojson || ndjson || doubles)) {
        std::fputs("bench_points ROWS [--csv FILE] [--geojson FILE] [--ndjson FILE] [--doubles FILE]\n", stderr);
        return 2;
    }
    Random random(4242);
    const std::vector<Town> all = towns(random);
    if (csv) csv->put("lon,lat,date,type\n");
    if (geojson) geojson->put("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (std::int64_t k = 0; k < rows; ++k) {
        const Row row = draw(random, all);
        const std::string x = degrees(row.x), y = degrees(row.y);
        if (csv) csv->put(x + "," + y + "," + row.date + "," + std::string(row.incident_class) + "\n");
        if (geojson || ndjson) {
            const std::string feature = "{\"type\":\"Feature\",\"properties\":{\"date\":\"" + row.date + "\",\"type\":\"" + std::string(row.incident_class) +
                                        "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + x + "," + y + "]}}";
            if (geojson) geojson->put((k > 0 ? ",\n" : "") + feature);
            if (ndjson) ndjson->put(feature + "\n");
        }
        if (doubles) {
            const std::array<double, 2> place = {static_cast<double>(row.x) / 1e6, static_cast<double>(row.y) / 1e6};
            std::array<char, sizeof place> bytes{};
            std::memcpy(bytes.data(), place.data(), sizeof place);
            doubles->put({bytes.data(), bytes.size()});
        }
    }
    if (geojson) geojson->put("\n]}\n");
    return 0;
}
