// SPDX-License-Identifier: Apache-2.0
#include "reach/reach.hpp"

#include "core/parallel.hpp"
#include "geo/measure.hpp"
#include "join/locator.hpp"
#include "reach/completeness.hpp"
#include "reach/concurrence.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>
#include <utility>

namespace presencia::reach {

namespace {

using FamilyRow = std::array<FamilyReach, study::family_count>;
constexpr std::size_t family_sets = join::family_masks;
constexpr std::int64_t need_min_incidents = 20;
constexpr double surface_factor = 2.0;
constexpr std::size_t area_sample_points = 1000;

/// A place that stands for people or for area.
struct Weighted {
    LonLat position;
    double weight;
};

/// Positions on a regular grid inside the shape, at least a thousand of them, each weighted by the area of its cell.
std::vector<Weighted> area_sample(const geo::MultiPolygon& shape) {
    const geo::Box box = geo::box_of(shape);
    const join::Locator locator(std::span(&shape, 1));
    std::vector<Weighted> sample;
    std::vector<Point<Wgs84>> row;
    std::vector<join::MunicipalityIndex> inside;
    for (int n = 32; sample.size() < area_sample_points && n <= 1024; n *= 2) {
        sample.clear();
        row.resize(static_cast<std::size_t>(n));
        inside.resize(row.size());
        for (int k = 0; k < n; ++k) {
            const double y = box.min_y + (box.max_y - box.min_y) * (k + 0.5) / n;
            for (int column = 0; column < n; ++column) row[static_cast<std::size_t>(column)] = {box.min_x + (box.max_x - box.min_x) * (column + 0.5) / n, y};
            locator.locate(row, inside);
            for (std::size_t column = 0; column < row.size(); ++column) {
                if (inside[column] != join::nowhere) sample.push_back({*LonLat::checked(row[column].x, row[column].y), std::cos(y * std::numbers::pi / 180.0)});
            }
        }
    }
    return sample;
}

/// Computes one municipality; reads shared tables only, so that municipalities run side by side.
class MunicipalityReach {
public:
    MunicipalityReach(const layer::Municipality& municipality, std::int32_t index, std::span<const layer::SurfacePoint> points, const Catchments& catchments)
        : municipality_(municipality), index_(index), points_(points), catchments_(catchments) {}

    double surface_people() const {
        double sum = 0.0;
        for (const layer::SurfacePoint& point : points_) sum += point.people;
        return sum;
    }

    bool surface_usable(std::int64_t min_points) const {
        const double people = surface_people();
        const double known = municipality_.population;
        const bool fits = std::isnan(known) || (people * surface_factor >= known && people <= known * surface_factor);
        return std::cmp_greater_equal(points_.size(), min_points) && people > 0.0 && fits;
    }

    void compute(FamilyRow& row, Concurrence& concurrence, bool usable, FamilySets sets, unsigned declared_only) const {
        std::array<geo::MultiPolygon, study::family_count> areas;
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (sets.studied & (1u << f)) {
                areas[f] = catchments_.area_within(static_cast<study::Family>(f), index_);
                const double share = areas[f].empty() ? 0.0 : geo::area(areas[f]).value() / municipality_.area.value();
                row[f].area = std::clamp(share, 0.0, 1.0);
            }
        }
        if (usable) {
            concurrence = by_people(row, sets);
        } else {
            concurrence = concurrence_of_area(municipality_.shape, areas, sets);
        }
        nearest(row, usable, sets);
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if ((sets.studied & (1u << f)) == 0) continue;
            row[f].reach = row[f].people.known() ? row[f].people : row[f].area;
            row[f].basis = (declared_only & (1u << f)) ? Basis::declared : row[f].people.known() ? Basis::people : Basis::area;
        }
    }

private:
    Concurrence by_people(FamilyRow& row, FamilySets sets) const {
        std::array<double, family_sets> people{};
        double total = 0.0;
        for (const layer::SurfacePoint& point : points_) {
            people[catchments_.families_reaching(point.position, index_)] += point.people;
            total += point.people;
        }
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if ((sets.studied & (1u << f)) == 0) continue;
            double reached = 0.0;
            for (std::size_t families = 0; families < family_sets; ++families) {
                if (families & (std::size_t{1} << f)) reached += people[families];
            }
            row[f].people = reached / total;
        }
        return concurrence_of_people(people, sets);
    }

    void nearest(FamilyRow& row, bool usable, FamilySets sets) const {
        std::vector<Weighted> places;
        if (usable) {
            for (const layer::SurfacePoint& point : points_) places.push_back({point.position, point.people});
        } else {
            places = area_sample(municipality_.shape);
        }
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if ((sets.studied & (1u << f)) == 0) continue;
            double sum = 0.0;
            double weight = 0.0;
            bool any = false;
            for (const Weighted& place : places) {
                if (const auto distance = catchments_.nearest(static_cast<study::Family>(f), place.position, index_)) {
                    sum += place.weight * distance->value() / 1000.0;
                    weight += place.weight;
                    any = true;
                }
            }
            row[f].nearest_km = any ? Maybe<double>(sum / weight) : Maybe<double>(Absence::no_site);
        }
    }

    const layer::Municipality& municipality_;
    std::int32_t index_;
    std::span<const layer::SurfacePoint> points_;
    const Catchments& catchments_;
};

