// SPDX-License-Identifier: Apache-2.0
#include "source/plain_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>

using namespace presencia;

namespace {

/// Letter by letter.
source::PlainRun expected(const std::string& text, bool last) {
    source::PlainRun run;
    std::size_t clean = 0;
    while (clean < text.size() && std::string_view("\"\r\0", 3).find(text[clean]) == std::string_view::npos) ++clean;
    run.at_end = clean == text.size();
    for (std::size_t k = 0; k < clean; ++k) {
        if (text[k] == '\n') run.bytes = k + 1;
    }
    if (last && run.at_end) run.bytes = clean;
    run.lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(run.bytes), '\n');
    if (run.bytes > 0 && text[run.bytes - 1] != '\n') ++run.lines;
    return run;
}

void check(const std::string& text) {
    for (const bool last : {false, true}) {
        const source::PlainRun wanted = expected(text, last), run = source::find_plain_run(text, last);
        CAPTURE(text.size(), last);
        REQUIRE(run.bytes == wanted.bytes);
        REQUIRE(run.lines == wanted.lines);
        REQUIRE(run.at_end == wanted.at_end);
    }
}

}  // namespace

TEST_CASE("A run of plain lines ends where a walk letter by letter ends it, and has as many lines") {
    std::mt19937_64 random(5);
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 40'000, 'a');
        const std::size_t every = 1 + random() % 60;
        for (std::size_t k = 0; k < text.size(); k += 1 + random() % every) text[k] = '\n';
        if (round % 3 == 0 && !text.empty()) text[random() % text.size()] = "\"\r\0"[random() % 3];
        check(text);
    }
    check("");
    check(std::string(20'000, '\n'));
    check(std::string(20'000, 'a'));
    check("\n\"");
}
