// SPDX-License-Identifier: Apache-2.0
#include "join/tally.hpp"
#include "layer/gazetteer.hpp"
#include "tests/support/drawn_map.hpp"
#include "tests/unit/layer/drawn.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <tuple>
#include <utility>

using namespace presencia;

namespace {

/// Counts how often a layer's pieces were settled: once a pass over the file.
class CountingProgress final : public Progress {
public:
    void stage(std::string_view, std::int64_t) override {}
    void advance(std::int64_t done) override { backwards = backwards || done < std::exchange(last, done); }
    void check_interrupted() override { ++pieces; }
    int pieces = 0;
    std::int64_t last = 0;
    bool backwards = false;
};

/// All that a layer was counted to be.
struct Counted {
    struct OfClass {
        std::string incident_class;
        std::vector<std::int64_t> weight, located;
        std::vector<std::array<std::int64_t, join::family_masks>> by_families;
        std::vector<std::uint8_t> has_row;
        bool operator==(const OfClass&) const = default;
    };
    std::vector<OfClass> tallies;
    std::vector<std::tuple<std::int64_t, ErrorCode, std::string>> left_out;
    std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t> books;
    int pieces = 0;
    friend bool operator==(const Counted& a, const Counted& b) { return a.tallies == b.tallies && a.left_out == b.left_out && a.books == b.books; }
};

struct World {
    layer::MunicipalityTable map = support::draw({"ABC", "ABB", "DDB"}, -89.0, 15.0, 0.1);
    layer::PlaceNames names;
    layer::Gazetteer gazetteer{map.rows, names};
    geo::Box extent = layer::extent_of(map);
    std::vector<geo::MultiPolygon> shapes;

    World() {
        for (const auto& row : map.rows) shapes.push_back(row.shape);
    }

    static unsigned everywhere(LonLat p, join::MunicipalityIndex) { return p.longitude() < -88.9 ? 1u : 2u; }

    Counted count(const study::Study& study, unsigned threads, std::size_t block, const join::FamiliesReaching& families = everywhere) const {
        const join::Locator locator(shapes, threads);
        layer::IncidentStream stream(study, 0, drawn::dialects(), extent, block);
        Ledger ledger;
        CountingProgress progress;
        const auto tallies = join::tally_incidents(stream, join::Placer(locator, Metres(500.0)), gazetteer, {}, map.rows.size(), extent, families, ledger, threads, progress);
        Counted out;
        for (const join::Tally& tally : tallies) out.tallies.push_back({tally.incident_class, tally.weight, tally.located, tally.by_families, tally.has_row});
        for (const Reject& one : ledger.left_out) out.left_out.emplace_back(one.row, one.code, one.value);
        out.books = {ledger.read, ledger.located, ledger.snapped, ledger.outside, ledger.rejected, ledger.duplicates};
        out.pieces = progress.pieces;
        CHECK_FALSE(progress.backwards);
        return out;
    }
};

/// Rows in and about the map; with ids, of which some come again, with the same row or with another.
std::string drawn_rows(bool ids, int rows) {
    std::mt19937_64 random(ids ? 5 : 6);
    std::string text = ids ? "id,lon,lat,date,type\n" : "lon,lat,date,type\n", last;
    for (int k = 0; k < rows; ++k) {
        char row[96];
        std::snprintf(row, sizeof row, "-%d.%06d,14.%06d,2013-%02d-%02d,class %d\n", 88 + static_cast<int>(random() % 50 == 0), 650000 + static_cast<int>(random() % 350000), 680000 + static_cast<int>(random() % 320000),
                      1 + static_cast<int>(random() % 12), 1 + static_cast<int>(random() % 28), static_cast<int>(random() % 5));
        if (random() % 400 == 0) std::snprintf(row, sizeof row, "x,14.7,2013-01-01,class 1\n");
        const bool again = ids && !last.empty() && random() % 50 == 0;
        const std::string whole = again && random() % 2 == 0 ? last : ids ? (again ? last.substr(0, last.find(',')) : "i" + std::to_string(k)) + "," + row : row;
        text += last = whole;
    }
    return text;
}

/// With an end of line that no plain line has.
std::string none_plain(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, 1, '\r');
    return text;
}

study::Study layer_of(const drawn::Folder& folder, bool ids, int rows, bool plain = true) {
    study::Study study = drawn::empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.name = "incidents";
    source.source = folder.write("incidents.csv", plain ? drawn_rows(ids, rows) : none_plain(drawn_rows(ids, rows)));
    source.x = drawn::column("lon");
    source.y = drawn::column("lat");
    source.date = drawn::column("date");
    source.incident_class = drawn::column("type");
    if (ids) source.id = drawn::column("id");
    return study;
}

}  // namespace

TEST_CASE("A layer counts the same for any number of threads and any block, with ids and without") {
    const World world;
    for (const bool ids : {false, true}) {
        const drawn::Folder folder;
        const study::Study study = layer_of(folder, ids, 30'000);
        const Counted expected = world.count(study, 1, std::size_t{1} << 20);
        REQUIRE(std::get<0>(expected.books) == 30'000);
        CHECK(std::get<1>(expected.books) > 10'000);
        CHECK(std::get<2>(expected.books) > 0);
        CHECK((std::get<5>(expected.books) > 100) == ids);
        for (const auto& [threads, block] : {std::pair(2U, 1 << 20), std::pair(3U, 100'000), std::pair(2U, 4'099), std::pair(1U, 70'001)}) {
            CAPTURE(ids, threads, block);
            CHECK(world.count(study, threads, static_cast<std::size_t>(block)) == expected);
        }
    }
}

TEST_CASE("Plain rows count as rows that are not plain do: by class, municipality and set of families") {
    const World world;
    const drawn::Folder folder, other;
    const study::Study plain = layer_of(folder, false, 30'000), long_way = layer_of(other, false, 30'000, false);
    for (const join::FamiliesReaching& families : {join::FamiliesReaching(World::everywhere), join::FamiliesReaching()}) {
        const Counted expected = world.count(long_way, 1, std::size_t{1} << 20, families);
        std::int64_t first = 0, second = 0, none = 0, all = 0;
        for (const Counted::OfClass& one : expected.tallies) {
            for (std::size_t m = 0; m < one.weight.size(); ++m) {
                none += one.by_families[m][0];
                first += one.by_families[m][1];
                second += one.by_families[m][2];
                all += one.located[m];
                CHECK((one.has_row[m] != 0) == (one.weight[m] > 0));
            }
        }
        CHECK(all == std::get<1>(expected.books) + std::get<2>(expected.books));
        CHECK(none + first + second == all);
        CHECK((first > 1000 && second > 1000) == static_cast<bool>(families));
        for (const unsigned threads : {1U, 2U}) CHECK(world.count(plain, threads, 100'000, families) == expected);
    }
}

TEST_CASE("A layer without ids is read once, one with ids twice") {
    const World world;
    const drawn::Folder with, without;
    const int once = world.count(layer_of(without, false, 20'000), 1, std::size_t{1} << 20).pieces;
    const int twice = world.count(layer_of(with, true, 20'000), 1, std::size_t{1} << 20).pieces;
    CHECK(once >= 1);
    CHECK(twice == 2 * once);
}
