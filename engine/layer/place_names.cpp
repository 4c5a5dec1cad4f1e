// SPDX-License-Identifier: Apache-2.0
#include "layer/place_names.hpp"

#include "core/text.hpp"
#include "layer/data_file.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

namespace fs = std::filesystem;

bool letters(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Each word of a folded name, in order.
template <class Take>
void each_word(std::string_view folded, const Take& take) {
    for (const std::string_view word : text::split(folded, ' ')) {
        if (!word.empty()) take(word);
    }
}

}  // namespace

PlaceNames::PlaceNames(const fs::path& root) {
    read_countries(root / "countries.toml");
    read_country_codes(root / "country_codes.toml");
    read_aliases(root / "municipalities" / "aliases.toml");
    read_departments(root / "departments.toml");  // after the abbreviations
}

void PlaceNames::read_countries(const fs::path& file) {
    const toml::table table = data::parse(file);
    const toml::table* words = table["values"]["country"].as_table();
    if (words == nullptr) {
        data::fail(file, &table, "values.country", "expected a table");
    }
    for (const auto& [iso3, node] : *words) {
        Country country{std::string(iso3.str()), {}, {}};
        for (const std::string& word : data::texts(file, node, country.iso3)) {
            if (word.size() == 2 && letters(word)) country.iso2 = word;
            if (word.size() == 3 && text::all_digits(word)) country.m49 = word;
        }
        countries_.push_back(std::move(country));
    }
}

void PlaceNames::read_country_codes(const fs::path& file) {
    const toml::table table = data::parse(file);
    data::only_keys(file, table, {"name", "codes"});
    const toml::table* codes = table["codes"].as_table();
    if (codes == nullptr) {
        data::fail(file, &table, "codes", "expected a table");
    }
    for (const auto& [iso3, node] : *codes) {
        const std::string three(iso3.str()), two = data::text(file, node, three);
        if (three.size() != 3 || !letters(three) || two.size() != 2 || !letters(two)) {
            data::fail(file, &node, three, "expected three capital letters and two");
        }
        country_codes_.emplace(three, three);
        if (!country_codes_.emplace(two, three).second) {
            data::fail(file, &node, three, "\"" + two + "\" twice", ErrorCode::study_contradiction);
        }
    }
}

std::optional<std::string_view> PlaceNames::country_of_code(std::string_view code) const {
    const auto known = country_codes_.find(code);
    return known == country_codes_.end() ? std::nullopt : std::optional<std::string_view>(known->second);
}

void PlaceNames::read_departments(const fs::path& file) {
    const toml::table table = data::parse(file);
    for (const auto& [country, node] : table) {
        for (const auto& [code, names] : data::table_at(file, node, std::string(country.str()))) {
            Department department{std::string(country.str()), std::string(code.str()), {}, {}};
            for (const std::string& name : data::texts(file, names, department.code)) {
                if (department.names.empty()) department.shown = name;
                department.names.push_back(spelled(text::fold(name)));
            }
            departments_.push_back(std::move(department));
        }
    }
}

void PlaceNames::read_aliases(const fs::path& file) {
    const toml::table table = data::parse(file);
    data::only_keys(file, table, {"words", "small", "alias"});
    if (const toml::node* words = table.get("words")) {
        for (const auto& [word, meaning] : data::table_at(file, *words, "words")) {
            words_[text::fold(word.str())] = text::fold(data::text(file, meaning, std::string(word.str())));
        }
    }
    if (const toml::node* small = table.get("small")) {
        const toml::table& list = data::table_at(file, *small, "small");
        data::only_keys(file, list, {"words"});
        if (const toml::node* words = list.get("words")) small_words_ = data::folded(data::texts(file, *words, "words"));
        std::sort(small_words_.begin(), small_words_.end());
    }
    const toml::array* list = table["alias"].as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const toml::table& entry = data::table_at(file, *list->get(i), "alias");
        data::only_keys(file, entry, {"country", "names"});
        const std::string country = data::required_text(file, entry, "country");
        const toml::node* names = entry.get("names");
        if (names == nullptr) data::fail(file, &entry, "names", "expected a list of text");
        std::vector<std::string> all = data::texts(file, *names, "names");
        for (std::string& name : all) name = spelled(text::fold(name));
        for (const std::string& name : all) {
            if (!aliases_.try_emplace({country, name}, all.front()).second) {
                data::fail(file, names, "names", "\"" + name + "\" twice", ErrorCode::study_contradiction);
            }
        }
    }
}

std::optional<std::pair<std::string_view, std::string_view>> PlaceNames::without_country(std::string_view code) const {
    const std::size_t first_letter = code.find_first_not_of("0123456789");
    if (first_letter == code.npos) {
        for (const Country& country : countries_) {
            const bool begins = !country.m49.empty() && code.size() >= 7 && code.starts_with(country.m49);
            if (begins) return std::pair(std::string_view(country.iso3), code.substr(3));
        }
        return std::nullopt;
    }
    for (const Country& country : countries_) {
        for (const std::string& letters_of : {country.iso3, country.iso2}) {
            const std::string_view rest = code.substr(first_letter);
            const bool begins = !letters_of.empty() && rest.starts_with(letters_of) && text::all_digits(rest.substr(letters_of.size()));
            if (begins && (first_letter == 0 || letters_of.size() == 3)) {
                return std::pair(std::string_view(country.iso3), rest.substr(letters_of.size()));
            }
        }
    }
    return std::nullopt;
}

std::string PlaceNames::spelled(std::string_view folded) const {
    std::string out;
    each_word(folded, [&](std::string_view word) {
        const auto known = words_.find(word);
        if (!out.empty()) out += ' ';
        out += known == words_.end() ? word : std::string_view(known->second);
    });
    return out;
}

const std::string& PlaceNames::standing(std::string_view country, const std::string& spelled_name) const {
    const auto known = aliases_.find({std::string(country), spelled_name});
    return known == aliases_.end() ? spelled_name : known->second;
}

std::string PlaceNames::bare(std::string_view spelled_name) const {
    std::string out;
    each_word(spelled_name, [&](std::string_view word) {
        if (!std::binary_search(small_words_.begin(), small_words_.end(), word, std::less<>())) out += word;
    });
    return out.empty() ? std::string(spelled_name) : out;
}

}  // namespace presencia::layer
