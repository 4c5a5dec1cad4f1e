// SPDX-License-Identifier: Apache-2.0
#include "layer/plain_lines.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace presencia;

namespace {

struct Line {
    std::string text;
    std::vector<std::string> cells;  ///< empty where they are not told
    bool operator==(const Line&) const = default;
};

bool high(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

/// Letter by letter.
std::vector<Line> expected(const std::string& text, std::size_t columns) {
    std::vector<Line> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        Line line{text.substr(at, end - at), {""}};
        for (const char c : line.text) {
            if (c == ';') {
                line.cells.emplace_back();
            } else {
                line.cells.back() += c;
            }
        }
        if (line.cells.size() != columns) line.cells.clear();
        lines.push_back(std::move(line));
        at = end + 1;
    }
    return lines;
}

template <class Processor>
void check(const std::string& text, std::size_t columns) {
    const std::vector<Line> wanted = expected(text, columns);
    std::size_t k = 0;
    // Bytes of the text alone, so that a look beyond it is seen by the sanitizer.
    const std::vector<char> bytes(text.begin(), text.end());
    for (layer::PlainLines<Processor> lines({bytes.data(), bytes.size()}, ';', columns); lines.next(); ++k) {
        REQUIRE(k < wanted.size());
        CAPTURE(k, columns, wanted[k].text);
        REQUIRE(lines.line() == wanted[k].text);
        const bool long_line = wanted[k].text.size() >= layer::PlainLines<Processor>::stretch_bytes;
        if (!long_line) REQUIRE(lines.told() == !wanted[k].cells.empty());
        if (!lines.told()) continue;
        for (std::size_t c = 0; c < columns; ++c) REQUIRE(lines.cell(c) == wanted[k].cells[c]);
        if (high(wanted[k].text)) REQUIRE(lines.may_have_high_bytes());
        if (!high(text)) REQUIRE_FALSE(lines.may_have_high_bytes());
    }
    CHECK(k == wanted.size());
}

std::string drawn_text(std::mt19937_64& random, std::size_t columns) {
    std::string text;
    const std::size_t lines = random() % 300;
    for (std::size_t k = 0; k < lines; ++k) {
        const std::size_t cells = random() % 8 == 0 ? random() % 70 : columns;
        for (std::size_t c = 0; c < cells; ++c) {
            if (c > 0) text += ';';
            text.append(random() % (random() % 200 == 0 ? 6000 : 12), random() % 50 == 0 ? '\xC3' : 'a');
        }
        text += '\n';
    }
    if (random() % 2 && !text.empty()) text.pop_back();
    return text;
}

}  // namespace

TEST_CASE("Lines and cells of plain text are those that a walk letter by letter finds, on every processor") {
    std::mt19937_64 random(3);
    for (int round = 0; round < 400; ++round) {
        const std::size_t columns = 1 + random() % (round % 5 == 0 ? layer::most_plain_cells : 6);
        const std::string text = drawn_text(random, columns);
        check<AnyProcessor>(text, columns);
#if defined(PRESENCIA_AVX2)
        if (has_avx2()) check<Avx2Processor>(text, columns);
#endif
    }
    for (const char* const text : {"", "\n", "\n\n", ";", ";;\n;", "a"}) {
        for (const std::size_t columns : {1U, 2U, 3U}) check<AnyProcessor>(text, columns);
    }
    for (const std::size_t size : {63U, 64U, 4095U, 4096U, 4097U, 8192U}) {  // at the end of a chunk and of a stretch
        for (const char* const end : {"", "\n", ";", ";\n"}) {
            for (const std::size_t place : {std::size_t{0}, size / 2, size - 1}) {
                std::string text = std::string(size, 'x') + end;
                text[place] = '\xC3';
                check<AnyProcessor>(text, 1);
#if defined(PRESENCIA_AVX2)
                if (has_avx2()) check<Avx2Processor>(text, 1);
#endif
            }
        }
    }
}
