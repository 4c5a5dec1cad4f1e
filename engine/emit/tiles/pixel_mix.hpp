// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/key_map.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// Steps in which shares and line coverage are drawn: enough for smooth edges, few enough for a small palette.
inline constexpr int mix_steps = 8;

/// What fills a pixel: up to three classes with their shares in eighths. The rest of the eighths is transparent.
struct Mix {
    std::array<std::uint8_t, 3> cls{};  ///< 0: unused
    std::array<std::uint8_t, 3> share{};

    friend bool operator==(const Mix&, const Mix&) = default;
};

/// Gives every mix in use a small number. 0 is nothing, 1 .. classes are the pure classes.
class MixTable {
public:
    explicit MixTable(int classes);

    /// The mix nearest to these exact shares (by class, full_share is one). Shares are clamped to [0, 1]; more than
    /// one in sum is scaled down. The three largest are kept; ties go to the lower class.
    std::uint16_t intern(std::span<const std::int32_t> shares);

    const Mix& operator[](std::uint16_t id) const { return mixes_[id]; }

private:
    std::uint16_t id_of(const Mix& mix);

    std::vector<Mix> mixes_;
    KeyMap ids_;
};

}  // namespace presencia::emit
