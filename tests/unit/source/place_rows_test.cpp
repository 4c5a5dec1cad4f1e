// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/place_rows.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

struct Read {
    std::vector<std::string> pairs;
    std::vector<std::int64_t> rows;
    std::vector<PlacePart> parts;
    std::vector<Reject> faults;
    std::size_t largest = 0;
    PlaceCounts counts;
};

/// Column 0 is an id, column 1 a pair.
Read read_places(const std::string& text, std::size_t batch_rows) {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("a.csv", text));
    plan.batch_rows = batch_rows;
    PlaceRows reader(open_rows(plan), {.pair = 1, .x = {}, .y = {}, .beside = {}}, batch_rows);
    Read out;
    RowBatch batch;
    while (reader.next(batch)) {
        out.largest = std::max(out.largest, batch.size());
        REQUIRE(batch.part.size() == batch.size());
        out.pairs.insert(out.pairs.end(), batch.cells[1].begin(), batch.cells[1].end());
        out.rows.insert(out.rows.end(), batch.row.begin(), batch.row.end());
        out.parts.insert(out.parts.end(), batch.part.begin(), batch.part.end());
        out.faults.insert(out.faults.end(), batch.faults.begin(), batch.faults.end());
    }
    out.counts = *reader.place_counts();
    return out;
}

}  // namespace

TEST_CASE("Rows of several places come in batches that are never larger than asked, whatever their lists") {
    const std::string text = "id,pos\nA,1 2|3 4|5 6|7 8|9 10\nB,11 12\nC,13 14|15 16\n";
    for (const std::size_t rows : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{100}}) {
        const Read all = read_places(text, rows);
        INFO(rows);
        CHECK(all.pairs == std::vector<std::string>{"1 2", "3 4", "5 6", "7 8", "9 10", "11 12", "13 14", "15 16"});
        CHECK(all.rows == std::vector<std::int64_t>{2, 2, 2, 2, 2, 3, 4, 4});
        CHECK(all.largest <= rows);
        CHECK(all.parts[4].number == 5);
        CHECK(all.parts[4].of == 5);
        CHECK(all.parts[5].of == 1);
        CHECK(all.counts.rows == 2);
        CHECK(all.counts.places == 7);
    }
}

TEST_CASE("A row of more than 100,000 places is a fault, and the next row is read") {
    std::string pairs = "1 2";
    for (std::size_t k = 1; k < PlaceRows::most_places; ++k) pairs += "|1 2";
    const Read most = read_places("id,pos\nA," + pairs + "\nB,11 12\n", 32'768);
    CHECK(most.faults.empty());
    CHECK(most.pairs.size() == PlaceRows::most_places + 1);
    const Read more = read_places("id,pos\nA," + pairs + "|1 2\nB,11 12\n", 32'768);
    REQUIRE(more.faults.size() == 1);
    CHECK(more.faults[0].code == ErrorCode::file_limit);
    CHECK(more.faults[0].row == 2);
    CHECK(more.pairs == std::vector<std::string>{"11 12"});
}
