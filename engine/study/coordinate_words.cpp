// SPDX-License-Identifier: Apache-2.0
#include "study/coordinate_words.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <iterator>

namespace presencia::study {

namespace {

using Order = CoordinateWords::Order;

constexpr std::pair<std::string_view, void (*)(CoordinateWords&)> frame_words[] = {
    {"swapped", [](CoordinateWords& out) { out.order = Order::swapped; }},
    {"lat_lon", [](CoordinateWords& out) { out.order = Order::lat_lon; }},
    {"lon_lat", [](CoordinateWords& out) { out.order = Order::lon_lat; }},
    {"dms", [](CoordinateWords& out) { out.dms = true; }},
    {"decimal_comma", [](CoordinateWords& out) { out.decimal_comma = true; }},
    {"west", [](CoordinateWords& out) { out.west = true; }},
    {"as_written", [](CoordinateWords& out) { out.as_written = true; }},
};

constexpr std::pair<std::string_view, CentrePoints> centre_words[] = {{"reject", CentrePoints::reject},
                                                                      {"keep", CentrePoints::keep}};

bool orders(std::string_view word) {
    return word == "swapped" || word == "lat_lon" || word == "lon_lat";
}

void take(const Section& section, const std::string& word, CoordinateWords& out) {
    const auto* const known =
        std::find_if(std::begin(frame_words), std::end(frame_words), [&](const auto& one) { return one.first == word; });
    if (known == std::end(frame_words)) {
        std::vector<std::string> names;
        for (const auto& one : frame_words) names.emplace_back(one.first);
        section.reject("coordinates", ErrorCode::study_bad_value, "\"" + text::clip(word, 40) + "\"",
                       hint_for(word, names));
        return;
    }
    if (orders(word) && out.order != Order::found) {
        section.reject("coordinates", ErrorCode::study_contradiction, {"dos órdenes a la vez", "two orders at once"},
                       {"uno de `swapped`, `lat_lon`, `lon_lat`", "one of `swapped`, `lat_lon`, `lon_lat`"});
    }
    known->second(out);
}

}  // namespace

void read_coordinate_words(Section& section, Source& source) {
    if (const toml::node* node = section.find("coordinates"); node != nullptr && node->is_array()) {
        for (const std::string& word : section.texts("coordinates").value_or(std::vector<std::string>{})) {
            take(section, word, source.coordinates);
        }
    } else if (const std::optional<std::string> word = section.text("coordinates")) {
        take(section, *word, source.coordinates);
    }
    source.centre_points = section.word<CentrePoints>("centre_points", centre_words).value_or(CentrePoints::ask);
}

void check_coordinate_roles(Section& section, const Role& x, const Role& y, const Role& xy) {
    if (x.given() != y.given()) {
        section.reject(x.given() ? "x" : "y", ErrorCode::study_contradiction,
                       x.given() ? Text("`x` sin `y`", "`x` without `y`") : Text("`y` sin `x`", "`y` without `x`"),
                       {"nombre las dos columnas, o ninguna si se reconocen",
                        "name both columns, or neither where they are recognised"});
    }
    if (xy.given() && (x.given() || y.given())) {
        section.reject("xy", ErrorCode::study_contradiction, {"`xy` junto a `x` e `y`", "`xy` beside `x` and `y`"},
                       {"`xy` es una columna con las dos coordenadas", "`xy` is one column with both coordinates"});
    }
}

}  // namespace presencia::study
