// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "core/lonlat.hpp"
#include "geo/shapes.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace presencia::join {

/// Watches positions for one simple mistake: they lie outside the study's extent, and inside it with latitude and
/// longitude exchanged, or with the longitude's sign the other way round.
class SwapWatch {
public:
    explicit SwapWatch(geo::Box extent) : extent_(extent) {}

    void add(LonLat position) noexcept {
        if (position.defined()) add(position.point());
    }
    void add(Point<Wgs84> as_written) noexcept {
        ++seen_;
        if (extent_.contains(as_written)) return;
        if (extent_.contains({as_written.y, as_written.x})) {
            ++fits_swapped_;
        } else if (extent_.contains({-as_written.x, as_written.y})) {
            ++fits_mirrored_;
        }
    }
    /// Adds positions that lie within the study's extent.
    void add_within(std::int64_t positions) noexcept { seen_ += positions; }
    /// Adds what another one, of the same extent, has seen.
    void add(const SwapWatch& other) noexcept {
        seen_ += other.seen_;
        fits_swapped_ += other.fits_swapped_;
        fits_mirrored_ += other.fits_mirrored_;
    }
    bool swapped() const noexcept { return seen_ > 0 && 2 * fits_swapped_ > seen_; }
    std::int64_t seen() const noexcept { return seen_; }
    std::int64_t fits_swapped() const noexcept { return fits_swapped_; }
    std::int64_t fits_mirrored() const noexcept { return fits_mirrored_; }

private:
    geo::Box extent_;
    std::int64_t seen_ = 0;
    std::int64_t fits_swapped_ = 0;
    std::int64_t fits_mirrored_ = 0;
};

/// Throws coordinates_swapped for the layer's file where most positions fit only when swapped.
void require_not_swapped(const SwapWatch& watch, const std::string& file);

/// Tells how many single rows would lie in the study if they were exchanged, or had their sign: they are among the rows
/// outside, and which mistake it was only the owner of the data can say.
void note_misplaced(const SwapWatch& watch, Language language, std::vector<std::string>& notes);

}  // namespace presencia::join
