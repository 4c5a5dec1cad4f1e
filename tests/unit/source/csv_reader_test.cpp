// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/csv_tokenizer.hpp"
#include "source/open_guard.hpp"

#include <random>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

/// What a record is, found by a reader that shares no idea with the engine's: the whole text in memory, one byte at a
/// time.
struct Plain {
    using Cells = std::vector<std::string>;

    std::string text;
    std::size_t columns;

    struct Found {
        std::vector<Row> rows;
        std::vector<std::pair<std::int64_t, ErrorCode>> faults;
    };

    std::size_t line_end_length(std::size_t at) const {
        if (text[at] == '\n') return 1;
        if (text[at] == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
        return 0;
    }

    /// Cells of the record at `at`, which is left behind it; false where a quote is bad.
    bool record(std::size_t& at, std::int64_t& line, Cells& cells) const {
        cells.assign(1, "");
        while (at < text.size()) {
            if (text[at] == '"') {
                ++at;
                for (;;) {
                    if (at == text.size()) return false;
                    if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
                        cells.back() += '"';
                        at += 2;
                    } else if (text[at] == '"') {
                        ++at;
                        break;
                    } else {
                        if (const std::size_t length = line_end_length(at)) {
                            ++line;
                            cells.back() += text.substr(at, length);
                            at += length;
                        } else {
                            cells.back() += text[at++];
                        }
                    }
                }
                if (at < text.size() && text[at] != ',' && line_end_length(at) == 0) return false;
            } else {
                while (at < text.size() && text[at] != ',' && line_end_length(at) == 0) cells.back() += text[at++];
            }
            if (at == text.size()) break;
            if (text[at] == ',') {
                ++at;
                cells.emplace_back();
                continue;
            }
            at += line_end_length(at);
            break;
        }
        ++line;
        return true;
    }

    Found all() const {
        Found found;
        std::int64_t line = 1;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t begin = at;
            const std::int64_t begin_line = line;
            Cells cells;
            if (!record(at, line, cells)) {
                at = begin;
                while (at < text.size() && line_end_length(at) == 0) ++at;
                at += at < text.size() ? line_end_length(at) : 0;
                line = begin_line + 1;
                found.faults.emplace_back(begin_line, ErrorCode::row_bad_quote);
                continue;
            }
            const std::string raw = text.substr(begin, at - begin);
            if (raw.find_first_not_of(" \t\r\n") == std::string::npos) continue;
            judge(found, begin_line, cells, raw);
        }
        return found;
    }

    void judge(Found& found, std::int64_t line, const Cells& cells, const std::string& raw) const {
        bool surplus = false;
        for (std::size_t i = columns; i < cells.size(); ++i) {
            surplus = surplus || cells[i].find_first_not_of(" \t\r\n") != std::string::npos;
        }
        if (raw.find('\0') != std::string::npos) {
            found.faults.emplace_back(line, ErrorCode::row_nul_byte);
        } else if (cells.size() < columns || surplus) {
            found.faults.emplace_back(line, ErrorCode::row_ragged);
        } else if (raw.find('\xE1') != std::string::npos) {
            found.faults.emplace_back(line, ErrorCode::encoding_invalid);
        } else {
            found.rows.push_back(
                {line, Cells(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(columns)), ""});
        }
    }
};

std::string random_csv(std::mt19937& random) {
    const std::string_view pieces[] = {"a",  "bc", "\"",   "\"\"", ",",   ",",     ",",
                                       "\n", "\n", "\r\n", "\r",   " ",   "\"x\"", "\"x,\ny\"",
                                       "ñ",  "d",  ",\"",  "\",",  "e,f", "1,2\n", "\"\n"};
    std::string text = "x,y,z\n";
    const std::size_t count = random() % 60;
    for (std::size_t i = 0; i < count; ++i) {
        const auto pick = random() % 100;
        text += pick == 0   ? std::string_view("\0", 1)
                : pick == 1 ? std::string_view("\xE1")
                            : pieces[random() % std::size(pieces)];
    }
    return text;
}

