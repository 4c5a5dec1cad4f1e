// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/tables.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace presencia::reach {

/// start <= as_of <= end (missing dates open) and an operating status. A programme without an end is unknown (nothing) 24 months after its last dated event.
std::optional<bool> operates(const layer::Site& site, Date as_of);

/// The places that operating service sites serve: answers "which families reach this position". Immutable, shared by threads.
/// Catchments: within = geodesic distance <= km; a polygon serves its interior plus km around it; a site known only to municipality level serves no place (unless the layer
/// declares `municipality = true`: then its whole municipality). Sites serve their own country (that of the municipality they lie in) unless cross_border.
class Catchments {
public:
    Catchments(const layer::SiteTable& sites, const layer::MunicipalityTable& municipalities, Date as_of);
    ~Catchments();
    Catchments(Catchments&&) noexcept;

    /// Whether no family reaches anywhere.
    bool none() const;

    /// Bit set of families (1 << Family) that reach `position` in municipality `m`. Exact; cost: the sites of the cell around it.
    unsigned families_reaching(LonLat position, std::int32_t m) const;

    /// The catchment of a family within municipality `m`, clipped to it; drawn with discs of 360 vertices.
    geo::MultiPolygon area_within(study::Family family, std::int32_t m) const;

    /// Geodesic distance from a position to the nearest operating service site of a family that serves municipality `m`'s country; nothing where there is none.
    std::optional<Metres> nearest(study::Family family, LonLat position, std::int32_t m) const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace presencia::reach
