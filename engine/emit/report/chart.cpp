// SPDX-License-Identifier: Apache-2.0
#include "emit/report/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

constexpr double width = 640.0, height = 440.0;
constexpr double left = 92.0, right = 30.0, top = 16.0, bottom = 62.0;

}  // namespace

std::vector<double> round_steps(double largest, int wanted) {
    if (!(largest > 0.0) || !std::isfinite(largest)) return {0.0};
    const double rough = largest / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double times : {5.0, 2.0, 1.0}) {
        if (times * power >= rough * (1.0 - 1e-9)) step = times * power;
    }
    std::vector<double> steps;
    for (int i = 0; step * i <= largest * (1.0 + 1e-9); ++i) steps.push_back(step * i);
    return steps;
}

double round_below(double limit) {
    if (!(limit > 0.0) || !std::isfinite(limit)) return limit;
    const double power = std::pow(10.0, std::floor(std::log10(limit)));
    for (const double times : {5.0, 2.0}) {
        if (times * power <= limit * (1.0 + 1e-9)) return times * power;
    }
    return power;
}

Chart::Chart(Html& html, const std::string& id, const std::string& title, const std::string& description, Axis x, Axis y) : html_(html), x_(std::move(x)), y_(std::move(y)) {
    html_.open("svg", {{"class", "chart"}, {"role", "img"}, {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", width, height)}, {"aria-labelledby", id + "-title"}, {"aria-describedby", id + "-desc"}});
    html_.element("title", title, {{"id", id + "-title"}});
    html_.element("desc", description, {{"id", id + "-desc"}});
    draw_frame();
}

Chart::~Chart() {
    html_.close();
}

double Chart::x(double value) const {
    return left + (width - left - right) * value / x_.largest;
}

double Chart::y(double value) const {
    return height - bottom - (height - top - bottom) * value / y_.largest;
}

std::string Chart::px(double position) {
    return fmt::format("{:.1f}", position);
}

void Chart::draw_frame() {
    for (const Tick& tick : x_.ticks) {
        html_.empty("line", {{"class", "grid"}, {"x1", px(x(tick.at))}, {"x2", px(x(tick.at))}, {"y1", px(top)}, {"y2", px(height - bottom)}});
        html_.element("text", tick.words, {{"class", "tick"}, {"x", px(x(tick.at))}, {"y", px(height - bottom + 20.0)}, {"text-anchor", "middle"}});
    }
    for (const Tick& tick : y_.ticks) {
        html_.empty("line", {{"class", "grid"}, {"x1", px(left)}, {"x2", px(width - right)}, {"y1", px(y(tick.at))}, {"y2", px(y(tick.at))}});
        html_.element("text", tick.words, {{"class", "tick"}, {"x", px(left - 8.0)}, {"y", px(y(tick.at) + 4.5)}, {"text-anchor", "end"}});
    }
    html_.empty("path", {{"class", "axis"}, {"d", fmt::format("M{0:.1f} {1:.1f}V{2:.1f}H{3:.1f}", left, top, height - bottom, width - right)}});
    html_.element("text", x_.words, {{"class", "name"}, {"x", px((left + width - right) / 2.0)}, {"y", px(height - 14.0)}, {"text-anchor", "middle"}});
    const double middle = (top + height - bottom) / 2.0;
    html_.element("text", y_.words, {{"class", "name"}, {"transform", fmt::format("translate(18 {:.1f}) rotate(-90)", middle)}, {"text-anchor", "middle"}});
}

}  // namespace presencia::emit
