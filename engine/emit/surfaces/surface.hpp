// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "core/point.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// What a surface of whole numbers holds where there is none; the others hold NaN.
inline constexpr float no_whole_number = 255.0F;

/// Cells that are drawn together: a centre each, and whose it is (-1: nobody's). The value of a cell is that of its centre.
struct Cells {
    std::vector<Point<Wgs84>> centre;
    std::vector<std::int32_t> municipality;
};

struct SurfaceBand {
    std::string name;
    std::string label;     ///< in the study's language
    std::string unit{};
    std::string codes{};   ///< "1=gap 2=gap_unknown ...", of a band of codes
};

/// A raster of one subject.
struct Surface {
    std::string name;
    bool whole = false;  ///< numbers from 0 to 254 in a byte, else 32-bit reals
    std::vector<SurfaceBand> bands;
    /// Fills band after band, row by row. Several threads at once.
    std::function<void(const Cells&, std::span<float>)> fill;

    float nothing() const noexcept { return whole ? no_whole_number : std::numeric_limits<float>::quiet_NaN(); }
};

/// The band beside a band of values that says why a cell of the study has none: the codes of state_code().
SurfaceBand state_band(const SurfaceBand& of);

/// 0 where the value is there, else which reason of core/maybe.hpp, in its order.
inline float state_code(Absence absence) noexcept {
    return static_cast<float>(static_cast<int>(absence));
}

}  // namespace presencia::emit
