// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/pixel_mix.hpp"

#include "emit/tiles/area_fill.hpp"

#include <algorithm>
#include <optional>

namespace presencia::emit {

namespace {

struct Part {
    int cls = 0;
    std::int64_t share = 0;
};

/// The three largest shares, largest first.
std::array<Part, 3> largest(std::span<const std::int32_t> shares) {
    std::array<Part, 3> top{};
    for (std::size_t c = 1; c < shares.size(); ++c) {
        Part part{static_cast<int>(c), std::clamp(shares[c], 0, full_share)};
        if (part.share == 0) continue;
        for (Part& place : top) {
            if (part.share > place.share) std::swap(part, place);
        }
    }
    return top;
}

/// What nearly every mixed pixel is: one class, or two that fill it. The same as the way for all, in a fraction of its time; nothing where the pixel is none of these.
std::optional<Mix> simple_mix(std::span<const std::int32_t> shares) {
    std::array<Part, 2> part{};
    std::size_t n = 0;
    for (std::size_t c = 1; c < shares.size(); ++c) {
        if (shares[c] == 0) continue;
        if (shares[c] < 0 || n == part.size()) return std::nullopt;
        part[n++] = {static_cast<int>(c), shares[c]};
    }
    if (n == 0 || part[0].share + part[1].share > full_share) return std::nullopt;
    const std::int64_t exact = part[0].share * mix_steps;
    if (n == 1) {
        const auto steps = static_cast<std::uint8_t>((exact + full_share / 2) / full_share);
        return steps == 0 ? Mix{} : Mix{{static_cast<std::uint8_t>(part[0].cls), 0, 0}, {steps, 0, 0}};
    }
    if (part[0].share + part[1].share != full_share) return std::nullopt;
    // The larger one has what lies half way between two steps.
    const std::int64_t bias = part[0].share > part[1].share ? full_share / 2 : full_share / 2 - 1;
    const auto first = static_cast<std::uint8_t>((exact + bias) / full_share);
    const auto second = static_cast<std::uint8_t>(mix_steps - first);
    const auto a = static_cast<std::uint8_t>(part[0].cls), b = static_cast<std::uint8_t>(part[1].cls);
    if (first == 0) return Mix{{b, 0, 0}, {second, 0, 0}};
    if (second == 0) return Mix{{a, 0, 0}, {first, 0, 0}};
    return Mix{{a, b, 0}, {first, second, 0}};
}

/// The mix nearest to any shares.
Mix nearest_mix(std::span<const std::int32_t> shares) {
    std::int64_t total = 0;
    for (std::size_t c = 1; c < shares.size(); ++c) total += std::clamp(shares[c], 0, full_share);
    if (total == 0) return {};
    const std::array<Part, 3> top = largest(shares);
    const std::int64_t kept = top[0].share + top[1].share + top[2].share;
    // Eighths that are filled at all, then dealt to the three by largest remainder.
    const std::int64_t filled = (std::min<std::int64_t>(total, full_share) * mix_steps + full_share / 2) / full_share;
    std::array<std::int64_t, 3> dealt{}, rest{};
    std::int64_t left = filled;
    for (std::size_t k = 0; k < 3; ++k) {
        dealt[k] = top[k].share * filled / kept;
        rest[k] = top[k].share * filled % kept;
        left -= dealt[k];
    }
    for (; left > 0; --left) {
        const auto k = static_cast<std::size_t>(std::max_element(rest.begin(), rest.end()) - rest.begin());
        ++dealt[k];
        rest[k] = -1;
    }
    Mix mix;
    std::size_t n = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        if (dealt[k] == 0) continue;
        mix.cls[n] = static_cast<std::uint8_t>(top[k].cls);
        mix.share[n++] = static_cast<std::uint8_t>(dealt[k]);
    }
    if (n == 0) return {};
    // The same mix is the same number whichever share came first.
    if (n > 1 && mix.cls[0] > mix.cls[1]) std::swap(mix.cls[0], mix.cls[1]), std::swap(mix.share[0], mix.share[1]);
    if (n > 2 && mix.cls[1] > mix.cls[2]) std::swap(mix.cls[1], mix.cls[2]), std::swap(mix.share[1], mix.share[2]);
    if (n > 2 && mix.cls[0] > mix.cls[1]) std::swap(mix.cls[0], mix.cls[1]), std::swap(mix.share[0], mix.share[1]);
    return mix;
}

}  // namespace

MixTable::MixTable(int classes) {
    mixes_.push_back({});
    for (int c = 1; c <= classes; ++c) {
        mixes_.push_back({{static_cast<std::uint8_t>(c), 0, 0}, {static_cast<std::uint8_t>(mix_steps), 0, 0}});
    }
}

std::uint16_t MixTable::intern(std::span<const std::int32_t> shares) {
    const std::optional<Mix> simple = simple_mix(shares);
    return id_of(simple ? *simple : nearest_mix(shares));
}

std::uint16_t MixTable::id_of(const Mix& mix) {
    if (mix.share[0] == 0) return 0;
    if (mix.share[0] == mix_steps) return mix.cls[0];
    std::uint64_t key = 0;
    for (std::size_t k = 0; k < 3; ++k) key = key << 16 | static_cast<std::uint64_t>(mix.cls[k]) << 8 | mix.share[k];
    return static_cast<std::uint16_t>(ids_.get(key, [&] {
        mixes_.push_back(mix);
        return static_cast<std::uint32_t>(mixes_.size() - 1);
    }));
}

}  // namespace presencia::emit
