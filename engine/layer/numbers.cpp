// SPDX-License-Identifier: Apache-2.0
#include "layer/numbers.hpp"

#include "core/text.hpp"
#include "source/open.hpp"

#include <cmath>

namespace presencia::layer {

NumberReader::NumberReader(const study::Source& source)
    : comma_(source.decimal_comma), point_too_(!source::is_csv(source.path)) {}

std::optional<double> NumberReader::parse(std::string_view text) const {
    if (!comma_) {
        return text::parse_double(text);
    }
    if (point_too_) {
        if (const auto value = text::parse_double(text)) return value;
    }
    return text::parse_double_comma(text);
}

std::optional<ErrorCode> NumberReader::finite(std::string_view text, double& out) const {
    const auto value = parse(text);
    if (!value) {
        return ErrorCode::value_not_number;
    }
    if (!std::isfinite(*value)) {
        return ErrorCode::value_not_finite;
    }
    out = *value;
    return std::nullopt;
}

std::optional<ErrorCode> NumberReader::measure(std::string_view text, double& out) const {
    double value = 0.0;
    if (const auto fault = finite(text, value)) {
        return fault;
    }
    if (value < 0.0) {
        return ErrorCode::value_negative;
    }
    out = value;
    return std::nullopt;
}

std::optional<ErrorCode> NumberReader::count(std::string_view text, std::int64_t& out) const {
    constexpr double most = 9e15;  // below 2^53: every whole number is exact
    double value = 0.0;
    if (const auto fault = measure(text, value)) {
        return fault;
    }
    if (value != std::floor(value)) {
        return ErrorCode::value_not_integer;
    }
    if (value > most) {
        return ErrorCode::value_not_allowed;
    }
    out = static_cast<std::int64_t>(value);
    return std::nullopt;
}

}  // namespace presencia::layer
