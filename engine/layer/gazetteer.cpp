// SPDX-License-Identifier: Apache-2.0
#include "layer/gazetteer.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::layer {

namespace {

constexpr std::size_t suggested = 3;

std::vector<Place> places_of(const std::vector<Municipality>& rows) {
    std::vector<Place> places;
    places.reserve(rows.size());
    for (const Municipality& row : rows) places.push_back({row.country, row.code, row.name, row.department});
    return places;
}

void compose(const PlaceKey& key, std::string& out) {
    out.clear();
    for (const std::string_view part : {key.country, key.department, key.municipality, key.name}) out.append(part).append(1, '\0');
}

/// Whether the name that a row gives may say what its code does not. A cell whose text is the code of several is not read again as a name: all of them can be meant, whoever is called so.
bool may_be_name(const PlaceKey& key, std::string_view name, const PlaceIndex::Found& coded) {
    return !name.empty() && !text::all_digits(name) && !(coded.several && key.name.empty());
}

/// "La Unión", "La Unión · Zacapa": as a person reads it.
std::string readable(const PlaceKey& key) {
    std::string out(key.municipality);
    for (const std::string_view part : {key.name, key.department, key.country}) {
        if (part.empty()) continue;
        if (!out.empty()) out += " · ";
        out += part;
    }
    return text::clip(out, 120);
}

}  // namespace

ErrorCode reason_of(KeyMatch::Miss miss) {
    switch (miss) {
        case KeyMatch::Miss::ambiguous: return ErrorCode::municipality_ambiguous;
        case KeyMatch::Miss::split: return ErrorCode::unit_split;
        case KeyMatch::Miss::contradiction: return ErrorCode::key_contradiction;
        case KeyMatch::Miss::none:
        case KeyMatch::Miss::unknown: break;
    }
    return ErrorCode::municipality_unknown;
}

Gazetteer::Gazetteer(const std::vector<Municipality>& rows, const PlaceNames& names, KeySources more) : Gazetteer(places_of(rows), names, std::move(more)) {}

Gazetteer::Gazetteer(std::vector<Place> places, const PlaceNames& names, KeySources more) : more_(std::move(more)), index_(std::move(places), names, more_.exact_keys) {
    if (!more_.old_units.empty()) {
        std::vector<Place> old;
        for (const OldUnit& unit : more_.old_units) {
            old.push_back(unit.place);
            std::vector<std::int32_t>& parts = parts_.emplace_back();
            for (const Place& part : unit.parts) {
                const std::int32_t found = find_part(part);
                if (found >= 0) parts.push_back(found);
            }
            std::sort(parts.begin(), parts.end());
            parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
        }
        old_.emplace(std::move(old), names, more_.exact_keys);
    }
    for (const KeyAlias& alias : more_.aliases) {
        aliases_[text::fold(alias.key)].emplace_back(&alias, index_.by_code(alias.country, {}, alias.code).place);
    }
}

std::optional<KeyMatch> Gazetteer::find_alias(const PlaceKey& key) const {
    for (const std::string_view written : {key.municipality, key.name}) {
        const auto known = written.empty() || aliases_.empty() ? aliases_.end() : aliases_.find(text::fold(written));
        if (known == aliases_.end()) continue;
        for (const auto& [alias, municipality] : known->second) {
            const bool here = (alias->country.empty() || key.country.empty() || alias->country == key.country) &&
                              (alias->department.empty() || text::fold(alias->department) == text::fold(key.department));
            if (here && municipality >= 0) return KeyMatch{municipality, KeyRule::own_alias, KeyMatch::Miss::none};
        }
    }
    return std::nullopt;
}

KeyMatch Gazetteer::find(const PlaceKey& key) const {
    if (const auto alias = find_alias(key)) {
        return *alias;
    }
    if (old_) {
        if (const auto old = find_old(key, !more_.old_first)) return *old;
    }
    const KeyMatch now = find_now(key);
    if (now.municipality < 0 && old_) {
        if (const auto old = find_old(key, false)) return *old;
    }
    return now;
}

