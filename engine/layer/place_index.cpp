// SPDX-License-Identifier: Apache-2.0
#include "layer/place_index.hpp"

#include "core/text.hpp"
#include "layer/place_codes.hpp"
#include "layer/place_spelling.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace presencia::layer {

namespace {

using Indices = std::vector<std::int32_t>;

bool has_lost(std::string_view folded) {
    return folded.find(lost_letter) != folded.npos;
}

/// Whether a text is a department's code: with the country's letters or not, with its leading zeros or not.
bool names_code(const PlaceNames& names, std::string_view text, std::string_view code) {
    const auto known = names.without_country(text);
    const std::string_view plain = known ? known->second : text;
    return text::all_digits(plain) && without_zeros(plain) == without_zeros(code);
}

const Indices& at(const std::unordered_map<std::string, Indices>& index, const std::string& key) {
    static const Indices none;
    const auto found = index.find(key);
    return found == index.end() ? none : found->second;
}

}  // namespace

PlaceIndex::PlaceIndex(std::vector<Place> places, const PlaceNames& names, bool exact_only)
    : names_(names), exact_only_(exact_only), places_(std::move(places)), codes_(names), department_codes_(names) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const auto index = static_cast<std::int32_t>(i);
        const Place& place = places_[i];
        if (!place.code.empty()) codes_.add(place.country, place.code, index);
        Spelling spelling = spell(place.country, place.name);
        if (!spelling.folded.empty()) {
            by_folded_[text::fold(place.name)].push_back(index);
            by_standing_[spelling.standing].push_back(index);
            by_bare_[spelling.bare].push_back(index);
            if (has_lost(spelling.folded)) damaged_.push_back(index);
        }
        spellings_.push_back(std::move(spelling));
    }
    add_departments();
    name_departments();
}

PlaceIndex::Spelling PlaceIndex::spell(std::string_view country, std::string_view name) const {
    Spelling out;
    out.folded = fold_damaged(name);
    out.spelled = names_.spelled(out.folded);
    out.standing = names_.standing(country, out.spelled);
    out.bare = names_.bare(out.standing);
    return out;
}

/// Groups the places by what the boundaries write; those without, by the known department whose code theirs begins with.
void PlaceIndex::add_departments() {
    std::unordered_map<std::string, std::int32_t> known;
    department_.assign(places_.size(), -1);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        const std::string code = codes_.plain(place.country, place.code);
        std::string text = place.department;
        const bool from_codes = text.empty();
        if (from_codes) {
            for (const PlaceNames::Department& one : names_.departments()) {
                const bool begins = one.country == place.country && code.size() == one.code.size() + 2 && code.starts_with(one.code);
                if (begins) text = one.code;
            }
            if (text.empty()) continue;
        }
        const auto [entry, fresh] = known.try_emplace(place.country + '\n' + (from_codes ? '#' + text : text), static_cast<std::int32_t>(departments_.size()));
        const std::string prefix = text::all_digits(code) && code.size() > 2 ? code.substr(0, code.size() - 2) : std::string();
        if (fresh) departments_.push_back({place.country, text, prefix, {}, from_codes});
        Department& department = departments_[static_cast<std::size_t>(entry->second)];
        if (department.code != prefix) department.code.clear();
        department.members.push_back(static_cast<std::int32_t>(i));
        department_[i] = entry->second;
    }
}

