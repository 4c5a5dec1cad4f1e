// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace presencia::layer {

/// Reads the numbers of one source, with the decimal mark that the study declares. Files whose cells are numbers
/// already (not text) use the point.
class NumberReader {
public:
    explicit NumberReader(const study::Source& source);

    /// A finite number into `out`, or why there is none: value_not_number (also for ""), value_not_finite.
    std::optional<ErrorCode> finite(std::string_view text, double& out) const;
    /// A finite number of at least 0; also value_negative.
    std::optional<ErrorCode> measure(std::string_view text, double& out) const;
    /// A whole number from 0 to 9e15; also value_negative, value_not_integer. "12.0" is one.
    std::optional<ErrorCode> count(std::string_view text, std::int64_t& out) const;

    /// Whether the decimal mark is the point and nothing else.
    bool plain_points() const noexcept { return !comma_; }

private:
    std::optional<double> parse(std::string_view text) const;

    bool comma_ = false;
    bool point_too_ = false;
};

}  // namespace presencia::layer
