// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/breaks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace presencia::emit;

namespace {

/// Employment density of the 58 counties of California: the sample on which PySAL's mapclassify publishes its results.
const std::vector<double> california{
    329.92, 0.42, 5.9,   14.03,  2.78,  1.34,  181.27, 1.65,    10.03, 16.7,  1.32,   3.99,  3.16,   0.22,  8.7,
    6.56,   3.27, 0.33,  370.5,  4.51,  75.29, 0.99,   2.74,    8.68,  0.14,  0.92,   12.63, 28.7,   12.02, 722.85,
    36.68,  0.74, 29.82, 192.05, 3.38,  11.15, 110.74, 4111.45, 49.47, 10.33, 317.11, 20.47, 264.93, 66.26, 5.39,
    0.13,   0.61, 50.65, 40.48,  36.67, 13.09, 1.81,   0.2,     7.6,   2.51,  57.26,  24.32, 6.97};

std::vector<double> sorted(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values;
}

void check_near(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) CHECK(found[k] == Approx(expected[k]).epsilon(1e-6));
}

constexpr BreakMethod computed[] = {BreakMethod::quantile,  BreakMethod::equal,  BreakMethod::jenks,
                                    BreakMethod::head_tail, BreakMethod::stddev, BreakMethod::box,
                                    BreakMethod::pretty};

/// Sum of squared distances from the means of the parts that `part` puts the values into.
double squares(const std::vector<double>& values, const std::vector<int>& part, int parts) {
    double sum = 0.0;
    for (int p = 0; p < parts; ++p) {
        double total = 0.0, n = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (part[i] == p) total += values[i], n += 1.0;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (part[i] == p) sum += (values[i] - total / n) * (values[i] - total / n);
        }
    }
    return sum;
}

/// The least of them over every way at all to put values into parts, not only over runs of neighbours.
double least_squares(const std::vector<double>& values, int parts) {
    std::vector<int> part(values.size(), 0);
    double least = std::numeric_limits<double>::infinity();
    for (;;) {
        least = std::min(least, squares(values, part, parts));
        std::size_t i = 0;
        while (i < part.size() && ++part[i] == parts) part[i++] = 0;
        if (i == part.size()) return least;
    }
}

double squares_of(const std::vector<double>& values, const std::vector<double>& bounds) {
    std::vector<int> part;
    for (const double value : values) part.push_back(static_cast<int>(class_of_value(bounds, value)));
    return squares(values, part, static_cast<int>(bounds.size()) + 1);
}

}  // namespace

TEST_CASE("Natural breaks, equal intervals, head and tail, deviations and box are those published for California") {
    const std::vector<double> values = sorted(california);
    check_near(jenks_breaks(values, 5), {75.29, 192.05, 370.5, 722.85});
    check_near(equal_breaks(values, 5), {822.394, 1644.658, 2466.922, 3289.186});
    check_near(head_tail_breaks(values, 7), {125.92810345, 811.26});
    check_near(box_breaks(values), {-52.87625, 2.5675, 9.365, 39.53, 94.97375});
    check_near(stddev_breaks(values, 6), {-967.36235382, -420.71712519, 125.92810345, 672.57333208, 1219.21856072});
}

TEST_CASE("Head and tail breaks of one over one to ten are those of Jiang's paper") {
    std::vector<double> values;
    for (int i = 10; i >= 1; --i) values.push_back(1.0 / i);
    const std::vector<double> bounds = head_tail_breaks(values, 7);
    REQUIRE(bounds.size() == 2);
    CHECK(bounds[0] == Approx(0.2929).epsilon(1e-3));
    CHECK(bounds[1] == Approx(0.6111).epsilon(1e-3));
    // The head of an even spread is no minority: one bound, and no more.
    CHECK(head_tail_breaks(std::vector<double>{1, 2, 3, 4, 5, 6}, 7).size() == 1);
    CHECK(head_tail_breaks(values, 2).size() == 1);
}

TEST_CASE("Pretty breaks are those of R's documentation") {
    const auto pretty = [](double low, double high, int classes) {
        return pretty_breaks(std::vector<double>{low, high}, classes);
    };
    CHECK(pretty(1, 10, 5) == std::vector<double>{2, 4, 6, 8});  // pretty(1:10): 0 2 4 6 8 10
    CHECK(pretty(1, 20, 5) == std::vector<double>{5, 10, 15});   // pretty(1:20): 0 5 10 15 20
    CHECK(pretty(1, 20, 2) == std::vector<double>{10});          // pretty(1:20, n = 2): 0 10 20
    CHECK(pretty(1, 20, 10) == std::vector<double>{2, 4, 6, 8, 10, 12, 14, 16, 18});
    CHECK(pretty(0, 1, 5) == std::vector<double>{0.2, 0.4, 0.6, 0.8});
    CHECK(pretty(-1.3, 0.9, 5) == std::vector<double>{-1, -0.5, 0, 0.5});
    for (int classes = 1; classes <= 9; ++classes) {
        CHECK(static_cast<int>(pretty(0.37, 961.2, classes).size()) < std::max(classes, 1));
    }
}

TEST_CASE("Natural breaks leave no better partition, by trying every one") {
    std::mt19937 random(20131231);
    for (int round = 0; round < 150; ++round) {
        std::vector<double> values(2 + random() % 6);
        for (double& value : values) value = static_cast<double>(random() % 30) - 8.0;
        values = sorted(values);
        for (int classes = 1; classes <= 4; ++classes) {
            const std::vector<double> bounds = jenks_breaks(values, classes);
            INFO("round " << round << ", " << classes << " classes");
            CHECK(squares_of(values, bounds) == Approx(least_squares(values, classes)).margin(1e-9));
        }
    }
}

