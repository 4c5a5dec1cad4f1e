// SPDX-License-Identifier: Apache-2.0
#include "study/toml_value.hpp"

#include <catch2/catch.hpp>

using presencia::study::one_line_value;
using presencia::study::toml_text;

namespace {

std::string line(std::string_view text) {
    return one_line_value(text).value_or("no value");
}

}  // namespace

TEST_CASE("a value of TOML is written again in one line, as it is meant and not as it was spelled") {
    CHECK(line("\"x\" # c") == "\"x\"");
    CHECK(line("'C:\\tablas'") == "\"C:\\\\tablas\"");
    CHECK(line("\"\"\"\nPeñón\n\"\"\"") == "\"Peñón\\u000A\"");
    CHECK(line("0x1F") == "31");
    CHECK(line("1_000") == "1000");
    CHECK(line("-2") == "-2");
    CHECK(line("0.1") == "0.1");
    CHECK(line("5.0") == "5.0");
    CHECK(line("1e300") == "1e+300");
    CHECK(line("true # ja") == "true");
    CHECK(line("2013-01-31") == "2013-01-31");
    CHECK(line("2013-01-31T10:20:30Z") == "2013-01-31T10:20:30Z");
    CHECK(line("10:20:30") == "10:20:30");
    CHECK(line("[ 'a', # first\n \"b\",\n]") == "[\"a\", \"b\"]");
    CHECK(line("[]") == "[]");
    CHECK(line("{ value='HND' }") == "{ value = \"HND\" }");
    CHECK(line("{ column = 'tipo', map = { 'con blanco' = 'social', PNC = 'border' } }").find("\"con blanco\" = \"social\"") != std::string::npos);
}

TEST_CASE("what is written again means the same: writing it once more changes nothing") {
    for (const char* text : {"\"a\\\"b\\\\c\\u0007\"", "[1, 2.5, [true, { a = 1 }]]", "{ a = { b = ['x'] } }", "1e-7", "123456789.125", "inf", "-inf", "nan"}) {
        INFO(text);
        REQUIRE(one_line_value(text));
        CHECK(line(line(text)) == line(text));
    }
}

TEST_CASE("what is no value, or more than one, is none") {
    for (const char* text : {"", "cp850", "\"x\" y", "\"x\"\nother = 1", "\"x\"\n[table]", "\"x", "# only a comment", "2013-02-30"}) {
        INFO(text);
        CHECK_FALSE(one_line_value(text));
    }
}

TEST_CASE("a text is quoted so that it is read as it is") {
    CHECK(toml_text("Peñón \"El\" \\ \t") == "\"Peñón \\\"El\\\" \\\\ \\u0009\"");
    CHECK(line(toml_text("a # b\nc = 1")) == toml_text("a # b\nc = 1"));
}
