// SPDX-License-Identifier: Apache-2.0
#include "source/csv_tokenizer.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using namespace presencia::source;

namespace {

std::vector<std::string> first_row(std::string text, char delimiter = ',') {
    const std::size_t size = text.size();
    text.resize(size + CsvTokenizer::padding);
    CsvTokenizer tokenizer(delimiter);
    tokenizer.feed(text.data(), size, true);
    REQUIRE(tokenizer.next() == CsvRecord::row);
    return {tokenizer.cells().begin(), tokenizer.cells().end()};
}

CsvRecord first_verdict(std::string text) {
    const std::size_t size = text.size();
    text.resize(size + CsvTokenizer::padding);
    CsvTokenizer tokenizer(',');
    tokenizer.feed(text.data(), size, true);
    return tokenizer.next();
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("Marks found sixteen bytes at a time are those found one by one") {
    std::mt19937 random(20110321);
    for (int round = 0; round < 2000; ++round) {
        char bytes[64];
        for (char& byte : bytes) {
            constexpr char alphabet[] = {',', ';', '"', '\n', '\r', '\0', 'a', '\x80', '\xff', '!', '-', '+'};
            byte = alphabet[random() % sizeof alphabet];
        }
        const CsvMarks fast = find_marks(bytes, ';');
        const CsvMarks plain = find_marks_plain(bytes, ';');
        REQUIRE(fast.marks == plain.marks);
        REQUIRE(fast.high == plain.high);
    }
}

TEST_CASE("Cells are cut at the delimiter and nowhere else") {
    CHECK(first_row("a,b;c,,d\n") == Cells{"a", "b;c", "", "d"});
    CHECK(first_row("a;b,c;", ';') == Cells{"a", "b,c", ""});
    CHECK(first_row("lone") == Cells{"lone"});
}

TEST_CASE("Quotes keep delimiters, line ends and doubled quotes inside a cell") {
    CHECK(first_row("\"a,b\",\"c\nd\",\"e\r\nf\"\n") == Cells{"a,b", "c\nd", "e\r\nf"});
    CHECK(first_row("\"say \"\"hola\"\"\",x\n") == Cells{"say \"hola\"", "x"});
    CHECK(first_row("\"\"\"\",\"\",\"\"\"\"\"\"\n") == Cells{"\"", "", "\"\""});
}

TEST_CASE("A quote within an unquoted cell is a letter") {
    CHECK(first_row("Colonia \"La Paz\",5\" pipe\n") == Cells{"Colonia \"La Paz\"", "5\" pipe"});
}

TEST_CASE("Text behind a closing quote and quotes that never close are refused") {
    CHECK(first_verdict("\"a\"b,c\n") == CsvRecord::bad_quote);
    CHECK(first_verdict("\"a\" ,c\n") == CsvRecord::bad_quote);
    CHECK(first_verdict("a,\"b\nc,d\n") == CsvRecord::bad_quote);
    CHECK(first_verdict("\"") == CsvRecord::bad_quote);
    CHECK(first_verdict("\"a\"\"") == CsvRecord::bad_quote);
}

TEST_CASE("A NUL byte marks its record, quoted or not") {
    CHECK(first_verdict(std::string("5\0 1,2\n", 7)) == CsvRecord::nul_byte);
    CHECK(first_verdict(std::string("\"5\0 1\",2\n", 9)) == CsvRecord::nul_byte);
    CHECK(first_verdict(std::string("\"5\"\0,2\n", 7)) == CsvRecord::bad_quote);
}

TEST_CASE("A record of many cells is counted whole even where they are not all kept") {
    std::string text(5000, ',');
    const std::size_t size = text.size();
    text.resize(size + CsvTokenizer::padding);
    CsvTokenizer tokenizer(',');
    tokenizer.feed(text.data(), size, true);
    REQUIRE(tokenizer.next() == CsvRecord::row);
    CHECK(tokenizer.cell_count() == 5001);
    CHECK(tokenizer.cells().size() == CsvTokenizer::most_cells);
}
