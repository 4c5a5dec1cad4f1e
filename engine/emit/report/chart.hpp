// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/report/html.hpp"

#include <string>
#include <vector>

namespace presencia::emit {

/// A tick of an axis: where, and what is written there.
struct Tick {
    double at = 0.0;
    std::string words;
};

/// Round steps from 0 up to `largest`, about `wanted` of them: 0, 20, 40 ... (1, 2 or 5 times a power of ten). Never empty.
std::vector<double> round_steps(double largest, int wanted);

/// The largest of 1, 2 or 5 times a power of ten that is at most `limit`; `limit` itself where it is not above zero.
double round_below(double limit);

/// A plane with two axes in an SVG that is written to `html`, closed at the end of its block. Positions are in the data's units; the picture is 640 x 440.
class Chart {
public:
    struct Axis {
        double largest = 1.0;  ///< the axis runs from 0 to it
        std::vector<Tick> ticks;
        std::string words;
    };
    /// `id` makes the ids of title and description; `description` is the picture's equivalent in words.
    Chart(Html& html, const std::string& id, const std::string& title, const std::string& description, Axis x, Axis y);
    ~Chart();
    Chart(const Chart&) = delete;
    Chart& operator=(const Chart&) = delete;

    double x(double value) const;
    double y(double value) const;
    static std::string px(double position);

private:
    void draw_frame();

    Html& html_;
    Axis x_, y_;
};

}  // namespace presencia::emit