KeyMatch Gazetteer::find_now(const PlaceKey& key) const {
    const PlaceIndex::Found coded = index_.by_code(key.country, key.department, key.municipality);
    const std::string_view name = key.name.empty() ? key.municipality : key.name;
    if (coded.place >= 0) {
        KeyMatch match{coded.place, coded.rule, KeyMatch::Miss::none};
        if (!key.name.empty()) {
            const PlaceIndex::Found named = index_.by_name(key.country, key.department, key.name);
            if (named.place >= 0 && named.place != coded.place) match.other = named.place;
            // A code that has to be understood and a name that contradicts it: neither is certain.
            if (match.other >= 0 && coded.rule != KeyRule::code) return {-1, KeyRule::none, KeyMatch::Miss::contradiction};
        }
        return match;
    }
    const PlaceIndex::Found named = may_be_name(key, name, coded) ? index_.by_name(key.country, key.department, name) : PlaceIndex::Found{};
    const bool among = coded.candidates.empty() || std::find(coded.candidates.begin(), coded.candidates.end(), named.place) != coded.candidates.end();
    if (named.place >= 0 && among) {
        return {named.place, named.rule, KeyMatch::Miss::none};
    }
    return {-1, KeyRule::none, coded.several || named.several ? KeyMatch::Miss::ambiguous : KeyMatch::Miss::unknown};
}

std::optional<KeyMatch> Gazetteer::find_old(const PlaceKey& key, bool before_only) const {
    PlaceIndex::Found found = old_->by_code(key.country, key.department, key.municipality);
    const std::string_view name = key.name.empty() ? key.municipality : key.name;
    if (found.place < 0 && may_be_name(key, name, found)) found = old_->by_name(key.country, key.department, name);
    if (found.place < 0) {
        return std::nullopt;
    }
    const OldUnit& unit = more_.old_units[static_cast<std::size_t>(found.place)];
    const bool before = unit.changed.defined() && more_.period_end.defined() && more_.period_end < unit.changed;
    const std::vector<std::int32_t>& parts = parts_of(found.place);
    if ((before_only && !before) || parts.empty()) {
        return std::nullopt;
    }
    const std::int32_t whose = unit.parts.size() == 1 ? parts.front() : keeper_of(found.place);
    KeyMatch match{whose, KeyRule::old_unit, whose < 0 ? KeyMatch::Miss::split : KeyMatch::Miss::none};
    match.old_unit = found.place;
    return match;
}

std::int32_t Gazetteer::find_part(const Place& part) const {
    return part.code.empty() ? index_.by_name(part.country, part.department, part.name).place : index_.by_code(part.country, {}, part.code).place;
}

PeopleShares Gazetteer::shares_of(std::int32_t old_unit) const {
    const OldUnit& unit = more_.old_units[static_cast<std::size_t>(old_unit)];
    PeopleShares out;
    for (std::size_t k = 0; k < unit.parts.size(); ++k) {
        const double share = unit.parts.size() == 1 ? 1.0 : unit.shares.size() == unit.parts.size() ? unit.shares[k] : not_known;
        if (std::isnan(share)) return {};
        const std::int32_t part = find_part(unit.parts[k]);
        if (part >= 0) {
            out.parts.emplace_back(part, share);
        } else {
            out.elsewhere += share;
            out.unknown.push_back(text::clip(unit.parts[k].code.empty() ? unit.parts[k].name : unit.parts[k].code, 80));
        }
    }
    return out;
}

std::vector<std::string> Gazetteer::contradiction(const PlaceKey& key) const {
    return {shown(index_.by_code(key.country, key.department, key.municipality).place), shown(index_.by_name(key.country, key.department, key.name).place)};
}

std::int32_t Gazetteer::keeper_of(std::int32_t old_unit) const {
    const Place& old = more_.old_units[static_cast<std::size_t>(old_unit)].place;
    if (old.code.empty()) return -1;
    const PlaceIndex::Found now = index_.by_code(old.country, {}, old.code);
    const std::vector<std::int32_t>& parts = parts_of(old_unit);
    return std::binary_search(parts.begin(), parts.end(), now.place) ? now.place : -1;
}

