// SPDX-License-Identifier: Apache-2.0
#include "layer/written_degrees.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace presencia;
using layer::read_degrees;
using layer::read_pair;

namespace {

struct Case {
    std::string text;
    double degrees;
    char side;
};

}  // namespace

TEST_CASE("degrees, minutes and seconds are read in the spellings that people use") {
    // Worked by hand: 5/60 = 0.083333..., 12.3/3600 = 0.0034166...; 12/60 = 0.2; 30/3600 = 0.0083333...
    const double north = 14.0 + 5.0 / 60.0 + 12.3 / 3600.0;
    const double west = -(87.0 + 12.0 / 60.0 + 30.0 / 3600.0);
    const std::vector<Case> cases = {
        {"14°05'12.3\"N", north, 'N'},      {"14º 05' 12.3\" N", north, 'N'},   {"14° 5′ 12,3″ N", north, 'N'},
        {"14 05 12.3 N", north, 'N'},       {"N 14 05 12.3", north, 'N'},       {"N14°05'12.3''", north, 'N'},
        {"14:05:12.3N", north, 'N'},        {"14-05-12.3 N", north, 'N'},       {"Lat. 14°05'12.3\" norte", north, 'N'},
        {"14 05 12.3", north, '\0'},        {"14d05m12.3s N", north, 'N'},      {"14g 05m 12.3s", north, '\0'},
        {"87°12'30\"W", west, 'W'},         {"87°12'30\"O", west, 'W'},         {"87° 12' 30\" oeste", west, 'W'},
        {"O87 12 30", west, 'W'},           {"-87°12'30\"", west, '\0'},        {"−87 12 30", west, '\0'},
        {"87°12’30”O", west, 'W'},          {"871230W", west, 'W'},             {"0871230W", west, 'W'},
        {"-87 12 30 W", west, 'W'},         {"longitud 87°12'30\" O.", west, 'W'},
        {"N14°05.2'", 14.0 + 5.2 / 60.0, 'N'}, {"14.0867° N", 14.0867, 'N'},    {"14,0867 N", 14.0867, 'N'},
        {"1405N", 14.0 + 5.0 / 60.0, 'N'},  {"12 30 15 S", -(12.0 + 30.0 / 60.0 + 15.0 / 3600.0), 'S'},
        {"S12 30", -12.5, 'S'},             {"12°30'15\" sur", -(12.0 + 30.0 / 60.0 + 15.0 / 3600.0), 'S'},
        {"-87.2", -87.2, '\0'},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        const auto read = read_degrees(one.text);
        REQUIRE(read);
        CHECK(read->degrees == Approx(one.degrees).margin(1e-9));
        CHECK(read->side == one.side);
    }
}

TEST_CASE("what is no degree is not taken for one") {
    for (const char* text : {"", " ", "N", "abc", "14°60'00\"N", "14°05'60\"N", "181 W", "91 N", "14.5 05 12 N", "1 2 3 4", "14 05 12 N W", "-14 05 N",
                             "14'05\"", "calle 14 N 5", "12/03/2013", "1e3", "0x1F N", "1.2.3"}) {
        INFO(text);
        CHECK_FALSE(read_degrees(text));
    }
}

TEST_CASE("a plain number is told from a degree that is marked") {
    CHECK_FALSE(read_degrees("-87.2")->marked);
    CHECK(read_degrees("87.2 W")->marked);
    CHECK(read_degrees("87 12")->marked);
    CHECK(read_degrees("87.2°")->marked);
}

TEST_CASE("a pair in one cell is cut into its halves") {
    struct Pair {
        std::string text, first, second;
        bool point = false;
    };
    const std::vector<Pair> cases = {
        {"14.08, -87.2", "14.08", "-87.2"},       {"14.08,-87.2", "14.08", "-87.2"},
        {"(14.08, -87.2)", "14.08", "-87.2"},     {"[14.08 -87.2]", "14.08", "-87.2"},
        {"14.08 -87.2", "14.08", "-87.2"},        {"14.08;-87.2", "14.08", "-87.2"},
        {"14,08; -87,2", "14,08", "-87,2"},       {"14,08 -87,2", "14,08", "-87,2"},
        {"14,08, -87,2", "14,08", "-87,2"},       {"14,08,-87,2", "14,08", "-87,2"},
        {"14.08 / -87.2", "14.08", "-87.2"},      {"14.08 , -87.2", "14.08", "-87.2"},
        {"POINT(-87.2 14.08)", "-87.2", "14.08", true}, {"Point (-87.2 14.08)", "-87.2", "14.08", true},
        {"14°05'12\"N, 87°12'30\"W", "14°05'12\"N", "87°12'30\"W"},
        {"14°05'12\"N 87°12'30\"O", "14°05'12\"N", "87°12'30\"O"},
        {"N14 05 12 W87 12 30", "N14 05 12", "W87 12 30"},
        {"14°05'12,5\"N 87°12'30,5\"W", "14°05'12,5\"N", "87°12'30,5\"W"},
    };
    for (const Pair& one : cases) {
        INFO(one.text);
        const auto pair = read_pair(one.text);
        REQUIRE(pair);
        CHECK(pair->first == one.first);
        CHECK(pair->second == one.second);
        CHECK(pair->point == one.point);
    }
    for (const char* text : {"", "14.08", "(14.08, -87.2", "14.08,", ",-87.2", "a b c d", "()"}) {
        INFO(text);
        CHECK_FALSE(read_pair(text));
    }
}
