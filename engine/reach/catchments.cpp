// SPDX-License-Identifier: Apache-2.0
#include "reach/catchments.hpp"

#include "core/earth.hpp"
#include "geo/chord.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"
#include "reach/needed_discs.hpp"
#include "reach/nearest_index.hpp"
#include "reach/site_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace presencia::reach {

namespace {

constexpr int every_country = -1;

/// One operating service site that serves places.
struct Serving {
    study::Family family;
    int country;  ///< index into the countries of the study, or every_country
    LonLat position;
    geo::MultiPolygon area;  ///< of polygon sites, else empty
    Metres radius;
    geo::Box box;  ///< around the catchment, generous
};

/// A box that surely holds everything within `radius` of `inner`: the shortest degree of latitude is 110,574 m.
geo::Box grow(const geo::Box& inner, Metres radius) {
    const double dy = radius.value() / 110574.0 * 1.001 + 1e-9;
    geo::Box out{-180.0, std::max(-90.0, inner.min_y - dy), 180.0, std::min(90.0, inner.max_y + dy)};
    const double latitude = std::max(std::abs(out.min_y), std::abs(out.max_y));
    const double metres_a_degree = earth::semi_major_m * std::numbers::pi / 180.0 * std::cos(latitude * std::numbers::pi / 180.0);
    const double dx = metres_a_degree > 0.0 ? radius.value() / metres_a_degree * 1.001 + 1e-9 : 360.0;
    if (dx < 180.0) {
        out.min_x = std::max(-180.0, inner.min_x - dx);
        out.max_x = std::min(180.0, inner.max_x + dx);
    }
    return out;
}

/// What tells of most positions whether a site reaches them, side by side in memory. Polygon sites are always asked themselves.
struct Catching {
    geo::EarthPoint centre;
    geo::ReachByChord reach;
    int country;
    unsigned bit;
};

Catching catching_of(const Serving& site) {
    Catching out{geo::earth_point(site.position), geo::ReachByChord(site.radius.value()), site.country, 1u << static_cast<unsigned>(site.family)};
    if (!site.area.empty()) {
        out.reach.surely_within = -1.0;
        out.reach.surely_beyond = std::numeric_limits<double>::infinity();
    }
    return out;
}

bool serves(const Serving& site, int country) {
    return site.country == every_country || site.country == country;
}

bool reaches(const Serving& site, LonLat position) {
    if (!site.area.empty()) {
        return geo::covers(site.area, position.point()) || (site.radius.value() > 0.0 && geo::distance_to(position, site.area) <= site.radius);
    }
    return geo::geodesic_distance(position, site.position) <= site.radius;
}

/// A polygon site is no nearer than this: what its box, which has the kilometres around it as well, is away by latitude.
double metres_north_or_south(LonLat position, const Serving& site) {
    constexpr double shortest_degree = 110'574.0 * 0.999;
    const double degrees = std::max(site.box.min_y - position.latitude(), position.latitude() - site.box.max_y);
    return degrees * shortest_degree;
}

geo::MultiPolygon shape_of(const Serving& site) {
    if (site.area.empty()) {
        return geo::disc(site.position, site.radius);
    }
    return site.radius.value() > 0.0 ? geo::buffer(site.area, site.radius) : site.area;
}

geo::Box box_of(const Serving& site) {
    geo::Box inner;
    if (site.area.empty()) {
        inner.add(site.position.point());
    } else {
        inner = geo::box_of(site.area);
    }
    return grow(inner, site.radius);
}

}  // namespace

struct Catchments::Impl {
    std::vector<int> country_of;  ///< municipality -> index of its country
    std::vector<geo::Box> municipality_box;
    const layer::MunicipalityTable* municipalities = nullptr;
    std::vector<Serving> serving;
    std::vector<Catching> catching;  ///< of each of them
    unsigned families = 0;           ///< that any of them is of
    SiteGrid grid;
    std::vector<unsigned> declared;  ///< municipality -> families that serve the whole of it by declaration
    /// [family][country]: points that serve the country.
    std::array<std::vector<NearestIndex>, study::family_count> nearest;
    std::array<std::vector<std::uint32_t>, study::family_count> polygons;  ///< polygon sites of each family
};

namespace {

/// "own country": that of the municipality the site lies in; outside all, its country column; else none.
std::optional<int> country_served(const layer::Site& site, const std::vector<int>& country_of, const std::map<std::string, int>& countries) {
    if (site.cross_border) {
        return every_country;
    }
    if (site.municipality >= 0) {
        return country_of[static_cast<std::size_t>(site.municipality)];
    }
    const auto at = countries.find(site.country);
    return at == countries.end() ? std::nullopt : std::optional(at->second);
}

bool has_place(const layer::Site& site) {
    return site.position.defined() && site.precision <= layer::Precision::approximate;
}

}  // namespace

