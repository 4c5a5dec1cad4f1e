// SPDX-License-Identifier: Apache-2.0
#include "emit/print/flow.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace presencia::emit;

namespace {

/// A block of one height that notes where it was drawn.
class Brick final : public Block {
public:
    struct At {
        double x, y, width;
    };
    Brick(double height, std::vector<At>& drawn) : height_(height), drawn_(drawn) {}
    double height(double) const override { return height_; }
    void draw(cairo_t*, double x, double y, double width) const override { drawn_.push_back({x, y, width}); }

private:
    double height_;
    std::vector<At>& drawn_;
};

}  // namespace

TEST_CASE("Lines are as long as the room, and no word is lost") {
    const Lettering font(default_fonts().regular);
    const std::string text =
        "Número de personas que viven en municipios en riesgo fuera del alcance de los servicios del Estado";
    for (const double room : {15.0, 40.0, 90.0, 1000.0}) {
        const std::vector<std::string> lines = wrap_measured(font, text, 3.0, room);
        std::string all;
        for (const std::string& line : lines) {
            CHECK(font.measure(line, 3.0).width <= room);
            all += (all.empty() ? "" : " ") + line;
        }
        if (room > 30.0) CHECK(all == text);  // every word fits a line
    }
    CHECK(wrap_measured(font, text, 3.0, 1000.0).size() == 1);
    CHECK(wrap_measured(font, "", 3.0, 10.0).empty());
    CHECK(wrap_measured(font, "   ", 3.0, 10.0).empty());
}

TEST_CASE("A word longer than a line is broken between characters, and a room of nothing ends too") {
    const Lettering font(default_fonts().regular);
    std::string all;
    for (const std::string& line : wrap_measured(font, "ññññññññññññññññññññ", 3.0, 10.0)) {
        CHECK(font.measure(line, 3.0).width <= 10.0);
        CHECK(line.size() % 2 == 0);
        all += line;
    }
    CHECK(all == "ññññññññññññññññññññ");
    CHECK(wrap_measured(font, "abc", 3.0, 0.0).size() == 3);
    CHECK(wrap_measured(font, "abc", 3.0, -5.0).size() == 3);
}

TEST_CASE("Columns are filled one after the other to the least height that holds all") {
    std::vector<Brick::At> drawn;
    Flow flow(2.0);
    flow.across(std::make_unique<Brick>(5.0, drawn));
    for (const double height : {3.0, 3.0, 4.0, 1.0, 1.0}) flow.add(std::make_unique<Brick>(height, drawn));
    CHECK(flow.height(20.0, 1) == 17.0);
    CHECK(flow.height(20.0, 2) == 11.0);  // 3 + 3 beside 4 + 1 + 1
    CHECK(flow.height(20.0, 3) == 11.0);
    CHECK(flow.height(20.0, 4) == 9.0);  // the highest alone
    flow.draw(nullptr, 10.0, 100.0, 20.0, 2);
    REQUIRE(drawn.size() == 6);
    CHECK(drawn[0].width == 20.0);
    CHECK((drawn[2].x == 10.0 && drawn[2].y == 108.0 && drawn[2].width == 9.0));
    CHECK((drawn[3].x == 21.0 && drawn[3].y == 105.0));
}