std::vector<std::pair<std::int32_t, std::int32_t>> Gazetteer::split_parents() const {
    std::vector<std::pair<std::int32_t, std::int32_t>> out;
    for (std::size_t k = 0; k < more_.old_units.size(); ++k) {
        const auto unit = static_cast<std::int32_t>(k);
        const std::int32_t keeper = more_.old_units[k].parts.size() > 1 ? keeper_of(unit) : -1;
        if (keeper >= 0) out.emplace_back(unit, keeper);
    }
    return out;
}

std::string Gazetteer::shown(std::int32_t municipality) const {
    const Place& place = index_.places()[static_cast<std::size_t>(municipality)];
    const std::string code = place.country + " " + place.code;
    return place.name.empty() || place.name == place.code ? code : place.name + " (" + code + ")";
}

std::vector<std::string> Gazetteer::suggestions(const PlaceKey& key) const {
    PlaceIndex::Found found = index_.by_code(key.country, key.department, key.municipality);
    if (!found.several) found = index_.by_name(key.country, key.department, key.name.empty() ? key.municipality : key.name);
    std::vector<std::string> out;
    for (const std::int32_t one : found.several ? found.candidates : index_.nearest(key, suggested)) {
        if (out.size() == suggested) break;
        out.push_back(shown(one));
    }
    return out;
}

KeyMatch Gazetteer::find_department(const PlaceKey& key) const {
    KeyRule rule = KeyRule::none;
    const std::vector<std::int32_t> found = index_.departments_of(key.country, key.department, &rule);
    if (found.empty()) {
        return {-1, KeyRule::none, KeyMatch::Miss::unknown};
    }
    // Boundaries that name the department of some municipalities and leave it to the codes of others have it twice.
    const auto same = [&](std::int32_t one) {
        const Department &a = index_.departments()[static_cast<std::size_t>(one)], &b = index_.departments()[static_cast<std::size_t>(found.front())];
        return a.country == b.country && a.text == b.text;
    };
    if (!std::all_of(found.begin(), found.end(), same)) {
        return {-1, KeyRule::none, KeyMatch::Miss::ambiguous};
    }
    const bool literal = index_.departments()[static_cast<std::size_t>(found.front())].text == key.department;
    return {found.front(), literal ? KeyRule::code : rule, KeyMatch::Miss::none};
}

std::string Gazetteer::shown_department(std::int32_t department) const {
    const Department& one = index_.departments()[static_cast<std::size_t>(department)];
    return one.text + " (" + one.country + (one.code.empty() ? "" : " " + one.code) + ")";
}

