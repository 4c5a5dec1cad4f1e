// SPDX-License-Identifier: Apache-2.0
#include "core/plain_values.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "tests/unit/core/drawn_text.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <random>
#include <string>

using namespace presencia;

namespace {

std::optional<double> coordinate(const std::string& text) {
    const std::string with_room = text + std::string(plain::coordinate_room, ' ');
    return plain::coordinate(std::string_view(with_room).substr(0, text.size()), with_room.size());
}

}  // namespace

TEST_CASE("A plain coordinate is the nearest double, to the bit, and odd texts are left to others") {
    std::mt19937_64 random(1);
    int read = 0;
    for (int k = 0; k < 400'000; ++k) {
        std::string text;
        if (k % 4 == 0) {
            text = drawn::text(random, "0123456789.-+eE, ", 13);
        } else {
            text = (random() % 2 ? "-" : "") + std::to_string(random() % 181) + "." + drawn::text(random, "0123456789", 9);
        }
        const auto fast = coordinate(text);
        if (!fast) continue;
        ++read;
        const auto sure = text::parse_double(text);
        CAPTURE(text);
        REQUIRE(sure.has_value());
        REQUIRE(std::bit_cast<std::uint64_t>(*fast) == std::bit_cast<std::uint64_t>(*sure));
    }
    CHECK(read > 200'000);
    for (const char* const text : {"", "-", ".", "1", "-.5", "1.", "1234.5", "1.123456789", "1.5e1", " 1.5", "1.5 ", "+1.5", "1,5", "1.5x", "nan"}) {
        CAPTURE(text);
        CHECK(!coordinate(text));
    }
    CHECK(coordinate("-88.123456") == -88.123456);
    CHECK(std::bit_cast<std::uint64_t>(coordinate("-0.0").value()) == std::bit_cast<std::uint64_t>(-0.0));
    CHECK(!plain::coordinate("1.5", plain::coordinate_room - 1));  // fewer bytes than it would look at
}

TEST_CASE("A plain day is one of the calendar's, and every other text is left to others") {
    int read = 0;
    for (int year = 0; year <= 2100; year += year == 0 ? 1 : 83) {
        for (int month = 0; month <= 19; ++month) {
            for (int day = 0; day <= 39; ++day) {
                char text[16];
                std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                const auto fast = plain::day(text);
                const auto sure = Date::from_iso(text);
                CAPTURE(text);
                const bool leap_day = month == 2 && day == 29;
                REQUIRE(fast.has_value() == (sure.has_value() && !leap_day));
                if (fast) REQUIRE(*fast == year * 10000 + month * 100 + day);
                read += fast ? 1 : 0;
            }
        }
    }
    CHECK(read > 365 * 20);
    std::mt19937_64 random(2);
    for (int k = 0; k < 200'000; ++k) {
        std::string text = "2013-05-02";
        text[random() % text.size()] = static_cast<char>(random());
        CAPTURE(text);
        REQUIRE(plain::day(text).has_value() == Date::from_iso(text).has_value());
    }
    CHECK(!plain::day("2013-05-2"));
    CHECK(!plain::day("2013-05-02T"));
}
