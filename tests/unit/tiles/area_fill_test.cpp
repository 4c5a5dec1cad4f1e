// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/area_fill.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <random>
#include <vector>

using namespace presencia::emit;

namespace {

struct Corner {
    double x, y;
};
using Shape = std::vector<Corner>;

/// Every pixel's shares, read from the spans.
struct Shares final : SpanSink {
    Shares(int w, int h, int n) : width(w), classes(n), values(static_cast<std::size_t>(w * h * (n + 1)), 0) {}

    void solid(int y, int x, int length, int cls) override {
        for (int i = 0; i < length; ++i) {
            ++visits;
            if (cls > 0) at(x + i, y, cls) = full_share;
        }
    }
    void mixed(int y, int x, int length, std::span<const std::int32_t> shares) override {
        for (int i = 0; i < length; ++i) {
            ++visits;
            for (int c = 1; c <= classes; ++c) at(x + i, y, c) = shares[static_cast<std::size_t>(c)];
        }
    }
    std::int32_t& at(int x, int y, int c) {
        return values[static_cast<std::size_t>((y * width + x) * (classes + 1) + c)];
    }

    int width, classes;
    int visits = 0;
    std::vector<std::int32_t> values;
};

/// Sutherland and Hodgman against the half plane a x + b y <= c.
Shape clip(const Shape& in, double a, double b, double c) {
    Shape out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Corner p = in[i], q = in[(i + 1) % in.size()];
        const double dp = a * p.x + b * p.y - c, dq = a * q.x + b * q.y - c;
        if (dp <= 0.0) out.push_back(p);
        if ((dp < 0.0 && dq > 0.0) || (dp > 0.0 && dq < 0.0)) {
            const double t = dp / (dp - dq);
            out.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
        }
    }
    return out;
}

double area_in_pixel(const Shape& shape, int x, int y) {
    Shape s = clip(clip(clip(clip(shape, -1, 0, -x), 1, 0, x + 1), 0, -1, -y), 0, 1, y + 1);
    double sum = 0.0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        const Corner p = s[i], q = s[(i + 1) % s.size()];
        sum += p.x * q.y - q.x * p.y;
    }
    return std::fabs(sum) / 2.0;
}

std::int64_t sub(double v) {
    return std::llround(v * 256.0);
}

/// Adds a shape, clockwise on the map where its corners run clockwise on the screen: inside on the right.
void add(AreaFill& fill, const Shape& shape, int inside_left, int inside_right) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const Corner p = shape[i], q = shape[(i + 1) % shape.size()];
        fill.edge(sub(p.x), sub(p.y), sub(q.x), sub(q.y), inside_left, inside_right);
    }
}

}  // namespace

TEST_CASE("The share of a pixel is the area of the polygon in it") {
    constexpr int width = 24, height = 16;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> along(-0.2, 1.2);
    for (int trial = 0; trial < 60; ++trial) {
        // A convex polygon, part of it outside the window, corners on the 1/256 grid as the renderer has them.
        Shape shape;
        const Corner middle{along(random) * width, along(random) * height};
        const int corners = 3 + trial % 6;
        for (int k = 0; k < corners; ++k) {
            const double angle = 2.0 * M_PI * k / corners + 0.1 * trial;
            const double radius = 2.0 + 8.0 * (trial % 5) / 4.0;
            shape.push_back({std::round((middle.x + radius * std::cos(angle)) * 256) / 256,
                             std::round((middle.y + radius * std::sin(angle)) * 256) / 256});
        }
        AreaFill fill(width, height, 1);
        add(fill, shape, 0, 1);
        Shares shares(width, height, 1);
        fill.sweep(shares);
        REQUIRE(shares.visits == width * height);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double got = static_cast<double>(shares.at(x, y, 1)) / full_share;
                REQUIRE(got == Approx(area_in_pixel(shape, x, y)).margin(0.01));
            }
        }
    }
}

TEST_CASE("The shares of neighbours sum to exactly one along their border, wherever the window lies") {
    constexpr int width = 40, height = 30;
    std::mt19937 random(11);
    std::uniform_real_distribution<double> wave(-6.0, 6.0);
    // A square of 100 pixels cut by two crooked borders into three classes; the window sees a part of it.
    std::array<Shape, 2> cuts;
    for (std::size_t c = 0; c < cuts.size(); ++c) {
        for (int k = 0; k <= 60; ++k) {
            const bool end = k == 0 || k == 60;
            cuts[c].push_back({30.0 * static_cast<double>(c + 1) + (end ? 0.0 : wave(random)), 100.0 * k / 60.0});
        }
    }
    for (const Corner offset : {Corner{0, 0}, {25.3, 10.7}, {60.0, 69.9}, {-10.2, -5.5}}) {
        AreaFill fill(width, height, 3);
        const auto line = [&](Corner p, Corner q, int left, int right) {
            fill.edge(sub(p.x - offset.x), sub(p.y - offset.y), sub(q.x - offset.x), sub(q.y - offset.y), left, right);
        };
        for (std::size_t c = 0; c < cuts.size(); ++c) {  // downwards: the left side lies to the east
            for (std::size_t k = 0; k + 1 < cuts[c].size(); ++k) {
                line(cuts[c][k], cuts[c][k + 1], static_cast<int>(c) + 2, static_cast<int>(c) + 1);
            }
        }
        line({0, 0}, {0, 100}, 1, 0);
        line({100, 100}, {100, 0}, 3, 0);
        Shares shares(width, height, 3);
        fill.sweep(shares);
        int partial = 0;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double wx = x + offset.x, wy = y + offset.y;
                if (wx < 0.01 || wy < 0.01 || wx > 98.9 || wy > 98.9) continue;
                const std::int32_t sum = shares.at(x, y, 1) + shares.at(x, y, 2) + shares.at(x, y, 3);
                REQUIRE(sum == full_share);
                partial += shares.at(x, y, 1) % full_share != 0;
            }
        }
        if (offset.x < 30.0) REQUIRE(partial > 10);
    }
}

TEST_CASE("A border between two municipalities of one class leaves no cell behind") {
    AreaFill fill(16, 16, 2);
    fill.edge(0, 0, 4096, 4096, 2, 2);
    REQUIRE(fill.empty());
}

TEST_CASE("Edges that cross the whole world at a high zoom do not overflow") {
    AreaFill fill(16, 16, 1);
    const std::int64_t world = std::int64_t{1} << 38;
    fill.edge(-world, -world, -world, world, 1, 0);
    fill.edge(world, world, world, -world, 1, 0);
    fill.edge(8 * 256, -world, 8 * 256 + 128, world, 0, 1);  // takes the west half away again
    Shares shares(16, 16, 1);
    fill.sweep(shares);
    REQUIRE(shares.at(3, 5, 1) == full_share);
    REQUIRE(shares.at(12, 5, 1) == 0);
}
