// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace presencia::join {

/// Index of a municipality in its table, which is sorted by (country, code); -1: none.
using MunicipalityIndex = std::int32_t;
inline constexpr MunicipalityIndex nowhere = -1;

/// Point in municipality: borders included, lowest index where several hold the point. Immutable after building, so
/// threads share it. The seam behind which the kernel can change.
class Locator {
public:
    /// Keeps a copy of what it needs of `shapes` (valid, lon/lat). Cost: linear in vertices, shared by the threads.
    explicit Locator(std::span<const geo::MultiPolygon> shapes, unsigned threads = 1);
    /// The same for shapes that lie here and there.
    static Locator over(std::span<const geo::MultiPolygon* const> shapes, unsigned threads);
    ~Locator();
    Locator(Locator&&) noexcept;

    MunicipalityIndex locate(Point<Wgs84> point) const;
    /// `out[k]` for `points[k]`; both of one length.
    void locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const;

    struct Nearest {
        MunicipalityIndex index = nowhere;
        Metres distance;
    };
    /// The nearest municipality within `limit` (geodesic to its border), lowest index on ties; nowhere else.
    Nearest nearest(LonLat position, Metres limit) const;

private:
    struct Impl;
    Locator(std::span<const geo::MultiPolygon* const> shapes, unsigned threads, bool here_and_there);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace presencia::join