TEST_CASE("Natural breaks give every distinct value a class of its own where there are classes enough") {
    CHECK(jenks_breaks(std::vector<double>{4, 4, 4, 9}, 5) == std::vector<double>{4});
    CHECK(jenks_breaks(std::vector<double>{1, 2, 3}, 3) == std::vector<double>{1, 2});
    CHECK(jenks_breaks(std::vector<double>{7, 7}, 3).empty());
    CHECK(jenks_breaks(std::vector<double>{7}, 1).empty());
}

TEST_CASE("A natural break keeps its two classes apart when it is rounded, where three digits can") {
    const BreakRule rule{BreakMethod::jenks, 2, {}, false};
    // 1.2346 rounds to 1.23, which would part nothing; 1.24 parts the same two classes.
    CHECK(class_bounds(rule, std::vector<double>{1.2344, 1.2346, 1.2512, 1.26}) == std::vector<double>{1.24});
    CHECK(class_bounds(rule, std::vector<double>{-5.0, -4.9877, 3.0}) == std::vector<double>{-4.98});
    // Nothing of three digits lies between: no bound rather than one that parts other values.
    CHECK(class_bounds(rule, std::vector<double>{1000.2, 1000.4}).empty());
}

TEST_CASE("Thousands of values have natural breaks, and many more are rounded first") {
    for (const int n : {3000, 24000}) {
        std::mt19937 random(7);
        std::vector<double> values;
        for (int i = 0; i < n; ++i) values.push_back(static_cast<double>(random() % 4) * 1000.0 + i * 60.0 / n);
        const std::vector<double> bounds = jenks_breaks(sorted(values), 4);
        REQUIRE(bounds.size() == 3);
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(bounds[k] >= 1000.0 * static_cast<double>(k) + 50.0);
            CHECK(bounds[k] < 1000.0 * static_cast<double>(k + 1));
        }
    }
}

TEST_CASE("Deviations part about the mean, or at it") {
    const std::vector<double> values{-3, -1, 1, 3};  // mean 0, deviation sqrt(20 / 3)
    const double deviation = std::sqrt(20.0 / 3.0);
    check_near(stddev_breaks(values, 4), {-deviation, 0.0, deviation});
    check_near(stddev_breaks(values, 3), {-deviation / 2.0, deviation / 2.0});
    CHECK(stddev_breaks(std::vector<double>{5}, 4).empty());
}

TEST_CASE("Whatever the values and the method, bounds rise, part something, and leave equal values together") {
    const double huge = std::numeric_limits<double>::max();
    const std::vector<std::vector<double>> samples{{},
                                                   {0},
                                                   {0, 0, 0},
                                                   {7},
                                                   {7, 7, 7},
                                                   {-2, -2},
                                                   {0, 5},
                                                   {-5, 0, 5},
                                                   {1, 1, 1, 1, 9},
                                                   {1e-300, 2e-300, 3e300},
                                                   {-huge, huge},
                                                   {1e15, 1e15 + 1},
                                                   {1000.1, 1000.2, 1000.3},
                                                   {-9, -8, -7, -1},
                                                   california};
    for (const std::vector<double>& values : samples) {
        for (const BreakMethod method : computed) {
            for (int classes = 1; classes <= 7; ++classes) {
                for (const bool zero_apart : {false, true}) {
                    INFO("method " << static_cast<int>(method) << ", " << classes << " classes, " << values.size()
                                   << " values");
                    const BreakRule rule{method, classes, {}, zero_apart};
                    const std::vector<double> bounds = class_bounds(rule, values);
                    CHECK(static_cast<int>(bounds.size()) < (method == BreakMethod::box ? box_classes : classes));
                    CHECK(std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>()) == bounds.end());
                    std::vector<double> part = values;
                    if (zero_apart) std::erase(part, 0.0);
                    if (!bounds.empty()) {
                        CHECK(bounds.front() >= *std::min_element(part.begin(), part.end()));
                        CHECK(bounds.back() < *std::max_element(part.begin(), part.end()));
                    }
                    std::vector<double> turned(values.rbegin(), values.rend());
                    CHECK(class_bounds(rule, turned) == bounds);
                }
            }
        }
    }
}

TEST_CASE("Manual bounds stay as they are, with or without values about them") {
    const BreakRule rule{BreakMethod::manual, 3, {12345.678, 20000}, false};
    CHECK(class_bounds(rule, std::vector<double>{1}) == std::vector<double>{12345.678, 20000});
    CHECK(class_bounds(rule, {}) == std::vector<double>{12345.678, 20000});
}

TEST_CASE("Zero apart takes no part in bounds, whichever the method") {
    for (const BreakMethod method : computed) {
        const std::vector<double> with{0, 0, 0, 0, 3, 5, 9, 20, 41}, without{3, 5, 9, 20, 41};
        CHECK(class_bounds({method, 5, {}, true}, with) == class_bounds({method, 5, {}, false}, without));
    }
}

TEST_CASE("A value on a bound belongs to the class below it") {
    const std::vector<double> bounds{10, 20};
    CHECK(class_of_value(bounds, -3) == 0);
    CHECK(class_of_value(bounds, 10) == 0);
    CHECK(class_of_value(bounds, 10.5) == 1);
    CHECK(class_of_value(bounds, 20) == 1);
    CHECK(class_of_value(bounds, 21) == 2);
}
