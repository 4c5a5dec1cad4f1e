// SPDX-License-Identifier: Apache-2.0
#include "serve/bounding_box.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace presencia::serve {

namespace {

constexpr double no_degree = 1000.0;

[[noreturn]] void refuse(std::string_view value, const std::string& wanted = "west,south,east,north") {
    throw Error(ErrorCode::parameter_invalid, {.column = "bbox"}, text::clip(value, 80), wanted);
}

std::vector<geo::Box> pieces(double west, double south, double east, double north) {
    if (west <= east) return {{west, south, east, north}};
    return {{west, south, 180.0, north}, {-180.0, south, east, north}};
}

}  // namespace

std::vector<geo::Box> bounding_boxes(std::string_view parameter, double most_area) {
    std::vector<double> numbers;
    for (const std::string_view part : text::split(parameter, ',')) {
        const auto number = text::parse_double(part);
        if (!number || !std::isfinite(*number)) refuse(parameter);
        numbers.push_back(*number);
        if (numbers.size() > 6) refuse(parameter);
    }
    if (numbers.size() == 6) numbers = {numbers[0], numbers[1], numbers[3], numbers[4]};
    if (numbers.size() != 4) refuse(parameter);
    if (numbers[1] > numbers[3] || std::any_of(numbers.begin(), numbers.end(), [](double n) { return std::abs(n) > no_degree; })) refuse(parameter);
    const double south = std::clamp(numbers[1], -90.0, 90.0), north = std::clamp(numbers[3], -90.0, 90.0);
    const double west = std::clamp(numbers[0], -180.0, 180.0), east = std::clamp(numbers[2], -180.0, 180.0);
    std::vector<geo::Box> boxes = pieces(west, south, east, north);
    double area = 0.0;
    for (const geo::Box& box : boxes) area += (box.max_x - box.min_x) * (box.max_y - box.min_y);
    if (area > most_area) refuse(parameter, fmt::format("west,south,east,north <= {} deg2", most_area));
    return boxes;
}

}  // namespace presencia::serve