void check_same(const Content& got, const Plain::Found& wanted) {
    CHECK(got.rows == wanted.rows);
    REQUIRE(got.faults.size() == wanted.faults.size());
    for (std::size_t i = 0; i < wanted.faults.size(); ++i) {
        CHECK(got.faults[i].row == wanted.faults[i].first);
        CHECK(got.faults[i].code == wanted.faults[i].second);
    }
}

std::vector<std::int64_t> rows_of(const Content& content) {
    std::vector<std::int64_t> rows;
    for (const Row& row : content.rows) rows.push_back(row.row);
    return rows;
}

}  // namespace

TEST_CASE("Any block size gives the rows and faults that a plain reader finds") {
    const TempFolder folder;
    std::mt19937 random(44);
    for (int round = 0; round < 150; ++round) {
        const std::string text = random_csv(random);
        Plain plain{text, 3};
        const auto wanted = [&plain] {
            auto found = plain.all();
            found.rows.erase(found.rows.begin());  // the header
            return found;
        }();
        ReadPlan plan = plan_for(folder.write("random.csv", text));
        plan.delimiter = ',';
        for (std::size_t block = 1; block <= 64; block += 1 + static_cast<std::size_t>(round % 3)) {
            INFO("round " << round << ", block of " << block << ", text " << text);
            plan.block_bytes = block;
            plan.batch_rows = 1 + block % 7;
            check_same(read_all(plan), wanted);
        }
    }
}

TEST_CASE("A row is numbered by the line where it begins") {
    const TempFolder folder;
    const auto content = read_all(folder.write("lines.csv", "a,b\r\n1,\"x\r\ny\nz\rw\"\r\n\r\n2,u\n   \n3,v"));
    CHECK(rows_of(content) == std::vector<std::int64_t>{2, 7, 9});
    CHECK(content.rows[0].cells[1] == "x\r\ny\nz\rw");
}

TEST_CASE("Line feeds, carriage returns and both end lines, and the last line may have none") {
    const TempFolder folder;
    for (const char* const text : {"a,b\n1,2\n3,4", "a,b\r1,2\r3,4", "a,b\r\n1,2\r\n3,4\r\n",
                                   "\xEF\xBB\xBF"
                                   "a,b\n1,2\r\n3,4\r"}) {
        const auto content = read_all(folder.write("ends.csv", text));
        CHECK(content.columns == std::vector<std::string>{"a", "b"});
        REQUIRE(content.rows.size() == 2);
        CHECK(content.rows[1] == Row{3, {"3", "4"}, ""});
    }
}

TEST_CASE("Rows with a cell too few or too many are faults with their line, empty cells at the end are not") {
    const TempFolder folder;
    const auto content = read_all(folder.write("ragged.csv", "a,b\n1\n1,2,3\n1,2,, \n1,2\n"));
    CHECK(rows_of(content) == std::vector<std::int64_t>{4, 5});
    REQUIRE(content.faults.size() == 2);
    CHECK(content.faults[0].code == ErrorCode::row_ragged);
    CHECK(content.faults[0].row == 2);
    CHECK(content.faults[0].value == "1 / 2");
    CHECK(content.faults[1].row == 3);
    CHECK(content.faults[1].value == "3 / 2");
}

TEST_CASE("A lost quote costs one line, not the rest of the file") {
    const TempFolder folder;
    std::string text = "a,b\n1,2\n3,\"lost\n";
    for (int i = 0; i < 120000; ++i) {
        text += "row," + std::to_string(i) + "\n";
    }
    REQUIRE(text.size() > CsvTokenizer::longest_record);
    const auto content = read_all(folder.write("lost.csv", text));
    REQUIRE(content.faults.size() == 1);
    CHECK(content.faults[0].code == ErrorCode::row_bad_quote);
    CHECK(content.faults[0].row == 3);
    CHECK(content.rows.size() == 120001);
    CHECK(content.rows.back().row == 120003);
}