/// Gives every department the names and the code under which rows may know it. A code that two departments share is none of theirs.
void PlaceIndex::name_departments() {
    for (std::size_t d = 0; d < departments_.size(); ++d) {
        Department& department = departments_[d];
        for (const Department& other : departments_) {
            if (&other != &department && other.country == department.country && other.code == department.code) department.code.clear();
        }
    }
    for (std::size_t d = 0; d < departments_.size(); ++d) {
        Department& department = departments_[d];
        std::vector<std::string> names{names_.spelled(fold_damaged(department.text))};
        for (const PlaceNames::Department& one : names_.departments()) {
            if (one.country != department.country) continue;
            const bool same_name = std::any_of(one.names.begin(), one.names.end(), [&](const std::string& name) {
                return name == names.front() || names_.bare(name) == names_.bare(names.front()) || (has_lost(names.front()) && may_be_one(name, names.front()));
            });
            const bool same_code = names_code(names_, department.text, one.code);  // boundaries that write the code in place of the name
            if (!same_name && !same_code) continue;
            names.insert(names.end(), one.names.begin(), one.names.end());
            if (department.from_codes && !one.shown.empty()) department.text = one.shown;
            if (department.code.empty() && same_code) department.code = one.code;
        }
        if (!department.code.empty()) department_codes_.add(department.country, department.code, static_cast<std::int32_t>(d));
        department_names_.push_back({std::move(names)});
    }
}

Indices PlaceIndex::departments_of(std::string_view country, std::string_view text, KeyRule* rule) const {
    const std::string folded = fold_damaged(text);
    const std::string spelled = names_.spelled(folded);
    const std::string bare = names_.bare(spelled);
    using Fits = bool (*)(const PlaceNames&, const std::string& theirs, const std::string& spelled, const std::string& bare);
    constexpr std::pair<KeyRule, Fits> steps[] = {
        {KeyRule::name, [](const PlaceNames&, const std::string& theirs, const std::string& name, const std::string&) { return theirs == name; }},
        {KeyRule::name_small_words, [](const PlaceNames& names, const std::string& theirs, const std::string&, const std::string& without) { return names.bare(theirs) == without; }},
        {KeyRule::name_damaged,
         [](const PlaceNames&, const std::string& theirs, const std::string& name, const std::string&) { return (has_lost(name) || has_lost(theirs)) && may_be_one(theirs, name); }}};
    for (const auto& [step, fits] : steps) {
        Indices found;
        for (std::size_t d = 0; d < departments_.size() && !spelled.empty(); ++d) {
            if (!country.empty() && departments_[d].country != country) continue;
            const auto& theirs = department_names_[d].names;
            if (std::any_of(theirs.begin(), theirs.end(), [&](const std::string& name) { return fits(names_, name, spelled, bare); })) {
                found.push_back(static_cast<std::int32_t>(d));
            }
        }
        if (rule != nullptr) *rule = step;
        if (!found.empty()) return found;
        if (exact_only_) break;
        if (step != KeyRule::name) continue;
        const CodeBook::Found coded = department_codes_.find(country, text, exact_only_);
        if (!coded.who.empty()) {
            if (rule != nullptr) *rule = coded.rule;
            return coded.who;
        }
    }
    if (rule != nullptr) *rule = KeyRule::none;
    return {};
}

Indices PlaceIndex::within(const Indices& who, std::string_view country, const Indices& departments, bool department_given) const {
    Indices out;
    for (const std::int32_t index : who) {
        if (!country.empty() && places_[static_cast<std::size_t>(index)].country != country) continue;
        if (department_given && std::find(departments.begin(), departments.end(), department_of(index)) == departments.end()) continue;
        out.push_back(index);
    }
    return out;
}

PlaceIndex::Found PlaceIndex::by_code(std::string_view country, std::string_view department, std::string_view code) const {
    CodeBook::Found found = codes_.find(country, code, exact_only_);
    if (found.who.empty()) {
        return {};
    }
    const Indices departments = department.empty() ? Indices{} : departments_of(country, department);
    if (!departments.empty() && (found.who.size() > 1 || found.rule != KeyRule::code)) {
        Indices inside = within(found.who, country, departments, true);
        if (inside.empty()) return {};
        found.who = std::move(inside);
    }
    if (found.who.size() > 1) {
        return {-1, KeyRule::none, true, std::move(found.who)};
    }
    return {found.who.front(), found.rule, false, {}};
}