Catchments::Catchments(const layer::SiteTable& sites, const layer::MunicipalityTable& municipalities, Date as_of) {
    auto impl = std::make_unique<Impl>();
    impl->municipalities = &municipalities;
    std::map<std::string, int> countries;
    for (const layer::Municipality& m : municipalities.rows) {
        impl->country_of.push_back(countries.try_emplace(m.country, static_cast<int>(countries.size())).first->second);
        impl->municipality_box.push_back(geo::box_of(m.shape));
    }
    impl->declared.assign(municipalities.rows.size(), 0u);
    std::vector<geo::Box> boxes;
    for (const layer::Site& site : sites.rows) {
        if (site.kind != study::Kind::service || operates(site, as_of) != true) {
            continue;
        }
        if (site.reach.municipality && site.municipality >= 0) {
            impl->declared[static_cast<std::size_t>(site.municipality)] |= 1u << static_cast<unsigned>(site.family);
        }
        const std::optional<int> country = country_served(site, impl->country_of, countries);
        if (!has_place(site) || !country) {
            continue;
        }
        Serving serving{site.family, *country, site.position, site.area, kilometres(site.reach.km.value_or(0.0)), {}};
        serving.box = box_of(serving);
        boxes.push_back(serving.box);
        if (!serving.area.empty()) impl->polygons[static_cast<std::size_t>(serving.family)].push_back(static_cast<std::uint32_t>(impl->serving.size()));
        impl->catching.push_back(catching_of(serving));
        impl->families |= impl->catching.back().bit;
        impl->serving.push_back(std::move(serving));
    }
    impl->grid = SiteGrid(boxes);
    for (std::size_t f = 0; f < study::family_count; ++f) {
        for (int country = 0; country < static_cast<int>(countries.size()); ++country) {
            std::vector<LonLat> positions;
            for (const Serving& site : impl->serving) {
                if (static_cast<std::size_t>(site.family) == f && site.area.empty() && serves(site, country)) {
                    positions.push_back(site.position);
                }
            }
            impl->nearest[f].emplace_back(std::move(positions));
        }
    }
    impl_ = std::move(impl);
}

Catchments::~Catchments() = default;
Catchments::Catchments(Catchments&&) noexcept = default;

unsigned Catchments::families_reaching(LonLat position, std::int32_t m) const {
    const auto index = static_cast<std::size_t>(m);
    unsigned families = impl_->declared[index];
    const int country = impl_->country_of[index];
    const unsigned possible = families | impl_->families;
    if (families == possible) return families;
    const geo::EarthPoint place = geo::earth_point(position);
    impl_->grid.candidates(position.point(), [&](std::uint32_t i) {
        const Catching& site = impl_->catching[i];
        if ((families & site.bit) != 0 || (site.country != every_country && site.country != country)) return;
        const double chord = geo::chord_squared(place, site.centre);
        if (chord > site.reach.surely_beyond) return;
        if (chord <= site.reach.surely_within || reaches(impl_->serving[i], position)) families |= site.bit;
    });
    return families;
}

geo::MultiPolygon Catchments::area_within(study::Family family, std::int32_t m) const {
    const auto index = static_cast<std::size_t>(m);
    const geo::MultiPolygon& municipality = impl_->municipalities->rows[index].shape;
    if (impl_->declared[index] & (1u << static_cast<unsigned>(family))) {
        return municipality;
    }
    std::vector<geo::MultiPolygon> shapes;
    std::vector<const Serving*> points;
    std::vector<Disc> discs;
    for (const std::uint32_t i : impl_->grid.intersecting(impl_->municipality_box[index])) {
        const Serving& site = impl_->serving[i];
        if (site.family != family || !serves(site, impl_->country_of[index])) continue;
        if (!site.area.empty()) {
            shapes.push_back(shape_of(site));
        } else if (site.radius.value() > 0.0) {
            points.push_back(&site);
            discs.push_back({impl_->catching[i].centre, site.radius.value()});
        }
    }
    const NeededDiscs found = needed_discs(discs, impl_->municipality_box[index]);
    if (found.whole) {
        return municipality;
    }
    for (const std::uint32_t k : found.needed) shapes.push_back(shape_of(*points[k]));
    return shapes.empty() ? geo::MultiPolygon{} : geo::intersection(geo::unite(shapes), municipality);
}

std::optional<Metres> Catchments::nearest(study::Family family, LonLat position, std::int32_t m) const {
    const int country = impl_->country_of[static_cast<std::size_t>(m)];
    std::optional<Metres> best = impl_->nearest[static_cast<std::size_t>(family)][static_cast<std::size_t>(country)].distance(position);
    for (const std::uint32_t i : impl_->polygons[static_cast<std::size_t>(family)]) {
        const Serving& site = impl_->serving[i];
        if (!serves(site, country) || (best && metres_north_or_south(position, site) > best->value())) continue;
        const Metres distance = geo::distance_to(position, site.area);
        best = best ? std::min(*best, distance) : distance;
    }
    return best;
}

}  // namespace presencia::reach