TEST_CASE("A line of one mebibyte is read and one byte more is a fault, whatever the block") {
    const TempFolder folder;
    const std::string fits = "1," + std::string(CsvTokenizer::longest_record - 2, 'x');
    const std::string text = "a,b\n" + fits + "\n" + fits + "y\n2,z\n" + fits + "y";
    for (const std::size_t block :
         {std::size_t{4096}, std::size_t{65537}, std::size_t{1} << 20, std::size_t{8} << 20}) {
        ReadPlan plan = plan_for(folder.write("long.csv", text));
        plan.block_bytes = block;
        const auto content = read_all(plan);
        CHECK(rows_of(content) == std::vector<std::int64_t>{2, 4});
        REQUIRE(content.faults.size() == 2);
        CHECK(content.faults[0].code == ErrorCode::file_limit);
        CHECK(content.faults[0].row == 3);
        CHECK(content.faults[1].row == 5);
    }
}

TEST_CASE("Latin-1 bytes in a UTF-8 file are faults that show how they would read") {
    const TempFolder folder;
    const auto path = folder.write("latin.csv", "n,depto\n1,Atl\xE1ntida\n2,Atl\xC3\xA1ntida\n3,plain\n");
    const auto content = read_all(path);
    CHECK(rows_of(content) == std::vector<std::int64_t>{3, 4});
    REQUIRE(content.faults.size() == 1);
    CHECK(content.faults[0].code == ErrorCode::encoding_invalid);
    CHECK(content.faults[0].column == "depto");
    CHECK(content.faults[0].value == "Atl\xC3\xA1ntida (encoding = \"cp1252\"?)");
}

TEST_CASE("A file declared as CP1252 arrives as UTF-8, header and cells") {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("cp1252.csv", "n\xFAmero;pa\xEDs\n1;Espa\xF1\x61 \x80\n"));
    plan.encoding = "cp1252";
    const auto content = read_all(plan);
    CHECK(content.columns == std::vector<std::string>{"número", "país"});
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"1", "España €"});
}

TEST_CASE("Every batch but the last has the rows asked for, whatever the block size") {
    const TempFolder folder;
    std::string text = "a\n";
    for (int i = 0; i < 25; ++i) text += std::to_string(i) + "\n";
    for (const std::size_t block : {std::size_t{1}, std::size_t{13}, std::size_t{1} << 20}) {
        ReadPlan plan = plan_for(folder.write("batches.csv", text));
        plan.batch_rows = 10;
        plan.block_bytes = block;
        CHECK(read_all(plan).batch_sizes == std::vector<std::size_t>{10, 10, 5});
    }
}

TEST_CASE("Who keeps a batch's storage keeps its cells while reading goes on") {
    const TempFolder folder;
    std::string text = "a,b\n";
    for (int i = 0; i < 1000; ++i) text += std::to_string(i) + ",v" + std::to_string(i) + "\n";
    ReadPlan plan = plan_for(folder.write("kept.csv", text));
    plan.block_bytes = 64;
    plan.batch_rows = 10;
    const auto reader = open_rows(plan);
    RowBatch first, rest;
    REQUIRE(reader->next(first));
    while (reader->next(rest)) {
    }
    REQUIRE(first.size() == 10);
    CHECK(first.cells[1][0] == "v0");
    CHECK(first.cells[1][9] == "v9");
    CHECK(reader->progress() == 1.0);
}

TEST_CASE("A file of nothing but faults still reports them") {
    const TempFolder folder;
    const auto content = read_all(folder.write("faults.csv", "a,b\n1\n2\n3\n"));
    CHECK(content.rows.empty());
    CHECK(content.faults.size() == 3);
}

TEST_CASE("Codes keep their zeros and cells their blanks") {
    const TempFolder folder;
    const auto content = read_all(folder.write("codes.csv", "code,name\n0501, San Pedro Sula \n"));
    REQUIRE(content.rows.size() == 1);
    CHECK(content.rows[0].cells == std::vector<std::string>{"0501", " San Pedro Sula "});
}

TEST_CASE("A CSV that is open already is read without being opened again") {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("gone.csv", "a,b\n1,2\n3,4\n"));
    plan.opened = opened_file(plan);
    std::filesystem::remove(plan.path);
    CHECK(sniff_csv(plan).columns == std::vector<std::string>{"a", "b"});
    const auto reader = open_rows(plan);
    RowBatch batch;
    REQUIRE(reader->next(batch));
    CHECK(batch.size() == 2);
    CHECK(batch.cells[1][1] == "4");
    plan.opened.reset();
    CHECK(error_of([&] { open_rows(plan); }).code() == ErrorCode::file_missing);
}