/// Counts of sites and what they state, by municipality and family.
void count_sites(const layer::SiteTable& sites, Date as_of, std::vector<FamilyRow>& rows, std::vector<unsigned>& declared) {
    for (const layer::Site& site : sites.rows) {
        if (site.municipality < 0) {
            continue;
        }
        const auto m = static_cast<std::size_t>(site.municipality);
        FamilyReach& family = rows[m][static_cast<std::size_t>(site.family)];
        for (const Date event : {site.start, site.end}) {
            if (event <= as_of) family.newest = std::max(family.newest, event);  // what lies ahead says nothing about the data's age
        }
        const std::optional<bool> operating = operates(site, as_of);
        if (site.kind == study::Kind::programme) {
            family.programmes += operating == true ? 1 : 0;
            family.programmes_unknown += operating ? 0 : 1;
            continue;
        }
        if (operating != true) {
            continue;
        }
        ++family.sites;
        family.worst_precision = std::max(family.worst_precision, site.precision);
        if (!std::isnan(site.staff)) family.staff = (std::isnan(family.staff) ? 0.0 : family.staff) + site.staff;
        if (!std::isnan(site.capacity)) family.capacity = (std::isnan(family.capacity) ? 0.0 : family.capacity) + site.capacity;
        if (site.reach.municipality) declared[m] |= 1u << static_cast<unsigned>(site.family);
    }
}

void share_of_need(FamilyReach& family, std::size_t f, const join::Tally& tally, std::size_t m) {
    const std::int64_t located = tally.located[m];
    if (tally.weight[m] < need_min_incidents || 2 * located < tally.weight[m]) {
        family.need = family.reach;
        family.need_is_reach = true;
        return;
    }
    std::int64_t within = 0;
    for (std::size_t families = 0; families < family_sets; ++families) {
        if (families & (std::size_t{1} << f)) within += tally.by_families[m][families];
    }
    family.need = static_cast<double>(within) / static_cast<double>(located);
}

/// First and one past the last surface point of each municipality; the points are sorted by municipality.
std::vector<std::pair<std::size_t, std::size_t>> ranges_of(const layer::PopulationSurface& surface, std::size_t municipalities) {
    std::vector<std::pair<std::size_t, std::size_t>> ranges(municipalities, {0, 0});
    for (std::size_t i = 0; i < surface.points.size(); ++i) {
        auto& range = ranges[static_cast<std::size_t>(surface.points[i].municipality)];
        if (range.second == 0) range.first = i;
        range.second = i + 1;
    }
    return ranges;
}

}  // namespace

std::string_view to_string(Basis basis) {
    switch (basis) {
        case Basis::people: return "people";
        case Basis::area: return "area";
        case Basis::declared: return "declared";
        case Basis::none: return "none";
    }
    return "none";
}

Reach compute_reach(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                    const Catchments& catchments, const join::Tally& tally, unsigned threads, Progress& progress) {
    const std::size_t n = municipalities.rows.size();
    Reach reach;
    reach.by_municipality.resize(n);
    reach.concurrence.resize(n);
    reach.surface_people.assign(n, Absence::no_surface);
    reach.surface_usable.assign(n, 0);
    const auto layers = layers_by_family(study, sites);
    unsigned studied = 0;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        reach.studied[f] = !layers[f].empty();
        studied |= reach.studied[f] ? 1u << f : 0u;
    }
    std::vector<unsigned> declared(n, 0u);
    count_sites(sites, study.as_of, reach.by_municipality, declared);
    const auto ranges = ranges_of(surface, n);

    progress.stage("reach", static_cast<std::int64_t>(n));
    std::atomic<std::int64_t> done{0};
    parallel_for(n, threads, [&](std::size_t m, unsigned worker) {
        const layer::Municipality& municipality = municipalities.rows[m];
        FamilyRow& row = reach.by_municipality[m];
        FamilySets sets{studied, 0u};
        for (std::size_t f = 0; f < study::family_count; ++f) {
            row[f].complete = family_complete(study, sites, layers[f], municipality);
            sets.incomplete |= reach.studied[f] && !row[f].complete ? 1u << f : 0u;
        }
        const std::span points(surface.points.data() + ranges[m].first, ranges[m].second - ranges[m].first);
        const MunicipalityReach one(municipality, static_cast<std::int32_t>(m), points, catchments);
        const bool usable = surface.given() && one.surface_usable(surface.min_points);
        if (surface.given()) {
            reach.surface_people[m] = one.surface_people();
            reach.surface_usable[m] = usable ? 1 : 0;
        }
        for (std::size_t f = 0; f < study::family_count; ++f) {
            row[f].people = reach.studied[f] ? Absence::no_surface : Absence::not_studied;
            row[f].area = row[f].reach = row[f].need = row[f].nearest_km = Absence::not_studied;
        }
        one.compute(row, reach.concurrence[m], usable, sets, declared[m]);
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (reach.studied[f]) share_of_need(row[f], f, tally, m);
        }
        const std::int64_t finished = ++done;
        if (worker == 0) {  // the terminal belongs to the calling thread
            progress.check_interrupted();
            progress.advance(finished);
        }
    });
    for (std::size_t f = 0; f < study::family_count; ++f) {
        reach.zero_everywhere[f] = reach.studied[f] && std::none_of(reach.by_municipality.begin(), reach.by_municipality.end(), [f](const FamilyRow& row) {
                                       return row[f].reach.known() && *row[f].reach > 0.0;
                                   });
    }
    return reach;
}

}  // namespace presencia::reach
