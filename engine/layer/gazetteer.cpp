// SPDX-License-Identifier: Apache-2.0
#include "layer/gazetteer.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

std::vector<Place> places_of(const std::vector<Municipality>& rows) {
    std::vector<Place> places;
    places.reserve(rows.size());
    for (const Municipality& row : rows) places.push_back({row.country, row.code, row.name, row.department});
    return places;
}

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void compose(const PlaceKey& key, std::string& out) {
    out.clear();
    for (const std::string_view part : {key.country, key.department, key.municipality, key.name}) out.append(part).append(1, '\0');
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

Gazetteer::Gazetteer(const std::vector<Municipality>& rows, const PlaceNames& names) : index_(places_of(rows), names, false) {}

KeyMatch Gazetteer::find(const PlaceKey& key) const {
    const PlaceIndex::Found coded = index_.by_code(key.country, key.department, key.municipality);
    const std::string_view name = key.name.empty() ? key.municipality : key.name;
    if (coded.place >= 0) {
        KeyMatch match{coded.place, coded.rule, KeyMatch::Miss::none};
        if (!key.name.empty()) {
            const PlaceIndex::Found named = index_.by_name(key.country, key.department, key.name);
            match.name_differs = named.place >= 0 && named.place != coded.place;
            // A code that has to be understood and a name that contradicts it: neither is certain.
            if (match.name_differs && coded.rule != KeyRule::code) return {-1, KeyRule::none, KeyMatch::Miss::ambiguous};
        }
        return match;
    }
    const bool may_be_name = !name.empty() && !digits(name);
    const PlaceIndex::Found named = may_be_name ? index_.by_name(key.country, key.department, name) : PlaceIndex::Found{};
    const bool among = coded.candidates.empty() || std::find(coded.candidates.begin(), coded.candidates.end(), named.place) != coded.candidates.end();
    if (named.place >= 0 && among) {
        return {named.place, named.rule, KeyMatch::Miss::none};
    }
    return {-1, KeyRule::none, coded.several || named.several ? KeyMatch::Miss::ambiguous : KeyMatch::Miss::unknown};
}

std::string Gazetteer::shown(std::int32_t municipality) const {
    const Place& place = index_.places()[static_cast<std::size_t>(municipality)];
    const std::string code = place.country + " " + place.code;
    return place.name.empty() || place.name == place.code ? code : place.name + " (" + code + ")";
}

std::vector<std::string> Gazetteer::suggestions(const PlaceKey& key) const {
    constexpr std::size_t shown_at_most = 3;
    PlaceIndex::Found found = index_.by_code(key.country, key.department, key.municipality);
    if (!found.several) found = index_.by_name(key.country, key.department, key.name.empty() ? key.municipality : key.name);
    std::vector<std::string> out;
    for (const std::int32_t one : found.several ? found.candidates : index_.nearest(key, shown_at_most)) {
        if (out.size() == shown_at_most) break;
        out.push_back(shown(one));
    }
    return out;
}

KeyMatch KeyMemo::find(const PlaceKey& key) {
    compose(key, asked_);
    const auto known = known_.find(asked_);
    if (known != known_.end()) {
        return known->second;
    }
    KeyMatch match = gazetteer_->find(key);
    if (known_.size() < most) known_.emplace(asked_, match).first->second.fresh = false;
    return match;
}

void KeyTally::add(const PlaceKey& key, const KeyMatch& match) {
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
            miss.ambiguous = match.miss == KeyMatch::Miss::ambiguous;
            miss.country = key.country;
            miss.department = key.department;
            miss.municipality = key.municipality;
            miss.name = key.name;
        }
        return;
    }
    if (match.name_differs && differ_++ == 0) differ_first_ = readable(key);
    if (match.rule == KeyRule::code) {
        return;
    }
    Use& use = uses_[match.rule];
    if (use.rows++ == 0) use.first = readable(key);
    // A key that is not fresh stands there already: no row but the first of a key costs more than this comparison.
    if (match.fresh && use.keys.size() < most_keys) use.keys.try_emplace(readable(key), match.municipality);
}

void KeyTally::finish(const Gazetteer& gazetteer, Ledger& ledger) const {
    for (const auto& [rule, use] : uses_) {
        ledger.key_rules.push_back({static_cast<int>(rule), use.rows, static_cast<std::int64_t>(use.keys.size()), use.first, gazetteer.shown(use.keys.at(use.first))});
    }
    for (const auto& [whole, miss] : misses_) {
        const PlaceKey key{miss.country, miss.department, miss.municipality, miss.name};
        ledger.unmatched_keys.push_back({readable(key), miss.rows, miss.ambiguous, gazetteer.suggestions(key)});
    }
    std::stable_sort(ledger.unmatched_keys.begin(), ledger.unmatched_keys.end(), [](const UnmatchedKey& a, const UnmatchedKey& b) { return a.rows > b.rows; });
    ledger.unmatched_rows_unlisted = more_misses_;
    ledger.keys_contradicted = differ_;
    ledger.key_contradicted_first = differ_first_;
}

}  // namespace presencia::layer
