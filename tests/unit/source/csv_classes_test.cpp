// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;
using namespace std::string_literals;

// The classes of csv-spectrum and of GDAL's own tests of CSV, written anew: what RFC 4180 and its readers agree on comes out cell by cell, and what they do not agree on is a fault of
// its row, or of the file.

namespace {

using Cells = std::vector<std::string>;

struct Good {
    std::string what, text;
    Cells columns;
    std::vector<Cells> rows;
};

const std::vector<Good> good = {
    // csv-spectrum
    {"simple", "a,b,c\n1,2,3\n", {"a", "b", "c"}, {{"1", "2", "3"}}},
    {"simple_crlf", "a,b,c\r\n1,2,3\r\n", {"a", "b", "c"}, {{"1", "2", "3"}}},
    {"comma_in_quotes", "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n", {"first", "last", "address", "city", "zip"}, {{"John", "Doe", "120 any st.", "Anytown, WW", "08123"}}},
    {"empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", {"a", "b", "c"}, {{"1", "", ""}, {"2", "3", "4"}}},
    {"empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", {"a", "b", "c"}, {{"1", "", ""}, {"2", "3", "4"}}},
    {"escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", {"a", "b"}, {{"1", "ha \"ha\" ha"}, {"3", "4"}}},
    {"json", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n", {"key", "val"}, {{"1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"}}},
    {"newlines", "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n", {"a", "b", "c"}, {{"1", "2", "3"}, {"Once upon \na time", "5", "6"}, {"7", "8", "9"}}},
    {"newlines_crlf", "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n", {"a", "b", "c"}, {{"1", "2", "3"}, {"Once upon \r\na time", "5", "6"}, {"7", "8", "9"}}},
    {"quotes_and_newlines", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", {"a", "b"}, {{"1", "ha \n\"ha\" \nha"}, {"3", "4"}}},
    {"utf8", "a,b,c\n1,2,3\n4,5,ʤ\n", {"a", "b", "c"}, {{"1", "2", "3"}, {"4", "5", "ʤ"}}},
    // GDAL's
    {"no end of line at the end", "a,b\n1,2", {"a", "b"}, {{"1", "2"}}},
    {"old end of line", "a,b\r1,2\r3,4\r", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
    {"mixed ends of lines", "a,b\r\n1,2\n3,4\r\n", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
    {"semicolons", "a;b\n1,5;2\n2,5;3\n", {"a", "b"}, {{"1,5", "2"}, {"2,5", "3"}}},
    {"tabs", "a\tb\n1\t2,3\n4\t5,6\n", {"a", "b"}, {{"1", "2,3"}, {"4", "5,6"}}},
    {"bars", "a|b\n1|2\n3|4\n", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
    {"a byte order mark", "\xEF\xBB\xBF" "a,b\n1,2\n", {"a", "b"}, {{"1", "2"}}},
    {"a byte order mark before a quote", "\xEF\xBB\xBF" "\"a\",b\n1,2\n", {"a", "b"}, {{"1", "2"}}},
    {"quoted names", "\"a, b\",\"c\"\"d\"\n1,2\n", {"a, b", "c\"d"}, {{"1", "2"}}},
    {"numbers in quotes", "a,b\n\"007\",\"1,5\"\n", {"a", "b"}, {{"007", "1,5"}}},
    {"a name twice", "a,a\n1,2\n", {"a", "a_2"}, {{"1", "2"}}},
    {"a name that is missing", "a,,c\n1,2,3\n", {"a", "column_2", "c"}, {{"1", "2", "3"}}},
    {"blanks around cells", "a,b\n 1 , 2\n", {"a", "b"}, {{" 1 ", " 2"}}},
    {"empty lines between rows", "a,b\n\n1,2\n\n\n3,4\n\n", {"a", "b"}, {{"1", "2"}, {"3", "4"}}},
    {"a header and nothing else", "a,b\n", {"a", "b"}, {}},
    {"empty cells at the end of a row", "a,b\n1,2,,\n", {"a", "b"}, {{"1", "2"}}},
    {"a quote within a cell", "a,b\n12\",2\n", {"a", "b"}, {{"12\"", "2"}}},
    {"delimiters alone", "a,b,c\n,,\n1,2,3\n", {"a", "b", "c"}, {{"", "", ""}, {"1", "2", "3"}}},
};

struct Bad {
    std::string what, row;
    ErrorCode why;
};

// One row between two good ones.
const std::vector<Bad> bad = {
    {"a cell too few", "1\n", ErrorCode::row_ragged},
    {"a cell too many", "1,2,3\n", ErrorCode::row_ragged},
    {"text behind a quote", "\"1\"x,2\n", ErrorCode::row_bad_quote},
    {"a blank behind a quote", "\"1\" x,2\n", ErrorCode::row_bad_quote},
    {"a quote that is not doubled", "\"1\"2\",3\n", ErrorCode::row_bad_quote},
    {"a quote that does not close", "\"1,2\n", ErrorCode::row_bad_quote},
    {"a byte of zero", "1,\0002\n"s, ErrorCode::row_nul_byte},
    {"bytes of no encoding", "1,\xC3\x28\n", ErrorCode::encoding_invalid},
    {"an overlong letter", "1,\xC0\xAF\n", ErrorCode::encoding_invalid},
    {"half a pair of UTF-16 in UTF-8", "1,\xED\xA0\x80\n", ErrorCode::encoding_invalid},
    {"a letter cut at the end", "1,\xC3\n", ErrorCode::encoding_invalid},
    {"a cell beyond a mebibyte", "1," + std::string((1 << 20) + 1, 'x') + "\n", ErrorCode::file_limit},
};

}  // namespace

TEST_CASE("What readers of CSV agree on is read cell by cell, whatever the block") {
    const TempFolder folder;
    for (const Good& one : good) {
        INFO(one.what);
        ReadPlan plan = plan_for(folder.write("x.csv", one.text));
        for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
            plan.block_bytes = block;
            const Content content = read_all(plan);
            CHECK(content.columns == one.columns);
            std::vector<Cells> rows;
            for (const Row& row : content.rows) rows.push_back(row.cells);
            CHECK(rows == one.rows);
            CHECK(content.faults.empty());
        }
    }
}

TEST_CASE("What they do not agree on is a fault of its row, with its line, and of no other") {
    const TempFolder folder;
    for (const Bad& one : bad) {
        INFO(one.what);
        const Content content = read_all(folder.write("x.csv", "a,b\n0,0\n" + one.row + "9,9\n"));
        REQUIRE(content.faults.size() == 1);
        CHECK(content.faults[0].code == one.why);
        CHECK(content.faults[0].row == 3);
        REQUIRE(content.rows.size() == 2);
        CHECK(content.rows[1].cells == Cells{"9", "9"});
    }
}
