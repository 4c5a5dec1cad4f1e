// SPDX-License-Identifier: Apache-2.0
// Numbers to text and back: std::to_chars and std::from_chars, so that no locale ever changes an output.
#include "core/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace presencia::text {

namespace {

template <class T>
std::optional<T> parse_whole(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
            return std::nullopt;
        }
    }
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    if constexpr (std::is_floating_point_v<T>) {
        if (error == std::errc::result_out_of_range) {
            // 1e999 is a number, but not a finite one: the caller says so with its own code.
            const bool tiny = text.find("e-") != text.npos || text.find("E-") != text.npos;
            return tiny ? 0.0 : (text.front() == '-' ? -HUGE_VAL : HUGE_VAL);
        }
    }
    if (error != std::errc{}) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::optional<double> parse_double(std::string_view text) {
    return parse_whole<double>(text);
}

std::optional<double> parse_double_comma(std::string_view text) {
    std::string with_point(text);
    for (char& c : with_point) {
        if (c == '.') return std::nullopt;
        if (c == ',') c = '.';
    }
    return parse_double(with_point);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    return parse_whole<std::int64_t>(text);
}

double round_significant(double value, int digits) {
    if (!std::isfinite(value) || value == 0.0) {
        return value == 0.0 ? 0.0 : value;
    }
    // Through decimal text: correctly rounded, and the same on every machine.
    std::array<char, 64> buffer{};
    const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, digits - 1);
    double rounded = value;
    std::from_chars(buffer.data(), printed.ptr, rounded);
    return rounded;
}

double round_decimals(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    const double scaled = value * scale;
    // Values already far beyond the decimals asked for cannot be rounded further.
    if (!std::isfinite(scaled) || std::abs(scaled) > 9e15) {
        return value;
    }
    // 0.15 is stored as 0.1499999...: nudge by one part in 1e12 so that decimal halves round as a reader expects.
    const double rounded = std::floor(std::abs(scaled) * (1.0 + 1e-12) + 0.5) / scale;
    return rounded == 0.0 ? 0.0 : std::copysign(rounded, value);
}

std::string format_significant(double value, int digits) {
    if (std::isnan(value)) {
        return {};
    }
    std::array<char, 64> buffer{};
    const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), round_significant(value, digits));
    return std::string(buffer.data(), printed.ptr);
}

std::string format_fixed(double value, int decimals) {
    std::array<char, 512> buffer{};
    const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), round_decimals(value, decimals),
                                       std::chars_format::fixed, decimals);
    return std::string(buffer.data(), printed.ptr);
}

std::string format_count(double value, bool spanish) {
    const std::string digits = format_fixed(std::abs(value), 0);
    const std::string_view separator = spanish ? "\u202f" : ",";
    std::string out = value < 0 && digits != "0" ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            out += separator;
        }
        out += digits[i];
    }
    return out;
}

}  // namespace presencia::text
