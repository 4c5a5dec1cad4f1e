// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/json_scan.hpp"
#include "source/open_guard.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;
using namespace std::string_literals;

// The classes of Nicolas Seriot's "Parsing JSON is a Minefield" (JSONTestSuite), written anew: what RFC 8259 forbids,
// where a value of a property may stand, and as a whole document; and what it allows.

namespace {

const std::vector<std::string> bad_values = {
    // arrays
    "[1 true]", "[a\xe5]", "[\"\": 1]", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]", "[\"x\"", "[x", "[3[4]]", "[\xff]", "[1:2]", "[,]", "[-]",
    "[   , \"\"]", "[\"a\",\n4\n,1,", "[1,]", "[1,,]", "[\"\x0b\x61\"\\f]", "[*]", "[\"\"", "[1,", "[1,\n1\n,1", "[{}", "[\"asd]", "['a']", "[é]",
    // literals
    "[fals]", "[nul]", "[tru]", "[True]", "[NULL]", "True", "nulls", "falsee", "[<null>]", "<.>", "[⁠]", "å", "a", "*", "\xe9", "?",
    // numbers
    "[++1234]", "[+1]", "[+Inf]", "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]", "[.2e-3]", "[0.1.2]", "[0.3e+]", "[0.3e]", "[0.e1]", "[0E+]", "[0E]",
    "[0e+]", "[0e]", "[1.0e+]", "[1.0e-]", "[1.0e]", "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e-3]", "[2.e3]", "[9.e+]", "[Inf]", "[NaN]", "NaN", "[１]",
    "[1+2]", "[0x1]", "[0x42]", "[Infinity]", "-Infinity", "[0e+-1]", "[-123.123foo]", "[123\xe5]", "[1e1\xe5]", "[0\xe5]", "[-foo]", "[- 1]", "[-012]",
    "[-.123]", "[-1x]", "[1ea]", "[1e\xe5]", "[1.]", "[.123]", "[1.2a-3]", "[1.8011670033376514H-308]", "[012]", "01", "1_000", "2@", "--1",
    "123\0"s, "[1\0]"s,
    // objects
    "[\"x\", truth]", "{[: \"x\"}", "{\"x\", null}", "{\"x\"::\"b\"}", "{🇨🇭}", "{\"a\":\"a\" 123}", "{key: 'value'}", "{\"\xb9\":\"0\",}", "{\"a\" b}",
    "{:\"b\"}", "{\"a\" \"b\"}", "{\"a\":", "{\"a\"", "{1:1}", "{9999E9999:1}", "{null:null,null:null}", "{\"id\":0,,,,,}", "{'a':0}", "{\"id\":0,}",
    "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}//", "{\"a\":\"b\",,\"c\":\"d\"}", "{a: \"b\"}", "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }", "{\"a\":\"b\"}#",
    "{\"a\":/*comment*/\"b\"}", "{,", "{]", "{[", "{", "{\"a", "{'a'", "{\"x\": true,", "{}}",
    // texts
    "[\"\\uD800\\\"]", "[\"\\uD800\\u\"]", "[\"\\uD800\\u1\"]", "[\"\\uD800\\u1x\"]", "[\"\\\0\"]"s, "[\"\\x00\"]", "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\🌀\"]",
    "[\"\\\"]", "[\"\\u00A\"]", "[\"\\uD834\\uDd\"]", "[\"\\uD800\\uD800\\x\"]", "[\"\\u\xe5\"]", "[\"\\a\"]", "[\"\\uqqqq\"]", "[\"\\\xe5\"]",
    "[\\u0020\"asd\"]", "[\\n]", "\"", "['single quote']", "abc", "[\"\\", "[\"a\0a\"]"s, "[\"new\nline\"]", "[\"\t\"]", "\"\\UA66D\"", "\"\"x",
    // blanks that are none
    "[\f]", "[\v]", "[\u2028]", "[\u00a0]", "[\x1f]",
};

const std::vector<std::string> bad_documents = {
    "{\"a\":\"b\"}#{}", "{} \"x\"", "{}]", "{},{}", "{\"\":", "{\"a\":[{\"a\":[", "\xef\xbb{}", "{}\0"s, "\0{}"s, "{}//", "// x\n{}", "#{}", "{\"asd\":\"asd\"", "{;}", "{}\xe5",
    "\xef\xbb\xbf\xef\xbb\xbf{}",
};

const std::vector<std::string> good_values = {
    "[[]   ]", "[\"\"]", "[]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]", "[1\n]", " [1]", "[1,null,null,null,2]", "[2] ", "[123e65]", "[0e+1]", "[0e1]", "[ 4]", "[-0.000000000000000000000000000000000000000001]",
    "[20e1]", "[-0]", "[-123]", "[-1]", "[-0.0]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]", "[123.456789]", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
    "{\"a\":\"b\",\"a\":\"c\"}", "{}", "{\"\":0}", "{\"foo\\u0000bar\": 42}", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "{\"a\":[]}", "{\n\"a\": \"b\"\n}", "[\"\\u0060\\u012a\\u12AB\"]",
    "[\"\\uD801\\udc37\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"\\\"\"]", "[\"a/*b*/c/*d//e\"]", "[\"\\\\a\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]", "[\"asd \"]", "[\"\U0010FFFF\"]",
    "[\"new\\u000Aline\"]", "[\"\\u0000\"]", "[\"\u2028\"]", "[\"\x7f\"]", "[\"⍂㈴⍂\"]", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]", "false", "42", "-0.1", "null", "\"asd\"", "true", "\"\"", "[\"a\"]\n", "[true]", " [] ",
};

std::string member(const std::string& value) {
    return "{\"type\":\"FeatureCollection\",\"features\":[],\"x\":" + value + "}";
}

JsonSummary scan(const TempFolder& folder, const std::string& text) {
    return scan_json(open_regular_file(folder.write("x.geojson", text), "x.geojson"));
}

}  // namespace

TEST_CASE("No value that RFC 8259 forbids is accepted, in whatever place") {
    const TempFolder folder;
    CHECK(bad_values.size() >= 170);
    for (const std::string& value : bad_values) {
        INFO(value);
        CHECK_THROWS_AS(scan(folder, member(value)), Error);
        const std::string feature = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":" + value + "}}]}";
        CHECK_THROWS_AS(scan(folder, feature), Error);
    }
    for (const std::string& document : bad_documents) {
        INFO(document);
        CHECK_THROWS_AS(scan(folder, document), Error);
    }
}

TEST_CASE("Every value that RFC 8259 allows is accepted") {
    const TempFolder folder;
    for (const std::string& value : good_values) {
        INFO(value);
        CHECK(scan(folder, member(value)).documents == 1);
    }
}
