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

/// A polygon site with a ball around it, in metres through the Earth.
struct PolygonPlace {
    std::uint32_t site;
    geo::EarthPoint centre;
    double radius;
};

/// The ball around the middle of the box: no point of an edge is farther from a corner than half the edge's length, which is at most that of its steps along a meridian and the equator.
PolygonPlace place_of(std::uint32_t index, const geo::MultiPolygon& area) {
    constexpr double longest_degree = 111'700.0;
    const geo::Box box = geo::box_of(area);
    const LonLat middle = LonLat::checked((box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0).value();
    PolygonPlace place{index, geo::earth_point(middle), 0.0};
    double farthest = 0.0, longest_edge = 0.0;
    for (const geo::Polygon& part : area) {
        for (std::size_t k = 0; k < part.outer.size(); ++k) {
            const auto& corner = part.outer[k];
            farthest = std::max(farthest, geo::chord_squared(place.centre, geo::earth_point(LonLat::checked(corner.x, corner.y).value())));
            if (k > 0) longest_edge = std::max(longest_edge, (std::abs(corner.x - part.outer[k - 1].x) + std::abs(corner.y - part.outer[k - 1].y)) * longest_degree);
        }
    }
    place.radius = std::sqrt(farthest) + longest_edge / 2.0;
    return place;
}

/// No geodesic to the polygon is shorter.
double shortest_to(const PolygonPlace& place, const geo::EarthPoint& from) {
    constexpr double slack = 1e-3;
    return std::sqrt(geo::chord_squared(place.centre, from)) - place.radius - slack;
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
    std::array<std::vector<PolygonPlace>, study::family_count> polygons;  ///< polygon sites of each family
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
        if (!serving.area.empty()) impl->polygons[static_cast<std::size_t>(serving.family)].push_back(place_of(static_cast<std::uint32_t>(impl->serving.size()), serving.area));
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

bool Catchments::none() const {
    return impl_->families == 0 && std::all_of(impl_->declared.begin(), impl_->declared.end(), [](unsigned families) { return families == 0; });
}

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
    const std::vector<PolygonPlace>& polygons = impl_->polygons[static_cast<std::size_t>(family)];
    if (polygons.empty()) return best;
    const geo::EarthPoint from = geo::earth_point(position);
    const PolygonPlace* first = nullptr;  // the one that may be nearest: asked before the others, it rules most of them out
    for (const PolygonPlace& place : polygons) {
        if (serves(impl_->serving[place.site], country) && (first == nullptr || shortest_to(place, from) < shortest_to(*first, from))) first = &place;
    }
    const auto ask = [&](const PolygonPlace& place) {
        if (best && shortest_to(place, from) > best->value()) return;
        const Metres distance = geo::distance_to(position, impl_->serving[place.site].area);
        best = best ? std::min(*best, distance) : distance;
    };
    if (first != nullptr) ask(*first);
    for (const PolygonPlace& place : polygons) {
        if (&place != first && serves(impl_->serving[place.site], country)) ask(place);
    }
    return best;
}

}  // namespace presencia::reach
