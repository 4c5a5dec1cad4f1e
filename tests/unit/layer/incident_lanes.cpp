// SPDX-License-Identifier: Apache-2.0
#include "layer/incident_lanes.hpp"

#include "core/parallel_stream.hpp"
#include "incidents.hpp"

#include <algorithm>
#include <random>
#include <tuple>

using namespace presencia;

namespace {

using Row = std::tuple<std::int64_t, double, double, std::string, std::int64_t>;
using LeftOut = std::tuple<std::int64_t, std::string, ErrorCode, std::string>;

/// What a reading of a layer amounts to.
struct Read {
    std::vector<Row> rows;
    std::vector<LeftOut> left_out;
    std::vector<std::string> classes;
    std::int64_t read = 0, rejected = 0, filtered = 0;
    std::size_t plain = 0;  ///< rows that went by the short way

    void add(const layer::IncidentBatch& batch, const layer::IncidentStream& stream) {
        for (std::size_t k = 0; k < batch.size(); ++k) {
            rows.emplace_back(batch.row[k], batch.position[k].longitude(), batch.position[k].latitude(), stream.classes().at(batch.incident_class[k]), batch.weight[k]);
        }
    }
    void finish(const layer::IncidentStream& stream, Ledger& ledger) {
        std::sort(rows.begin(), rows.end());
        ledger.sort_left_out();
        ledger.each_left_out([&](const Reject& one) { left_out.emplace_back(one.row, one.column, one.code, one.value); });
        classes = stream.classes();
        read = ledger.read;
        rejected = ledger.rejected;
        filtered = ledger.filtered;
    }
    /// Rows without their numbers: a CSV counts its header.
    std::vector<Row> places() const {
        std::vector<Row> all = rows;
        for (Row& row : all) std::get<0>(row) = 0;
        std::sort(all.begin(), all.end());
        return all;
    }
    /// Rows of other days, without their numbers.
    std::vector<LeftOut> of_other_days() const {
        std::vector<LeftOut> some;
        for (const LeftOut& one : left_out) {
            if (std::get<2>(one) == ErrorCode::row_other_period) some.emplace_back(0, std::get<1>(one), std::get<2>(one), std::get<3>(one));
        }
        return some;
    }
    bool same(const Read& other) const {
        return rows == other.rows && left_out == other.left_out && classes == other.classes && read == other.read && rejected == other.rejected && filtered == other.filtered;
    }
};

study::Study layer_of(const drawn::Folder& folder, const std::string& text, const std::string& encoding) {
    study::Study study = drawn::empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.name = "incidents";
    source.source = folder.write("incidents.csv", text);
    source.source.encoding = encoding;
    source.x = drawn::column("lon");
    source.y = drawn::column("lat");
    source.date = drawn::column("date");
    source.incident_class = drawn::column("type");
    return study;
}

Read row_by_row(const study::Study& study) {
    layer::IncidentStream stream(study, 0, drawn::dialects());
    Ledger ledger;
    Read out;
    stream.read(ledger, [&](const layer::IncidentBatch& batch) { out.add(batch, stream); }, [](double) {});
    out.finish(stream, ledger);
    return out;
}

/// All plain rows of a lane.
struct Kept final : layer::PlainSink {
    struct Row {
        std::int64_t line;
        Point<Wgs84> position;
        std::uint32_t incident_class;
    };
    std::vector<Row> rows;

