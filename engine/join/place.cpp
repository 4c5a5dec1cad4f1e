// SPDX-License-Identifier: Apache-2.0
#include "join/place.hpp"

#include "core/text.hpp"
#include "join/swap_watch.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace presencia::join {

namespace {

std::string key_of(std::string_view country, std::string_view code) {
    std::string key;
    key.reserve(country.size() + 1 + code.size());
    key.append(country).append(1, '\0').append(code);
    return key;
}

void put(std::unordered_map<std::string, MunicipalityIndex>& map, std::string key, MunicipalityIndex index) {
    const auto [at, fresh] = map.try_emplace(std::move(key), index);
    if (!fresh) {
        at->second = nowhere;
    }
}

}  // namespace

CodeIndex::CodeIndex(const layer::MunicipalityTable& table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const layer::Municipality& row = table.rows[i];
        put(by_key_, key_of(row.country, row.code), static_cast<MunicipalityIndex>(i));
        put(by_key_, key_of({}, row.code), static_cast<MunicipalityIndex>(i));
    }
}

MunicipalityIndex CodeIndex::find(std::string_view country, std::string_view code) const {
    const auto at = by_key_.find(key_of(country, code));
    return at == by_key_.end() ? nowhere : at->second;
}

Placement Placer::place(LonLat position, std::string_view country, std::string_view code) const {
    if (position.defined()) {
        if (const MunicipalityIndex inside = locator_.locate(position.point()); inside != nowhere) {
            return {inside, Placed::located};
        }
        return place_outside(position);
    }
    if (code.empty()) {
        return {nowhere, Placed::no_key};
    }
    const MunicipalityIndex found = codes_.find(country, code);
    return {found, found == nowhere ? Placed::unknown_key : Placed::by_key};
}

Placement Placer::place_outside(LonLat position) const {
    if (snap_.value() > 0.0) {
        if (const Locator::Nearest near = locator_.nearest(position, snap_); near.index != nowhere) {
            return {near.index, Placed::snapped};
        }
    }
    return {nowhere, Placed::outside};
}

void count_placement(Ledger& ledger, Placed how, std::int64_t row, std::string_view code) {
    switch (how) {
        case Placed::located: ++ledger.located; break;
        case Placed::snapped: ++ledger.snapped; break;
        case Placed::by_key: ++ledger.by_key; break;
        case Placed::outside:
            ++ledger.outside;
            ledger.left_out.push_back({row, {}, ErrorCode::row_outside, {}});
            break;
        case Placed::unknown_key:
            ledger.reject({row, ledger.key_column, ErrorCode::municipality_unknown, text::clip(code, 80)});
            break;
        case Placed::no_key: ledger.reject({row, {}, ErrorCode::coordinates_missing, {}}); break;
    }
}

void place_sites(layer::SiteTable& sites, const study::Study& study, const geo::Box& extent, const Locator& locator, const CodeIndex& codes) {
    std::vector<SwapWatch> watches(study.sites.size(), SwapWatch(extent));
    // A row that serves two families is two sites, and one row of the ledger.
    std::set<std::pair<std::uint16_t, std::int64_t>> counted;
    for (layer::Site& site : sites.rows) {
        const Placer placer(locator, codes, Metres(study.sites[site.layer].snap_m));
        const Placement placement = placer.place(site.position, site.country, site.municipality_code);
        site.municipality = placement.municipality;
        site.snapped = placement.how == Placed::snapped;
        if (counted.insert({site.layer, site.row}).second) {
            watches[site.layer].add(site.position);
            count_placement(sites.ledgers[site.layer], placement.how, site.row, site.municipality_code);
        }
    }
    for (std::size_t i = 0; i < watches.size(); ++i) {
        const study::Source& source = study.sites[i].source;
        if (!source.coordinates.as_written) require_not_swapped(watches[i], source.shown);
        note_misplaced(watches[i], study.language, sites.ledgers[i].notes);
    }
    std::erase_if(sites.rows, [](const layer::Site& s) { return s.municipality == nowhere && !s.position.defined(); });
}

void place_population(layer::PopulationSurface& surface, const geo::Box& extent, const Locator& locator) {
    std::vector<SwapWatch> watches(surface.ledgers.size(), SwapWatch(extent));
    for (layer::SurfacePoint& point : surface.points) {
        point.municipality = locator.locate(point.position.point());
        watches[point.source].add(point.position);
        Ledger& ledger = surface.ledgers[point.source];
        if (point.municipality != nowhere) {
            ++ledger.located;
        } else if (point.row > 0) {
            count_placement(ledger, Placed::outside, point.row, {});
        } else {
            ++ledger.outside;
        }
    }
    for (std::size_t i = 0; i < watches.size(); ++i) require_not_swapped(watches[i], surface.ledgers[i].source);
    std::erase_if(surface.points, [](const layer::SurfacePoint& p) { return p.municipality == nowhere; });
    const auto order = [](const layer::SurfacePoint& p) {
        return std::tuple(p.municipality, p.position.longitude(), p.position.latitude(), p.people);
    };
    std::sort(surface.points.begin(), surface.points.end(),
              [&](const layer::SurfacePoint& a, const layer::SurfacePoint& b) { return order(a) < order(b); });
}

}  // namespace presencia::join
