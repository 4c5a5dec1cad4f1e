// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/breaks.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace presencia::emit {

namespace {

constexpr int bound_digits = 3;
constexpr int exact_digits = 12;

constexpr std::pair<std::string_view, BreakMethod> method_names[] = {
    {"quantile", BreakMethod::quantile},   {"equal", BreakMethod::equal},   {"jenks", BreakMethod::jenks},
    {"head_tail", BreakMethod::head_tail}, {"stddev", BreakMethod::stddev}, {"box", BreakMethod::box},
    {"pretty", BreakMethod::pretty},       {"manual", BreakMethod::manual}};

double mean_of(std::span<const double> sorted) {
    return std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
}

/// Linear between the two nearest values (type 7 of Hyndman and Fan 1996).
double quartile(std::span<const double> sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

/// The lowest number of `digits` significant digits that is not below `value`.
double round_up(double value, int digits) {
    const double rounded = text::round_significant(value, digits);
    if (rounded >= value || value == 0.0) return rounded;
    const double step = std::pow(10.0, std::floor(std::log10(std::abs(value))) - digits + 1);
    return text::round_significant(rounded + step, digits);
}

/// `highest` is the highest value of a class: a bound that keeps it there and the next value out of it.
double parting_bound(std::span<const double> sorted, double highest) {
    const auto next = std::upper_bound(sorted.begin(), sorted.end(), highest);
    const double up = round_up(highest, bound_digits);
    return next == sorted.end() || up < *next ? up : text::round_significant(highest, bound_digits);
}

std::vector<double> unrounded(const BreakRule& rule, std::span<const double> sorted) {
    switch (rule.method) {
        case BreakMethod::quantile: return quantile_breaks(sorted, rule.classes);
        case BreakMethod::equal: return equal_breaks(sorted, rule.classes);
        case BreakMethod::jenks: return jenks_breaks(sorted, rule.classes);
        case BreakMethod::head_tail: return head_tail_breaks(sorted, rule.classes);
        case BreakMethod::stddev: return stddev_breaks(sorted, rule.classes);
        case BreakMethod::box: return box_breaks(sorted);
        case BreakMethod::pretty: return pretty_breaks(sorted, rule.classes);
        case BreakMethod::manual: break;
    }
    return {};
}

double rounded(BreakMethod method, std::span<const double> sorted, double bound) {
    if (method == BreakMethod::pretty) return bound;
    if (method == BreakMethod::jenks) return parting_bound(sorted, bound);
    return text::round_significant(bound, bound_digits);
}

/// 1, 2, 5 or 10 times a power of ten, near `width`. The limits are those at which R's pretty() goes to the next
/// step, with its defaults high.u.bias = 1.5 and u5.bias = 2.75: (2 + 1.5) / (1 + 1.5) and so on.
double pretty_step(double width) {
    const double power = std::pow(10.0, std::floor(std::log10(width)));
    const double ratio = width / power;
    if (ratio <= 1.4) return power;
    if (ratio <= 2.8) return 2.0 * power;
    return ratio <= 7.0 ? 5.0 * power : 10.0 * power;
}

std::vector<double> multiples_between(double low, double high, double step) {
    std::vector<double> out;
    for (double k = std::ceil(low / step - 1e-9); k * step < high; k += 1.0) {
        const double multiple = text::round_significant(k * step, exact_digits);
        if (multiple > low && multiple < high) out.push_back(multiple);
    }
    return out;
}

}  // namespace

std::optional<BreakMethod> parse_break_method(std::string_view word) {
    for (const auto& [name, method] : method_names) {
        if (name == word) return method;
    }
    return std::nullopt;
}

std::string_view break_method_words() {
    return "quantile | equal | jenks | head_tail | stddev | box | pretty | manual";
}

std::vector<double> quantile_breaks(std::span<const double> sorted, int classes) {
    const auto parts = static_cast<std::size_t>(classes);
    std::vector<double> out;
    for (std::size_t k = 1; k < parts; ++k) {
        const std::size_t place = (sorted.size() * k + parts - 1) / parts;
        out.push_back(sorted[place == 0 ? 0 : place - 1]);
    }
    return out;
}

std::vector<double> equal_breaks(std::span<const double> sorted, int classes) {
    std::vector<double> out;
    for (int k = 1; k < classes; ++k) {
        // Halves first: the range of two huge numbers of either sign would be infinite.
        const double share = static_cast<double>(k) / classes;
        out.push_back(sorted.front() * (1.0 - share) + sorted.back() * share);
    }
    return out;
}

std::vector<double> head_tail_breaks(std::span<const double> sorted, int classes) {
    constexpr double most_in_head = 0.4;
    std::vector<double> out;
    std::span<const double> part = sorted;
    while (static_cast<int>(out.size()) + 1 < classes) {
        const double mean = mean_of(part);
        const auto above = std::upper_bound(part.begin(), part.end(), mean);
        const auto head = static_cast<std::size_t>(part.end() - above);
        if (head == 0) break;  // all equal
        out.push_back(mean);
        if (static_cast<double>(head) > most_in_head * static_cast<double>(part.size())) break;
        part = part.last(head);
    }
    return out;
}

std::vector<double> stddev_breaks(std::span<const double> sorted, int classes) {
    if (sorted.size() < 2) return {};
    const double mean = mean_of(sorted);
    double squares = 0.0;
    for (const double value : sorted) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(sorted.size() - 1));
    std::vector<double> out;
    for (int k = 1; k < classes; ++k) out.push_back(mean + (k - classes / 2.0) * deviation);
    return out;
}

std::vector<double> box_breaks(std::span<const double> sorted) {
    constexpr double hinge = 1.5;
    const double q1 = quartile(sorted, 0.25);
    const double q2 = quartile(sorted, 0.5);
    const double q3 = quartile(sorted, 0.75);
    return {q1 - hinge * (q3 - q1), q1, q2, q3, q3 + hinge * (q3 - q1)};
}

std::vector<double> pretty_breaks(std::span<const double> sorted, int classes) {
    const double range = sorted.back() - sorted.front();
    // Steps finer than what 12 digits of the values tell apart would part rounding errors.
    const double largest = std::max(std::abs(sorted.front()), std::abs(sorted.back()));
    if (classes < 2 || !(range > 1e-11 * largest) || !std::isfinite(range)) return {};
    for (double parts = classes;; parts *= 0.8) {
        std::vector<double> out = multiples_between(sorted.front(), sorted.back(), pretty_step(range / parts));
        if (static_cast<int>(out.size()) < classes) return out;
    }
}

std::vector<double> class_bounds(const BreakRule& rule, std::span<const double> values) {
    if (rule.method == BreakMethod::manual) return rule.manual;
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted),
                 [&](double v) { return !rule.zero_apart || v != 0.0; });
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> out;
    if (sorted.empty()) return out;
    for (const double raw : unrounded(rule, sorted)) {
        const double bound = rounded(rule.method, sorted, raw);
        // Not finite: numbers near the largest there are, whose distances are infinite.
        if (!std::isfinite(bound) || bound >= sorted.back() || bound < sorted.front()) continue;
        if (out.empty() || bound > out.back()) out.push_back(bound);
    }
    return out;
}

std::size_t class_of_value(std::span<const double> bounds, double value) {
    return static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

}  // namespace presencia::emit