    void take(const layer::PlainIncidents& plain) override {
        for (std::size_t k = 0; k < plain.size; ++k) rows.push_back({plain.row[k], plain.position[k], plain.incident_class[k]});
    }
};

Read in_lanes(const study::Study& study, unsigned threads, std::size_t block = std::size_t{1} << 20) {
    layer::IncidentStream stream(study, 0, drawn::dialects(), {}, block);
    layer::IncidentLanes lanes(stream, threads);
    Ledger ledger;
    Read out;
    std::vector<Kept> plain(threads);
    parallel_stream<layer::IncidentPiece>(
        threads, [&](layer::IncidentPiece& piece) { return lanes.next(piece); }, [&](layer::IncidentPiece& piece, unsigned lane) { lanes.read(piece, lane, plain[lane]); },
        [&](layer::IncidentPiece& piece) {
            lanes.settle(piece, ledger);
            out.add(piece.batch, stream);
        });
    for (unsigned lane = 0; lane < threads; ++lane) {
        for (const Kept::Row& row : plain[lane].rows) {
            out.rows.emplace_back(row.line, row.position.x, row.position.y, stream.classes().at(lanes.class_index(lane, row.incident_class)), 1);
        }
        out.plain += plain[lane].rows.size();
    }
    out.finish(stream, ledger);
    return out;
}

/// Rows of which one in `odd` is not as it should be, in one of many ways.
std::string drawn_rows(std::uint64_t seed, int rows, int odd) {
    std::mt19937_64 random(seed);
    const std::vector<std::string> strange = {
        "\"-88.5\",14.1,2013-02-03,\"a \"\"b\"\"\"\n", "-88.5,14.1,2013-02-03,robo\r\n", "-88.5e0,14.1,2013-02-03,robo\n", " -88.5 ,14.1,2013-02-03, robo \n",
        "-88.5,14.1\n",                                "-88.5,14.1,2013-02-03,robo,,\n",  "-88.5,14.1,2013-02-03,robo,x\n", "\n",
        "   \n",                                       "-88.5,94.1,2013-02-03,robo\n",     "0.0,0.0,2013-02-03,robo\n",      "-88.5,14.1,2013-02-30,robo\n",
        "-88.5,14.1,2012-02-29,robo\n",                "-88.5,14.1,,robo\n",              ",14.1,2013-02-03,robo\n",        "-88.5,x,2013-02-03,robo\n",
        "-88.5,14.1,2013-02-03,viol\xC3\xB3\n",        "-88.5,14.1,2013-02-03,viol\xF3\n", "-88.5,14.1,2013-02-03,\n",      "\"a\nb\",14.1,2013-02-03,robo\n",
        "-88.5,14.1,2013-02-03T10:00:00,robo\n",       "nan,14.1,2013-02-03,robo\n",      "-88,14,2013-02-03,robo\n",       "+88.5,14.1,2013-02-03,robo\n",
    };
    std::string text = "lon,lat,date,type\n";
    for (int k = 0; k < rows; ++k) {
        if (odd > 0 && random() % static_cast<unsigned>(odd) == 0) {
            text += strange[random() % strange.size()];
            continue;
        }
        char row[96];
        std::snprintf(row, sizeof row, "-%d.%06d,%d.%06d,%d-%02d-%02d,class %d\n", static_cast<int>(80 + random() % 12), static_cast<int>(random() % 1000000), static_cast<int>(8 + random() % 10),
                      static_cast<int>(random() % 1000000), static_cast<int>(2012 + random() % 3), static_cast<int>(1 + random() % 12), static_cast<int>(1 + random() % 28), static_cast<int>(random() % 7 * (k / 20000)));
        text += row;
    }
    return text;
}

struct DrawnFeatures {
    std::string json, csv;
};

/// The same incidents as features and as rows; one feature in `odd` is written another way, or is no use.
DrawnFeatures drawn_features(std::uint64_t seed, int rows, int odd, bool lines) {
    std::mt19937_64 random(seed);
    const std::vector<std::pair<std::string, std::string>> strange = {
        {R"({"type":"Feature","properties":{"date":"2013-02-03","type":"robo"},"geometry":null})", ",,2013-02-03,robo\n"},
        {R"({"type":"Feature","properties":{"date":null,"type":"robo"},"geometry":{"type":"Point","coordinates":[-88.5,14.1]}})", "-88.5,14.1,,robo\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-30","type":"robo"},"geometry":{"type":"Point","coordinates":[-88.5,14.1]}})", "-88.5,14.1,2013-02-30,robo\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-03","type":"a \"b\" \u00f3"},"geometry":{"type":"Point","coordinates":[-88.5,14.1]}})", "-88.5,14.1,2013-02-03,\"a \"\"b\"\" \xC3\xB3\"\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-03","type":"viol\u00f3"},"geometry":{"type":"Point","coordinates":[0.0,0.0]}})", "0.0,0.0,2013-02-03,viol\xC3\xB3\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-03","type":" robo "},"geometry":{"type":"Point","coordinates":[-88.5,94.1]}})", "-88.5,94.1,2013-02-03, robo \n"},
        {R"({ "geometry" : {"coordinates":[-88.5, 14.1,3],"type":"Point"}, "properties":{"date":"2013-02-03", "type":"robo"}, "type":"Feature"})", "-88.5,14.1,2013-02-03,robo\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-03","type":""},"geometry":{"type":"Point","coordinates":[-88,14]}})", "-88,14,2013-02-03,\n"},
        {R"({"type":"Feature","properties":{"date":"2013-02-03T10:00:00","type":"robo"},"geometry":{"type":"Point","coordinates":[-88.123456789012345,14.1]}})", "-88.123456789012345,14.1,2013-02-03T10:00:00,robo\n"},
    };
    DrawnFeatures out{lines ? "" : "{\"type\":\"FeatureCollection\",\"features\":[\n", "lon,lat,date,type\n"};
    for (int k = 0; k < rows; ++k) {
        if (k > 0 && !lines) out.json += ",\n";
        if (odd > 0 && random() % static_cast<unsigned>(odd) == 0) {
            const auto& [json, csv] = strange[random() % strange.size()];
            out.json += json;
            out.csv += csv;
        } else {
            char place[48], date[16];
            std::snprintf(place, sizeof place, "-%d.%06d,%d.%06d", static_cast<int>(80 + random() % 12), static_cast<int>(random() % 1000000), static_cast<int>(8 + random() % 10), static_cast<int>(random() % 1000000));
            std::snprintf(date, sizeof date, "%d-%02d-%02d", static_cast<int>(2012 + random() % 3), static_cast<int>(1 + random() % 12), static_cast<int>(1 + random() % 28));
            const std::string type = "class " + std::to_string(random() % 7 * static_cast<unsigned>(k / 5000));
            out.json += std::string("{\"type\":\"Feature\",\"properties\":{\"date\":\"") + date + "\",\"type\":\"" + type + "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + place + "]}}";
            out.csv += std::string(place) + "," + date + "," + type + "\n";
        }
        if (lines) out.json += "\n";
    }
    out.json += lines ? "" : "]}\n";
    return out;
}

}  // namespace

