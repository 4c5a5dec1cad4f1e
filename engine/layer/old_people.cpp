// SPDX-License-Identifier: Apache-2.0
#include "layer/old_people.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace presencia::layer {

OldPeople::OldPeople(const Gazetteer& gazetteer, const std::vector<std::size_t>& of_row, RowPeople& people, PeopleParts::Twice twice)
    : gazetteer_(gazetteer), of_row_(of_row), people_(people), twice_(std::move(twice)) {}

void OldPeople::add(std::int32_t unit, std::int64_t line, double people) {
    const auto [at, fresh] = by_unit_.try_emplace(unit, Counted{line, people});
    const bool same = at->second.people == people || (at->second.people != at->second.people && people != people);
    if (!fresh && !same) twice_({true, static_cast<std::size_t>(unit)}, at->second.line, line);
}

void OldPeople::remember(const PlaceKey& key, const KeyMatch& found, std::int64_t line) {
    rows_.push_back({std::string(key.country), std::string(key.department), std::string(key.municipality), std::string(key.name), found, line});
}

void OldPeople::settle() {
    settle_newer();
    settle_older();
    settle_undivided();
}

bool OldPeople::several_parts(std::int32_t unit) const {
    return gazetteer_.old_units()[static_cast<std::size_t>(unit)].parts.size() > 1;
}

/// A unit that was split may have kept its code, and a row with it is of the older division or of the newer. Where another part has a row of its own, the table is of the newer one.
void OldPeople::settle_newer() {
    for (const auto& [unit, keeper] : gazetteer_.split_parents()) {
        const auto row = by_unit_.find(unit);
        if (row == by_unit_.end()) continue;
        const auto parts = gazetteer_.shares_of(unit).parts;
        if (std::none_of(parts.begin(), parts.end(), [&](const auto& part) { return people_.line(of_row_[static_cast<std::size_t>(part.first)]) != 0; })) continue;
        const std::size_t municipality = of_row_[static_cast<std::size_t>(keeper)];
        if (!people_.set(municipality, row->second.line, row->second.people)) twice_({false, municipality}, people_.line(municipality), row->second.line);
        by_unit_.erase(row);
    }
}

/// A municipality that was put together has the people of all its old parts (of a divided one its share), or nobody knows how many.
void OldPeople::settle_older() {
    std::map<std::size_t, std::vector<std::pair<std::int32_t, double>>> parts;
    const std::vector<OldUnit>& units = gazetteer_.old_units();
    for (std::size_t k = 0; k < units.size(); ++k) {
        const auto unit = static_cast<std::int32_t>(k);
        for (const auto& [municipality, share] : gazetteer_.shares_of(unit).parts) parts[static_cast<std::size_t>(municipality)].emplace_back(unit, share);
    }
    for (const auto& [municipality, old] : parts) {
        double sum = 0.0;
        std::int64_t line = 0, missing = 0;
        for (const auto& [unit, share] : old) {
            const auto known = by_unit_.find(unit);
            missing += known == by_unit_.end() ? 1 : 0;
            if (known == by_unit_.end()) continue;
            sum += known->second.people * share;
            line = known->second.line;
        }
        if (line == 0) continue;
        const std::size_t row = of_row_[municipality];
        if (people_.line(row) != 0) {  // a row of the study's own division beside rows of the older one: no telling what it holds
            incomplete_ += 1;
            people_.forget(row);
            continue;
        }
        if (missing > 0) {
            incomplete_ += 1;
            sum = not_known;
        }
        if (!people_.set(row, line, sum)) twice_({false, row}, people_.line(row), line);
        from_old_.insert(row);
    }
}

/// Of a unit that was split nobody knows how, each part has an unknown number of people more than what other old units gave it.
void OldPeople::settle_undivided() {
    std::set<std::int32_t> lacking;
    for (std::size_t k = 0; k < gazetteer_.old_units().size(); ++k) {
        const auto unit = static_cast<std::int32_t>(k);
        if (!several_parts(unit) || gazetteer_.shares_of(unit).known() || gazetteer_.keeper_of(unit) >= 0) continue;
        const std::vector<std::int32_t>& parts = gazetteer_.parts_of(unit);
        lacking.insert(parts.begin(), parts.end());
    }
    for (const std::int32_t municipality : lacking) {
        const std::size_t row = of_row_[static_cast<std::size_t>(municipality)];
        if (!from_old_.contains(row) || std::isnan(people_.people(row))) continue;
        incomplete_ += 1;
        people_.forget(row);
    }
}

void OldPeople::book(KeyTally& keys) {
    for (const Row& row : rows_) {
        KeyMatch meant = row.found;
        if (several_parts(row.found.old_unit) && by_unit_.contains(row.found.old_unit)) {
            meant.municipality = gazetteer_.shares_of(row.found.old_unit).parts.front().first;
            meant.miss = KeyMatch::Miss::none;
            meant.shared_out = true;
            ++divided_;
        }
        keys.add({row.country, row.department, row.code, row.name}, meant, row.line);
    }
}

/// People of parts that are none of the study's are nobody's here: said, with the parts, for one of them may be misspelt.
void OldPeople::note_elsewhere(const SourceContext& context, Ledger& ledger) const {
    constexpr std::size_t most = 5;
    std::int64_t units = 0;
    double people = 0.0;
    std::set<std::string> parts;
    for (const auto& [unit, old] : by_unit_) {
        const PeopleShares shares = gazetteer_.shares_of(unit);
        if (shares.unknown.empty()) continue;
        ++units;
        people += std::isnan(old.people) ? 0.0 : old.people * shares.elsewhere;
        parts.insert(shares.unknown.begin(), shares.unknown.end());
    }
    if (units == 0) return;
    std::string list;
    for (auto at = parts.begin(); at != parts.end() && static_cast<std::size_t>(std::distance(parts.begin(), at)) < most; ++at) list += (list.empty() ? "" : ", ") + *at;
    if (parts.size() > most) list += ", … (" + std::to_string(parts.size()) + ")";
    const std::string n = std::to_string(units), lost = text::format_significant(people, 12);
    ledger.notes.push_back(context.say(n + " municipios de la división anterior tienen partes que no son del estudio (" + list + "): " + lost + " de sus habitantes no cuentan en ningún municipio",
                                         n + " municipalities of the older division have parts that are none of the study's (" + list + "): " + lost + " of their people count in no municipality"));
}

void OldPeople::note(const SourceContext& context, Ledger& ledger) const {
    if (incomplete_ > 0) {
        const std::string n = std::to_string(incomplete_);
        ledger.notes.push_back(context.say(n + " municipios de los que la tabla no trae todas las partes de la división anterior: población desconocida",
                                           n + " municipalities of which the table lacks parts of the older division: population unknown"));
    }
    note_elsewhere(context, ledger);
    if (divided_ > 0) {
        const std::string n = std::to_string(divided_);
        ledger.notes.push_back(context.say(n + " municipios de la división anterior se dividieron: su población se reparte según share de la tabla de equivalencias",
                                           n + " municipalities of the older division were split: their people are shared out by the crosswalk's share"));
    }
}

}  // namespace presencia::layer
