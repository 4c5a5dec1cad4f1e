// SPDX-License-Identifier: Apache-2.0
#include "core/plain_degrees.hpp"

#include "core/text.hpp"
#include "tests/unit/core/drawn_text.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace presencia;

namespace {

std::string drawn_number(std::mt19937_64& random) {
    if (random() % 4 == 0) return drawn::text(random, "0123456789.-+eE, ", 15) + "7";
    return (random() % 2 ? "-" : "") + std::to_string(random() % 181) + "." + drawn::text(random, "0123456789", 9);
}

/// A text between others, as cells lie in a file.
struct Cell {
    std::string bytes;
    std::size_t size;

    Cell(std::mt19937_64& random, const std::string& text) : bytes(text + drawn::text(random, ",-.0123456789\n", 20)), size(text.size()) { bytes.append(plain::degrees_room, '9'); }
    std::string_view text() const { return std::string_view(bytes).substr(0, size); }
};

/// What coordinate() says of both texts, which is tested against the complete reading of numbers.
template <class Processor>
void check(Processor processor) {
    std::mt19937_64 random(7);
    int read = 0;
    for (int k = 0; k < 400'000; ++k) {
        const std::string first = drawn_number(random), second = drawn_number(random);
        const Cell x(random, first), y(random, second);
        const auto both = plain::degrees(processor, x.text(), y.text());
        const auto sure_x = plain::coordinate(x.text(), x.bytes.size()), sure_y = plain::coordinate(y.text(), y.bytes.size());
        CAPTURE(first, second);
        REQUIRE(both.has_value() == (sure_x.has_value() && sure_y.has_value()));
        if (!both) continue;
        ++read;
        REQUIRE(static_cast<double>(both->x) / static_cast<double>(plain::Degrees::one) == *sure_x);
        REQUIRE(static_cast<double>(both->y) / static_cast<double>(plain::Degrees::one) == *sure_y);
    }
    CHECK(read > 100'000);
    CHECK(read < 300'000);
}

}  // namespace

TEST_CASE("Two numbers of degrees at once are what each is alone, on every processor") {
    check(AnyProcessor());
#if defined(PRESENCIA_AVX2)
    if (has_avx2()) check(Avx2Processor());
#endif
}