TEST_CASE("Lanes read what one row after another gives: plain rows, odd rows and both, on any number of threads") {
    for (const auto& [odd, encoding] : {std::pair(0, ""), std::pair(40000, "utf-8"), std::pair(3000, "cp1252"), std::pair(300, "utf-8"), std::pair(3, "cp1252")}) {
        const drawn::Folder folder;
        std::string text = drawn_rows(static_cast<std::uint64_t>(odd) + 7, 80'000, odd);
        if (odd == 300) text.pop_back();  // a last line without its end
        const study::Study study = layer_of(folder, text, encoding);
        const Read expected = row_by_row(study);
        REQUIRE(expected.rows.size() > 10'000);
        CHECK(expected.of_other_days().size() > 10'000);
        CHECK(expected.plain == 0);
        for (const auto& [threads, block] : {std::pair(1U, 1 << 20), std::pair(2U, 1 << 20), std::pair(3U, 1 << 20), std::pair(2U, 300'000), std::pair(3U, 65'537), std::pair(1U, 7'001)}) {
            const Read found = in_lanes(study, threads, static_cast<std::size_t>(block));
            CAPTURE(odd, encoding, threads, block, expected.rows.size(), found.rows.size(), found.plain, expected.left_out.size(), found.left_out.size());
            CHECK(found.same(expected));
            if (odd == 0 && block > 65'537) CHECK(found.plain == found.rows.size());
            if (odd == 40000 && block > 65'537) CHECK(found.plain > 0);
        }
    }
}

TEST_CASE("Lanes read GeoJSON features as one after another gives, in lists and on lines, and as the same rows of a CSV") {
    for (const bool lines : {false, true}) {
        for (const int odd : {0, 50}) {
            const drawn::Folder folder;
            const DrawnFeatures drawn = drawn_features(static_cast<std::uint64_t>(odd) + 3, 20'000, odd, lines);
            study::Study study = layer_of(folder, drawn.csv, "");
            const Read by_csv = row_by_row(study);
            study::IncidentSource& source = study.incidents[0];
            source.source = folder.write(lines ? "incidents.ndjson" : "incidents.geojson", drawn.json);
            source.x = source.y = {};
            const Read expected = row_by_row(study);
            CAPTURE(lines, odd);
            CHECK(expected.plain == 0);
            CHECK(expected.places() == by_csv.places());
            CHECK(expected.of_other_days() == by_csv.of_other_days());
            CHECK(static_cast<std::int64_t>(expected.of_other_days().size()) == expected.filtered);
            for (const auto& [threads, block] : {std::pair(1U, 1 << 20), std::pair(2U, 1 << 20), std::pair(3U, 100'000), std::pair(2U, 1'000)}) {
                const Read found = in_lanes(study, threads, static_cast<std::size_t>(block));
                CAPTURE(threads, block, expected.rows.size(), found.rows.size(), found.plain, expected.left_out.size(), found.left_out.size());
                CHECK(found.same(expected));
                CHECK(found.plain > found.rows.size() / 2);
                if (odd == 0) CHECK(found.plain == found.rows.size());
            }
        }
    }
}

TEST_CASE("Too many classes are refused at the same row on any number of threads") {
    const drawn::Folder folder;
    std::string text = "lon,lat,date,type\n";
    for (int k = 0; k < 30'000; ++k) text += "-88.5,14.125,2013-02-03,class " + std::to_string(k / 25) + "\n";
    const study::Study study = layer_of(folder, text, "");
    for (const unsigned threads : {1U, 2U, 3U}) {
        layer::IncidentStream stream(study, 0, drawn::dialects());
        layer::IncidentLanes lanes(stream, threads);
        Ledger ledger;
        std::vector<Kept> plain(threads);
        try {
            parallel_stream<layer::IncidentPiece>(
                threads, [&](layer::IncidentPiece& piece) { return lanes.next(piece); }, [&](layer::IncidentPiece& piece, unsigned lane) { lanes.read(piece, lane, plain[lane]); },
                [&](layer::IncidentPiece& piece) { lanes.settle(piece, ledger); });
            FAIL("read");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::value_not_allowed);
            CHECK(error.where().row == 25'002);
        }
    }
}
