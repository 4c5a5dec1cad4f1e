// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "core/progress.hpp"
#include "join/tally.hpp"
#include "reach/catchments.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace presencia::reach {

enum class Basis : std::uint8_t { people, area, declared, none };
std::string_view to_string(Basis basis);

/// One municipality and one family. Shares are in [0, 1].
struct FamilyReach {
    Maybe<double> people;
    Maybe<double> area;
    Maybe<double> need;          ///< where at least 20 incidents and half of them located; else the value of `reach`
    bool need_is_reach = false;  ///< `need` was taken from `reach`
    Maybe<double> reach;         ///< people if known, else area
    Basis basis = Basis::none;
    Maybe<double> nearest_km;    ///< people-weighted mean; area-weighted (a fixed grid of at least a thousand interior points) without a surface
    std::int64_t sites = 0;       ///< operating services in the municipality
    std::int64_t programmes = 0;  ///< operating programmes
    std::int64_t programmes_unknown = 0;  ///< programmes without an end, 24 months after their last dated event
    double staff = layer::not_known;      ///< sum over operating services that state it; NaN where none does
    double capacity = layer::not_known;
    bool complete = false;       ///< every layer of the family is complete for the municipality on as_of
    layer::Precision worst_precision = layer::Precision::exact;  ///< of the operating services in the municipality
    Date newest;                 ///< latest dated event of the family's sites in the municipality
};

/// Shares of a municipality's people (else area) by number of the four families that reach them.
struct Concurrence {
    std::array<double, 5> low{};   ///< recorded sites
    std::array<double, 5> high{};  ///< each family not complete there counted as reaching all
    bool known = false;            ///< false where the municipality has neither surface nor area
};

struct Reach {
    std::vector<std::array<FamilyReach, study::family_count>> by_municipality;
    std::vector<Concurrence> concurrence;
    std::vector<Maybe<double>> surface_people;  ///< people of the surface per municipality (0 where it has no points); no_surface where the study has none
    std::vector<std::uint8_t> surface_usable;   ///< passes the min_points and factor 2 tests
    std::array<bool, study::family_count> studied{};
    std::array<bool, study::family_count> zero_everywhere{};  ///< a loud notice
};

/// Everything of product.md section 3 about reach. `tally` is the weight of the at-risk incident group (one element a municipality), for reach_need.
Reach compute_reach(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                    const Catchments& catchments, const join::Tally& tally, unsigned threads, Progress& progress);

}  // namespace presencia::reach
