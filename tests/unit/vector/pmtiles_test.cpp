// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/gzip.hpp"
#include "emit/tiles/pmtiles.hpp"

#include "core/error.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

using namespace presencia;
using namespace presencia::emit;
using support::bytes_of;
using support::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::uint64_t number(const std::string& bytes, std::size_t at, std::size_t size = 8) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + at, size);
    return value;
}

std::vector<pmtiles::Entry> read_directory(const std::string& gzipped) {
    const std::string plain = gunzip(gzipped);
    std::size_t at = 0;
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(plain.at(at++));
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
    };
    std::vector<pmtiles::Entry> entries(varint());
    std::uint64_t id = 0;
    for (auto& e : entries) e.id = id += varint();
    for (auto& e : entries) e.run = static_cast<std::uint32_t>(varint());
    for (auto& e : entries) e.length = static_cast<std::uint32_t>(varint());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::uint64_t offset = varint();
        entries[i].offset = offset == 0 ? entries.at(i - 1).offset + entries[i - 1].length : offset - 1;
    }
    CHECK(at == plain.size());
    return entries;
}

/// All tiles of an archive, by id.
std::map<std::uint64_t, std::string> read_archive(const std::string& file) {
    const std::string leaves = file.substr(number(file, 40), number(file, 48));
    const std::string data = file.substr(number(file, 56), number(file, 64));
    std::map<std::uint64_t, std::string> tiles;
    const auto take = [&](const std::vector<pmtiles::Entry>& entries) {
        for (const auto& e : entries) {
            for (std::uint32_t k = 0; k < e.run; ++k) REQUIRE(tiles.emplace(e.id + k, data.substr(e.offset, e.length)).second);
        }
    };
    for (const auto& e : read_directory(file.substr(number(file, 8), number(file, 16)))) {
        if (e.run > 0) {
            take({e});
        } else {
            take(read_directory(leaves.substr(e.offset, e.length)));
        }
    }
    return tiles;
}

const PmtilesDescription description{PmtilesDescription::Type::png, 0, 9, {-92.5, 13.25, -86.0, 18.0}, R"({"name":"a"})"};

}  // namespace

TEST_CASE("tile ids are those of the specification") {
    CHECK(pmtiles::tile_id(0, 0, 0) == 0);
    CHECK(pmtiles::tile_id(1, 0, 0) == 1);
    CHECK(pmtiles::tile_id(1, 0, 1) == 2);
    CHECK(pmtiles::tile_id(1, 1, 1) == 3);
    CHECK(pmtiles::tile_id(1, 1, 0) == 4);
    CHECK(pmtiles::tile_id(12, 3423, 1763) == 19078479);
}

TEST_CASE("tile ids follow a curve: each zoom has every number once, and neighbours on it are neighbours on the map") {
    for (int z = 0; z <= 6; ++z) {
        const std::uint32_t side = 1U << z;
        std::map<std::uint64_t, std::pair<int, int>> place;
        for (std::uint32_t x = 0; x < side; ++x) {
            for (std::uint32_t y = 0; y < side; ++y) place[pmtiles::tile_id(z, x, y)] = {static_cast<int>(x), static_cast<int>(y)};
        }
        REQUIRE(place.size() == std::size_t{side} * side);
        CHECK(place.begin()->first == ((1ULL << 2 * z) - 1) / 3);
        CHECK(place.rbegin()->first == ((1ULL << 2 * (z + 1)) - 1) / 3 - 1);
        for (auto a = place.begin(), b = std::next(a); b != place.end(); ++a, ++b) {
            CHECK(std::abs(a->second.first - b->second.first) + std::abs(a->second.second - b->second.second) == 1);
        }
    }
}

TEST_CASE("an archive gives back what was put, each distinct tile stored once") {
    const TemporaryFolder folder;
    const int zoom = GENERATE(3, 8);
    std::mt19937 random(7);
    std::map<std::uint64_t, std::string> put;
    std::set<std::string> distinct;
    {
        Pmtiles archive(folder.path() / "a.pmtiles", description);
        for (int y = 0; y < 1 << zoom; ++y) {
            for (int x = 0; x < 1 << zoom; ++x) {
                if (random() % 7 == 0) continue;
                // Long stretches of one tile, as where a map is all sea, between tiles of their own.
                const std::string tile = x < (1 << zoom) / 2 ? std::string(100, 'a') : std::to_string(random()) + std::string(random() % 50, 'x');
                archive.put(zoom, x, y, tile);
                put[pmtiles::tile_id(zoom, static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y))] = tile;
                distinct.insert(tile);
            }
        }
        archive.finish();
    }
    const std::string file = bytes_of(folder.path() / "a.pmtiles");
    CHECK(file.substr(0, 8) == std::string("PMTiles\x03", 8));
    CHECK(read_archive(file) == put);
    CHECK(number(file, 72) == put.size());
    CHECK(number(file, 88) == distinct.size());
    CHECK(number(file, 8) + number(file, 16) <= 16384);
    CHECK((number(file, 48) > 0) == (zoom == 8));  // leaves where the root would be too large
    std::size_t bytes = 0;
    for (const auto& tile : distinct) bytes += tile.size();
    CHECK(number(file, 64) == bytes);
    CHECK(static_cast<std::int32_t>(number(file, 102, 4)) == -925000000);
    CHECK(fs::exists(folder.path() / "a.pmtiles.tiles") == false);
}

TEST_CASE("the order in which tiles come does not show in what an archive gives, and the first of a clustered one comes first") {
    const TemporaryFolder folder;
    for (const bool backwards : {false, true}) {
        Pmtiles archive(folder.path() / (backwards ? "b" : "a"), description);
        for (int i = 0; i < 64; ++i) {
            const int n = backwards ? 63 - i : i;
            archive.put(3, n % 8, n / 8, std::to_string(n));
        }
        archive.finish();
    }
    CHECK(bytes_of(folder.path() / "a") == bytes_of(folder.path() / "b"));
    std::uint64_t last = 0;
    for (const auto& e : read_directory(bytes_of(folder.path() / "a").substr(127, number(bytes_of(folder.path() / "a"), 16)))) {
        CHECK(e.offset >= last);
        last = e.offset;
    }
}

TEST_CASE("an archive that is not finished leaves nothing, and none is written over") {
    const TemporaryFolder folder;
    { Pmtiles(folder.path() / "a.pmtiles", description).put(0, 0, 0, "x"); }
    CHECK(fs::is_empty(folder.path()));
    std::ofstream(folder.path() / "there") << "mine";
    CHECK_THROWS_AS(Pmtiles(folder.path() / "there", description), Error);
    CHECK(bytes_of(folder.path() / "there") == "mine");
}

TEST_CASE("an archive without tiles is whole") {
    const TemporaryFolder folder;
    Pmtiles archive(folder.path() / "a.pmtiles", description);
    archive.finish();
    CHECK(read_archive(bytes_of(folder.path() / "a.pmtiles")).empty());
}