std::vector<std::string> Gazetteer::suggested_departments(const PlaceKey& key) const {
    std::vector<std::pair<std::size_t, std::int32_t>> ranked;
    const std::string wanted = text::fold(key.department);
    for (std::size_t d = 0; d < index_.departments().size(); ++d) {
        const Department& one = index_.departments()[d];
        if (!key.country.empty() && one.country != key.country) continue;
        ranked.emplace_back(text::edit_distance(wanted, text::fold(one.text)), static_cast<std::int32_t>(d));
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> out;
    for (std::size_t k = 0; k < ranked.size() && k < suggested; ++k) out.push_back(shown_department(ranked[k].second));
    return out;
}

KeyMatch KeyMemo::find(const PlaceKey& key) {
    compose(key, asked_);
    const auto known = known_.find(asked_);
    if (known != known_.end()) {
        return known->second;
    }
    KeyMatch match = by_ == KeyedBy::department ? gazetteer_->find_department(key) : gazetteer_->find(key);
    if (known_.size() < most) known_.emplace(asked_, match).first->second.fresh = false;
    return match;
}

void KeyTally::add(const PlaceKey& key, const KeyMatch& match, std::int64_t row) {
    if (match.municipality < 0) {
        std::string whole;
        compose(key, whole);
        const auto known = misses_.find(whole);
        if (known == misses_.end() && misses_.size() == most_keys) {
            ++more_misses_;
            return;
        }
        Miss& miss = known == misses_.end() ? misses_[std::move(whole)] : known->second;
        if (miss.rows++ == 0) {
            miss.first_row = row;
            miss.why = match.miss;
            miss.old_unit = match.old_unit;
            miss.country = key.country;
            miss.department = key.department;
            miss.municipality = key.municipality;
            miss.name = key.name;
        }
        return;
    }
    if (match.other >= 0) {
        ++differ_;
        const std::string shown = readable(key);
        if (const auto known = contradicted_.find(shown); known != contradicted_.end()) {
            ++known->second.rows;
        } else if (contradicted_.size() < most_contradicted) {
            contradicted_.emplace(shown, Contradicted{1, row, match.municipality, match.other});
        }
    }
    if (match.rule == KeyRule::code) {
        return;
    }
    Use& use = uses_[match.rule];
    if (use.rows++ == 0) use.first = readable(key);
    // A key that is not fresh stands there already: no row but the first of a key costs more than this comparison.
    if (match.fresh && use.keys.size() < most_keys) use.keys.try_emplace(readable(key), match);
}

void KeyTally::finish_rule(KeyRule rule, const Use& use, const Gazetteer& gazetteer, Ledger& ledger) const {
    KeyRuleUse out{static_cast<int>(rule), use.rows, static_cast<std::int64_t>(use.keys.size()), use.first, {}, {}};
    const KeyMatch& first = use.keys.at(use.first);
    if (by_ == KeyedBy::department) {
        out.meaning = {gazetteer.shown_department(first.municipality)};
    } else if (first.shared_out) {
        for (const auto& [part, share] : gazetteer.shares_of(first.old_unit).parts) out.meaning.push_back(gazetteer.shown(part) + " × " + text::format_significant(share, 4));
    } else {
        out.meaning = {gazetteer.shown(first.municipality)};
        if (first.old_unit >= 0) {
            for (const std::int32_t part : gazetteer.parts_of(first.old_unit)) {
                if (part != first.municipality) out.also.push_back(gazetteer.shown(part));
            }
        }
    }
    ledger.key_rules.push_back(std::move(out));
}

void KeyTally::finish_misses(const Gazetteer& gazetteer, Ledger& ledger) const {
    for (const auto& [whole, miss] : misses_) {
        const PlaceKey key{miss.country, miss.department, miss.municipality, miss.name};
        UnmatchedKey out{readable(key), miss.rows, miss.why == KeyMatch::Miss::ambiguous, {}, miss.old_unit >= 0, miss.why == KeyMatch::Miss::contradiction, miss.first_row};
        if (out.split) {
            for (const std::int32_t part : gazetteer.parts_of(miss.old_unit)) out.nearest.push_back(gazetteer.shown(part));
        } else if (out.contradiction) {
            out.nearest = gazetteer.contradiction(key);
        } else {
            out.nearest = by_ == KeyedBy::department ? gazetteer.suggested_departments(key) : gazetteer.suggestions(key);
        }
        ledger.unmatched_keys.push_back(std::move(out));
    }
    std::stable_sort(ledger.unmatched_keys.begin(), ledger.unmatched_keys.end(), [](const UnmatchedKey& a, const UnmatchedKey& b) { return a.rows > b.rows; });
    ledger.unmatched_rows_unlisted += more_misses_;
}

void KeyTally::finish_contradicted(const Gazetteer& gazetteer, Ledger& ledger) const {
    ledger.keys_contradicted += differ_;
    for (const auto& [key, one] : contradicted_) {
        ledger.contradicted_keys.push_back({key, one.rows, one.first_row, gazetteer.shown(one.by_code), gazetteer.shown(one.by_name)});
    }
    std::stable_sort(ledger.contradicted_keys.begin(), ledger.contradicted_keys.end(), [](const ContradictedKey& a, const ContradictedKey& b) { return a.first_row < b.first_row; });
}

void KeyTally::finish(const Gazetteer& gazetteer, Ledger& ledger) const {
    for (const auto& [rule, use] : uses_) finish_rule(rule, use, gazetteer, ledger);
    finish_misses(gazetteer, ledger);
    finish_contradicted(gazetteer, ledger);
}

}  // namespace presencia::layer
