// SPDX-License-Identifier: Apache-2.0
#include "gap/withheld_parts.hpp"

#include <cmath>

namespace presencia::gap {

namespace {

constexpr std::int64_t fewest_sensitive_sites = 3;  // fewer are not counted in public

/// Located incidents within one family's catchments and not within another's; -1 where the sets of families are not given.
std::int64_t within_only(const GapInput& input, std::size_t i, std::size_t one, std::size_t other) {
    if (input.located_by_families.empty()) {
        return -1;
    }
    std::int64_t sum = 0;
    for (std::size_t mask = 0; mask < join::family_masks; ++mask) {
        if ((mask >> one & 1U) != 0 && (mask >> other & 1U) == 0) sum += input.located_by_families[i][mask];
    }
    return sum;
}

bool small(std::int64_t count, std::int64_t threshold) {
    return count >= 1 && count <= threshold;
}

/// Whether the share located within the family's catchments tells of a small count.
bool part_tells(const GapInput& input, const Result& result, std::size_t i, std::size_t f, std::int64_t threshold) {
    const reach::FamilyReach& reach = input.reach.by_municipality[i][f];
    if (!result.studied[f] || reach.need_is_reach || !reach.need.known()) {
        return false;
    }
    const std::int64_t located = input.incidents_located[i];
    const std::int64_t within = std::llround(*reach.need * static_cast<double>(located));
    if (small(within, threshold) || small(located - within, threshold)) {
        return true;
    }
    for (std::size_t g = 0; g < study::family_count; ++g) {
        if (g == f || !result.studied[g]) continue;
        const std::int64_t here_only = within_only(input, i, f, g);
        const std::int64_t there_only = within_only(input, i, g, f);
        // As far as incidents show, one lies inside the other: subtraction gives the small rest.
        if ((there_only == 0 && small(here_only, threshold)) || (here_only == 0 && small(there_only, threshold))) return true;
    }
    return false;
}

/// Operating sensitive sites of a family in a municipality.
struct Sensitive {
    std::int64_t services = 0;
    std::int64_t programmes = 0;
};

bool place_known(const layer::Site& site) {
    const bool placed = site.position.defined() || !site.area.empty();
    return placed && (site.precision == layer::Precision::exact || site.precision == layer::Precision::approximate);
}

/// Distances in the countries a placed sensitive service serves would lead to its door.
void withhold_distances(Result& result, const layer::Site& site, const std::string& country) {
    for (MunicipalityResult& m : result.municipalities) {
        FamilyResult& family = m.family[static_cast<std::size_t>(site.family)];
        if ((site.cross_border || m.country == country) && family.nearest_km.known()) family.nearest_km = Absence::suppressed;
    }
}

}  // namespace

void withhold_need(MunicipalityResult& m) {
    m.incidents = Absence::suppressed;
    m.rate = m.rate_low = m.rate_high = m.rate_eb = m.expected_incidents = Absence::suppressed;
    m.unreached_need = m.unreached_need_rate = Absence::suppressed;
    m.gap_score_low = m.gap_score_high = Absence::suppressed;
    m.need_rank = m.gap_rank = Absence::suppressed;
    m.certainty = Certainty::not_applicable;
    for (FamilyResult& family : m.family) {
        if (family.presence != Presence::not_studied) {
            family.reach_need = family.unreached_need = family.incidents_per_site = Absence::suppressed;
        }
    }
}

std::int64_t withhold_small_parts(Result& result, const GapInput& input, std::int64_t threshold) {
    std::int64_t parts = 0;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        for (std::size_t f = 0; f < study::family_count; ++f) {
            FamilyResult& family = result.municipalities[i].family[f];
            if (family.reach_need.known() && part_tells(input, result, i, f, threshold)) {
                family.reach_need = Absence::suppressed;
                ++parts;
            }
        }
    }
    return parts;
}

std::int64_t withhold_sensitive_sites(Result& result, const GapInput& input) {
    std::vector<std::array<Sensitive, study::family_count>> sensitive(result.municipalities.size());
    for (const layer::Site& site : input.sites.rows) {
        if (!site.sensitive || reach::operates(site, input.study.as_of) != true) continue;
        const bool inside = site.municipality >= 0;
        const bool service = site.kind == study::Kind::service;
        if (service && place_known(site)) {
            withhold_distances(result, site, inside ? result.municipalities[static_cast<std::size_t>(site.municipality)].country : site.country);
        }
        if (inside) {
            Sensitive& count = sensitive[static_cast<std::size_t>(site.municipality)][static_cast<std::size_t>(site.family)];
            (service ? count.services : count.programmes) += 1;
        }
    }
    std::int64_t withheld = 0;
    for (std::size_t i = 0; i < sensitive.size(); ++i) {
        for (std::size_t f = 0; f < study::family_count; ++f) {
            FamilyResult& family = result.municipalities[i].family[f];
            const Sensitive& count = sensitive[i][f];
            const bool services = small(count.services, fewest_sensitive_sites - 1);
            const bool programmes = small(count.programmes, fewest_sensitive_sites - 1);
            if (services) {
                family.sites = Absence::suppressed;
                family.sites_per_100k = family.people_per_site = family.incidents_per_site = family.staff_per_10k = Absence::suppressed;
            }
            if (programmes) family.programmes = Absence::suppressed;
            if (count.services > 0) family.nearest_km = Absence::suppressed;
            withheld += services || programmes ? 1 : 0;
        }
    }
    return withheld;
}

}  // namespace presencia::gap