PlaceIndex::Found PlaceIndex::by_name(std::string_view country, std::string_view department, std::string_view name) const {
    const bool department_given = !department.empty() && !departments_.empty();
    const Indices departments = department_given ? departments_of(country, department) : Indices{};
    if (department_given && departments.empty()) {
        return {};
    }
    const std::string plain = text::fold(name);
    const auto settle = [&](const Indices& who, KeyRule rule) -> std::optional<Found> {
        Indices inside = within(who, country, departments, department_given);
        if (inside.empty()) return std::nullopt;
        if (inside.size() > 1) return Found{-1, KeyRule::none, true, std::move(inside)};
        return Found{inside.front(), rule, false, {}};
    };
    if (plain.empty()) {
        return {};
    }
    if (auto found = settle(at(by_folded_, plain), KeyRule::name)) {
        return *found;
    }
    if (exact_only_) {
        return {};
    }
    // An alias belongs to a country: where the row does not say which, each is tried.
    std::set<std::string> countries;
    if (!country.empty()) {
        countries.emplace(country);
    } else {
        for (const Place& place : places_) countries.insert(place.country);
    }
    Indices standing, bare, lost;
    for (const std::string& one : countries) {
        const Spelling spelling = spell(one, name);
        for (const auto& [to, index, key] : {std::tuple(&standing, &by_standing_, &spelling.standing), std::tuple(&bare, &by_bare_, &spelling.bare)}) {
            const Indices inside = within(at(*index, *key), one, {}, false);
            to->insert(to->end(), inside.begin(), inside.end());
        }
        const Indices inside = within(damaged(spelling), one, {}, false);
        lost.insert(lost.end(), inside.begin(), inside.end());
    }
    for (const auto& [who, rule] : {std::pair(&standing, KeyRule::name_alias), std::pair(&bare, KeyRule::name_small_words), std::pair(&lost, KeyRule::name_damaged)}) {
        if (auto found = settle(*who, rule)) return *found;
    }
    return {};
}

Indices PlaceIndex::damaged(const Spelling& name) const {
    Indices out;
    const auto fits = [&](std::int32_t index) {
        const Spelling& own = spellings_[static_cast<std::size_t>(index)];
        return may_be_one(name.spelled, own.spelled) || may_be_one(name.standing, own.spelled) || may_be_one(name.spelled, own.standing);
    };
    if (has_lost(name.folded)) {
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (fits(static_cast<std::int32_t>(i))) out.push_back(static_cast<std::int32_t>(i));
        }
    } else {
        std::copy_if(damaged_.begin(), damaged_.end(), std::back_inserter(out), fits);
    }
    return out;
}

Indices PlaceIndex::nearest(const PlaceKey& key, std::size_t count) const {
    const bool by_code = key.name.empty() && std::any_of(key.municipality.begin(), key.municipality.end(), text::is_digit);
    const std::string_view text = key.name.empty() ? key.municipality : key.name;
    const Indices departments = key.department.empty() ? Indices{} : departments_of(key.country, key.department);
    const std::string wanted = by_code ? codes_.plain(key.country, text) : names_.bare(names_.spelled(fold_damaged(text)));
    std::vector<std::tuple<std::size_t, std::size_t, std::int32_t>> ranked;  // steps, elsewhere, index
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        if (!key.country.empty() && place.country != key.country) continue;
        const auto index = static_cast<std::int32_t>(i);
        const bool elsewhere = !departments.empty() && std::find(departments.begin(), departments.end(), department_of(index)) == departments.end();
        const std::string own = by_code ? codes_.plain(place.country, place.code) : spellings_[i].bare;
        // A name within another ("Petapa" in "San Miguel Petapa") is as near as one letter.
        const bool part = !by_code && wanted.size() >= 4 && own.size() >= 4 && (own.find(wanted) != own.npos || wanted.find(own) != wanted.npos);
        ranked.emplace_back(part ? std::min<std::size_t>(1, text::edit_distance(wanted, own)) : text::edit_distance(wanted, own), elsewhere ? 1 : 0, index);
    }
    std::sort(ranked.begin(), ranked.end());
    Indices out;
    for (const auto& [steps, elsewhere, index] : ranked) {
        if (out.size() == count) break;
        out.push_back(index);
    }
    return out;
}

}  // namespace presencia::layer
