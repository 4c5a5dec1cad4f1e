// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <catch2/catch.hpp>

#include <clocale>
#include <cmath>
#include <limits>

namespace text = presencia::text;

TEST_CASE("Names are compared without accents, case, punctuation and doubled blanks") {
    CHECK(text::fold("  SAN  JOSÉ ") == "san jose");
    CHECK(text::fold("Peñas Blancas") == "penas blancas");
    CHECK(text::fold("Cod.\r\nDepto.") == "cod depto");
    CHECK(text::fold("Jose\u0301") == text::fold("José"));
    CHECK(text::fold("ÀÉÎÕÜ Ñandú ÿ") == "aeiou nandu y");
}

TEST_CASE("Blanks go from both ends, non-breaking ones too") {
    CHECK(text::trim("\u00a0 \t0101\u00a0\r\n") == "0101");
    CHECK(text::trim("   ").empty());
}

TEST_CASE("Bytes that are not UTF-8 are told") {
    CHECK(text::valid_utf8("Año €"));
    CHECK_FALSE(text::valid_utf8("A\xf1o"));
    CHECK_FALSE(text::valid_utf8("\xc0\xaf"));
    CHECK_FALSE(text::valid_utf8("\xed\xa0\x80"));
    CHECK(text::cp1252_to_utf8("A\xf1o \x80") == "Año €");
}

TEST_CASE("Numbers are read whole, whatever the locale") {
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    CHECK(text::parse_double("1.5") == 1.5);
    CHECK(text::parse_double("+2e3") == 2000.0);
    CHECK_FALSE(text::parse_double("1,5").has_value());
    CHECK_FALSE(text::parse_double("12abc").has_value());
    CHECK_FALSE(text::parse_double("").has_value());
    CHECK_FALSE(text::parse_double("+-1").has_value());
    CHECK(std::isinf(*text::parse_double("1e999")));
    CHECK(text::parse_double_comma("51,5") == 51.5);
    CHECK_FALSE(text::parse_double_comma("1.234,5").has_value());
    CHECK(text::parse_integer("0101") == 101);
    CHECK_FALSE(text::parse_integer("1.0").has_value());
    CHECK(text::format_fixed(1234.5, 1) == "1234.5");
    std::setlocale(LC_ALL, "C");
}

TEST_CASE("Numbers are written with the digits asked for and no sign on zero") {
    CHECK(text::format_significant(1.0 / 3.0) == "0.333333333333");
    CHECK(text::format_significant(42442462.0) == "42442462");
    CHECK(text::format_significant(std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(text::format_fixed(-0.04, 1) == "0.0");
    CHECK(text::format_fixed(0.15, 1) == "0.2");
    CHECK(text::format_fixed(2.5, 0) == "3");
    CHECK(text::format_count(1234567, false) == "1,234,567");
    CHECK(text::format_count(-1234.4, true) == "-1\u202f234");
    CHECK(text::round_decimals(43.2161, 1) == 43.2);
}

TEST_CASE("A mistyped key is told the nearest one, and a far one nothing") {
    const std::vector<std::string> keys{"source", "country", "population"};
    CHECK(text::nearest("sorce", keys) == "source");
    CHECK(text::nearest("populaton", keys) == "population");
    CHECK(text::nearest("zzz", keys).empty());
}

TEST_CASE("Long values are clipped between letters") {
    CHECK(text::clip("corto", 80) == "corto");
    CHECK(text::clip("ñññññ", 8) == "ññ…");
}
