// SPDX-License-Identifier: Apache-2.0
#include "reach/needed_discs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace presencia::reach {

namespace {

/// Discs are drawn with 360 corners, which come this much nearer to the centre than the rim at most, and then some.
constexpr double inner_share = 0.999;

class Cutting {
public:
    explicit Cutting(std::span<const Disc> discs) : discs_(discs), needed_(discs.size(), 0) {}

    enum class Mark { rims, covers };

    /// Whether single discs cover all of the box, part by part. Marks the discs that are needed where none does, or in
    /// a second round, which knows those, one for each part that one covers.
    bool cut(const geo::Box& box, std::span<const std::uint32_t> near, Mark mark, unsigned depth) {
        const geo::EarthPoint centre = geo::earth_point(*LonLat::checked((box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0));
        const double half = half_diagonal(box);
        std::vector<std::uint32_t> touching;
        std::size_t cover = discs_.size();
        for (const std::uint32_t k : near) {
            const double chord = std::sqrt(geo::chord_squared(centre, discs_[k].centre));
            if (chord > discs_[k].radius * 1.001 + half) continue;
            touching.push_back(k);
            const bool covers = geo::longest_geodesic(chord) + half <= discs_[k].radius * inner_share;
            // One that is needed anyway is best.
            if (covers && (cover == discs_.size() || (needed_[cover] == 0 && needed_[k] != 0))) cover = k;
        }
        if (cover < discs_.size()) {
            if (mark == Mark::covers) needed_[cover] = 1;
            return true;
        }
        const bool all_needed = std::all_of(touching.begin(), touching.end(), [&](std::uint32_t k) { return needed_[k] != 0; });
        if (depth == 0 || touching.size() < 2 || (all_needed && open_)) {
            for (const std::uint32_t k : touching) needed_[k] = 1;
            open_ = true;
            return false;
        }
        const double x = (box.min_x + box.max_x) / 2.0, y = (box.min_y + box.max_y) / 2.0;
        bool whole = true;
        for (const geo::Box& part : {geo::Box{box.min_x, box.min_y, x, y}, geo::Box{x, box.min_y, box.max_x, y}, geo::Box{box.min_x, y, x, box.max_y}, geo::Box{x, y, box.max_x, box.max_y}}) {
            whole = cut(part, touching, mark, depth - 1) && whole;
        }
        return whole;
    }

    std::vector<std::uint32_t> needed() const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t k = 0; k < needed_.size(); ++k) {
            if (needed_[k] != 0) out.push_back(k);
        }
        return out;
    }

private:
    /// No place of the box is farther than this from its centre.
    static double half_diagonal(const geo::Box& box) {
        constexpr double radians = std::numbers::pi / 180.0;
        const bool over_equator = box.min_y <= 0.0 && box.max_y >= 0.0;
        const double widest = over_equator ? 1.0 : std::cos(std::min(std::abs(box.min_y), std::abs(box.max_y)) * radians);
        const double dx = (box.max_x - box.min_x) / 2.0 * 111'320.0 * widest, dy = (box.max_y - box.min_y) / 2.0 * 111'700.0;
        return 1.01 * std::hypot(dx, dy) + 1e-3;
    }

    std::span<const Disc> discs_;
    std::vector<std::uint8_t> needed_;
    bool open_ = false;  ///< some part is known not to be covered by one disc
};

}  // namespace

NeededDiscs needed_discs(std::span<const Disc> discs, const geo::Box& box) {
    constexpr unsigned deepest = 6;
    std::vector<std::uint32_t> all(discs.size());
    for (std::uint32_t k = 0; k < all.size(); ++k) all[k] = k;
    Cutting cutting(discs);
    NeededDiscs out;
    out.whole = !discs.empty() && cutting.cut(box, all, Cutting::Mark::rims, deepest);
    if (!out.whole) {
        cutting.cut(box, all, Cutting::Mark::covers, deepest);
        out.needed = cutting.needed();
    }
    return out;
}

}  // namespace presencia::reach
