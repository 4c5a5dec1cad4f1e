// SPDX-License-Identifier: Apache-2.0
// Colours as people with colour vision deficiencies see them, after Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.0, in linear sRGB.
#include "shipped_styles.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

using namespace presencia;
using namespace presencia::emit;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix normal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

double linear(double v) {
    v /= 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* (D65) of a colour seen through `vision`.
Triple lab(Rgb c, const Matrix& vision) {
    const Triple rgb{linear(c.r), linear(c.g), linear(c.b)};
    Triple seen{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) seen[i] += vision[i][k] * rgb[k];
        seen[i] = std::min(1.0, std::max(0.0, seen[i]));
    }
    const auto f = [](double t) { return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0; };
    const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
    const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double difference(Rgb a, Rgb b, const Matrix& vision) {
    const Triple p = lab(a, vision), q = lab(b, vision);
    return std::sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) + (p[2] - q[2]) * (p[2] - q[2]));
}

using test::for_each_style;

struct Plain {
    std::string id;
    Rgb fill;
};

void add_zero(const StyleMeasure& measure, std::vector<Plain>& out) {
    if (measure.zero && measure.zero->pattern == Pattern::solid) out.push_back({measure.zero->id, measure.zero->fill});
}

/// Classes told apart by colour alone: filled without a pattern.
std::vector<Plain> plain_classes(const StyleTemplate& style) {
    std::vector<Plain> out;
    for (const StyleClass& cls : style.classes) {
        if (cls.pattern == Pattern::solid) out.push_back({cls.id, cls.fill});
    }
    for (std::size_t k = 0; k < style.ramp.size(); ++k) out.push_back({"ramp " + std::to_string(k), style.ramp[k]});
    add_zero(style.measure, out);
    if (!style.bivariate) return out;
    for (std::size_t row = 0; row < axis_classes; ++row) {
        for (std::size_t column = 0; column < axis_classes; ++column) {
            out.push_back({"row " + std::to_string(row) + " column " + std::to_string(column),
                           style.bivariate->colours[row][column]});
        }
    }
    add_zero(style.bivariate->up.measure, out);
    add_zero(style.bivariate->right.measure, out);
    return out;
}

std::vector<StyleClass> patterned_classes(const StyleTemplate& style) {
    std::vector<StyleClass> out = style.specials;
    for (const StyleClass& cls : style.classes) {
        if (cls.pattern != Pattern::solid) out.push_back(cls);
    }
    if (style.unsettled) out.push_back(style.unsettled->look);
    return out;
}

double lightness(Rgb colour) {
    return lab(colour, normal)[0];
}

}  // namespace

TEST_CASE("Any two plain classes of a style differ clearly for every kind of colour vision") {
    // 11 is several times the just noticeable difference (2.3): apart even where the classes do not touch.
    constexpr double clear = 11.0;
    for_each_style([&](const StyleTemplate& style) {
        const auto classes = plain_classes(style);
        REQUIRE(classes.size() >= 3);
        REQUIRE(classes.size() <= (style.bivariate ? 11 : 7));
        for (const auto& [name, vision] :
             {std::pair{"normal", normal}, {"protan", protan}, {"deutan", deutan}, {"tritan", tritan}}) {
            for (std::size_t i = 0; i < classes.size(); ++i) {
                for (std::size_t k = i + 1; k < classes.size(); ++k) {
                    INFO(style.name << ": " << classes[i].id << " and " << classes[k].id << ", " << name);
                    CHECK(difference(classes[i].fill, classes[k].fill, vision) > clear);
                }
            }
        }
    });
}

TEST_CASE("Patterns stand out from their ground for every kind of colour vision") {
    for_each_style([](const StyleTemplate& style) {
        for (const StyleClass& cls : patterned_classes(style)) {
            REQUIRE(cls.pattern != Pattern::solid);
            for (const Matrix& vision : {normal, protan, deutan, tritan}) {
                INFO(style.name << ": " << cls.id);
                CHECK(difference(cls.fill, cls.pattern_colour, vision) > 20.0);
            }
        }
    });
}

TEST_CASE("Every state that is not a value, and zero, look like nothing else on the map") {
    for_each_style([](const StyleTemplate& style) {
        std::vector<StyleClass> looks = patterned_classes(style);
        for (const Plain& cls : plain_classes(style)) looks.push_back({cls.id, {}, cls.fill, Pattern::solid, cls.fill});
        for (std::size_t i = 0; i < looks.size(); ++i) {
            for (std::size_t k = i + 1; k < looks.size(); ++k) {
                INFO(style.name << ": " << looks[i].id << " and " << looks[k].id);
                // Not known whether at risk is that map's unknown.
                if (looks[i].id == "unknown" && looks[k].id == "risk_unknown") continue;
                const bool same = looks[i].pattern == looks[k].pattern && looks[i].fill == looks[k].fill &&
                                  looks[i].pattern_colour == looks[k].pattern_colour;
                CHECK_FALSE(same);
            }
        }
    });
}

TEST_CASE("A ramp goes one way from light to dark, for printing in grey") {
    for_each_style([](const StyleTemplate& style) {
        INFO(style.name);
        for (std::size_t k = 0; k + 1 < style.ramp.size(); ++k) {
            const double step = lightness(style.ramp[k]) - lightness(style.ramp[k + 1]);
            const bool darker = lightness(style.ramp.front()) > lightness(style.ramp.back());
            CHECK((darker ? step : -step) > 10.0);
        }
    });
}

TEST_CASE("Crossed, more need is darker in every column, and less reach is never lighter") {
    for_each_style([](const StyleTemplate& style) {
        if (!style.bivariate) return;
        const auto& colours = style.bivariate->colours;
        for (std::size_t k = 0; k < axis_classes; ++k) {
            for (std::size_t n = 0; n + 1 < axis_classes; ++n) {
                CHECK(lightness(colours[n + 1][k]) - lightness(colours[n][k]) > 10.0);
                CHECK(lightness(colours[k][n]) > lightness(colours[k][n + 1]));
            }
        }
    });
}

TEST_CASE("No colour of any style is red") {
    for_each_style([](const StyleTemplate& style) {
        for (const Plain& cls : plain_classes(style)) {
            INFO(style.name << ": " << cls.id);
            const Triple seen = lab(cls.fill, normal);
            const double chroma = std::hypot(seen[1], seen[2]);
            const double hue = std::atan2(seen[2], seen[1]) * 180.0 / 3.14159265358979;
            CHECK((chroma < 15.0 || hue < -40.0 || hue > 70.0));
        }
    });
}

TEST_CASE("The check itself fails for red beside green") {
    REQUIRE(difference({200, 60, 40}, {110, 130, 40}, normal) > 60.0);
    REQUIRE(difference({200, 60, 40}, {110, 130, 40}, deutan) <
            difference({200, 60, 40}, {110, 130, 40}, normal) / 2.0);
}
