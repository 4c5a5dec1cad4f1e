// SPDX-License-Identifier: Apache-2.0
#include "join/place.hpp"

#include "core/text.hpp"
#include "join/swap_watch.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace presencia::join {

namespace {

Placed how_found(layer::KeyMatch::Miss miss) {
    switch (miss) {
        case layer::KeyMatch::Miss::none: return Placed::by_key;
        case layer::KeyMatch::Miss::ambiguous: return Placed::ambiguous_key;
        case layer::KeyMatch::Miss::split: return Placed::split_key;
        case layer::KeyMatch::Miss::contradiction: return Placed::contradicted_key;
        case layer::KeyMatch::Miss::unknown: break;
    }
    return Placed::unknown_key;
}

}  // namespace

Placement Placer::place(LonLat position, const layer::PlaceKey& key, layer::KeyMemo& keys, layer::KeyMatch& match) const {
    if (position.defined()) {
        if (const MunicipalityIndex inside = locator_.locate(position.point()); inside != nowhere) {
            return {inside, Placed::located};
        }
        return place_outside(position);
    }
    if (!key.given()) {
        return {nowhere, Placed::no_key};
    }
    match = keys.find(key);
    return {match.municipality, how_found(match.miss)};
}

Placement placed_by_department(const layer::PlaceKey& key, layer::KeyMemo& keys, layer::KeyMatch& match) {
    match = keys.find({key.country, key.department, {}, {}});
    return {match.municipality, how_found(match.miss)};
}

Placement Placer::place_outside(LonLat position) const {
    if (snap_.value() > 0.0) {
        if (const Locator::Nearest near = locator_.nearest(position, snap_); near.index != nowhere) {
            return {near.index, Placed::snapped};
        }
    }
    return {nowhere, Placed::outside};
}

bool asked(Placed how) {
    return how == Placed::by_key || how == Placed::unknown_key || how == Placed::ambiguous_key || how == Placed::split_key || how == Placed::contradicted_key;
}

void count_placement(Ledger& ledger, Placed how, std::int64_t row, const layer::PlaceKey& key) {
    const bool by_department = !key.given() && !key.department.empty();
    const std::string_view written = by_department ? key.department : key.municipality.empty() ? key.name : key.municipality;
    const auto unplaced = [&](ErrorCode why) { ledger.reject({row, ledger.key_column, why, text::clip(written, 80)}); };
    switch (how) {
        case Placed::located: ++ledger.located; break;
        case Placed::snapped: ++ledger.snapped; break;
        case Placed::by_key: ++ledger.by_key; break;
        case Placed::outside:
            ++ledger.outside;
            ledger.left_out.push_back({row, {}, ErrorCode::row_outside, {}});
            break;
        case Placed::unknown_key: unplaced(by_department ? ErrorCode::department_unknown : ErrorCode::municipality_unknown); break;
        case Placed::ambiguous_key: unplaced(ErrorCode::municipality_ambiguous); break;
        case Placed::split_key: unplaced(ErrorCode::unit_split); break;
        case Placed::contradicted_key: unplaced(ErrorCode::key_contradiction); break;
        case Placed::no_key: ledger.reject({row, {}, ErrorCode::coordinates_missing, {}}); break;
    }
}

namespace {

/// Rows of site layers that are known by their department alone, one layer after the other.
class DepartmentRecords {
public:
    DepartmentRecords(const Locator& locator, std::span<const layer::Gazetteer* const> by_layer) : locator_(locator), by_layer_(by_layer), tallies_(by_layer.size(), layer::KeyTally(layer::KeyedBy::department)) {
        for (const layer::Gazetteer* gazetteer : by_layer) keys_.emplace_back(*gazetteer, layer::KeyedBy::department);
    }

    void place(layer::SiteRecord& record) {
        if (record.department.empty() && !record.position.defined()) return;
        const std::int32_t department = record.department.empty() ? by_point(record) : by_name(record);
        const auto& known = by_layer_[record.layer]->index().departments();
        record.country = department < 0 ? std::string() : known[static_cast<std::size_t>(department)].country;
        record.department = department < 0 ? std::string() : known[static_cast<std::size_t>(department)].text;
    }

    void finish(std::size_t layer, Ledger& ledger) const { tallies_[layer].finish(*by_layer_[layer], ledger); }

private:
    std::int32_t by_point(const layer::SiteRecord& record) const {
        const MunicipalityIndex inside = locator_.locate(record.position.point());
        return inside == nowhere ? -1 : by_layer_[record.layer]->index().department_of(inside);
    }

    std::int32_t by_name(const layer::SiteRecord& record) {
        const layer::PlaceKey key{record.country, record.department, {}, {}};
        layer::KeyMatch match;
        const Placement placement = placed_by_department(key, keys_[record.layer], match);
        tallies_[record.layer].add(key, match, record.row);
        return placement.municipality;
    }

    const Locator& locator_;
    std::span<const layer::Gazetteer* const> by_layer_;
    std::vector<layer::KeyMemo> keys_;
    std::vector<layer::KeyTally> tallies_;
};

}  // namespace

void place_sites(layer::SiteTable& sites, const study::Study& study, const geo::Box& extent, const Locator& locator, std::span<const layer::Gazetteer* const> by_layer) {
    std::vector<SwapWatch> watches(study.sites.size(), SwapWatch(extent));
    // A row that serves two families is two sites, and one row of the ledger.
    std::set<std::pair<std::uint16_t, std::int64_t>> counted;
    std::vector<layer::KeyMemo> keys;
    for (const layer::Gazetteer* gazetteer : by_layer) keys.emplace_back(*gazetteer);
    std::vector<layer::KeyTally> tallies(study.sites.size());
    for (layer::Site& site : sites.rows) {
        const Placer placer(locator, Metres(study.sites[site.layer].snap_m));
        const layer::PlaceKey key{site.country, site.department, site.municipality_code, site.municipality_name};
        layer::KeyMatch match;
        const Placement placement = placer.place(site.position, key, keys[site.layer], match);
        site.municipality = placement.municipality;
        site.snapped = placement.how == Placed::snapped;
        if (counted.insert({site.layer, site.record}).second) {
            watches[site.layer].add(site.position);
            count_placement(sites.ledgers[site.layer], placement.how, site.row, key);
            if (asked(placement.how)) tallies[site.layer].add(key, match, site.row);
        }
    }
    DepartmentRecords departments(locator, by_layer);
    for (layer::SiteRecord& record : sites.records) departments.place(record);
    for (std::size_t i = 0; i < watches.size(); ++i) {
        const study::Source& source = study.sites[i].source;
        if (!source.coordinates.as_written) require_not_swapped(watches[i], source.shown);
        note_misplaced(watches[i], study.language, sites.ledgers[i].notes);
        tallies[i].finish(*by_layer[i], sites.ledgers[i]);
        departments.finish(i, sites.ledgers[i]);
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
            ++ledger.unlisted;
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
