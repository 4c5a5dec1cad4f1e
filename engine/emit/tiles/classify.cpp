// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/classify.hpp"

#include "core/text.hpp"
#include "emit/tiles/number_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace presencia::emit {

namespace {

/// Finds the class of a municipality whose value is there and settled.
using Choose = std::function<std::size_t(const MapValue&)>;

bool known(const StyleTemplate& style, const MapValue& value) {
    return value.number.known() && (style.kind != StyleKind::bivariate || value.right.known());
}

Absence absence_of(const MapValue& value) {
    return value.number.known() ? value.right.absence() : value.number.absence();
}

bool settled(const StyleTemplate& style, const MapValue& value) {
    return !value.unsettled || !style.unsettled;
}

/// Those that make the classes.
std::vector<MapValue> settled_values(const StyleTemplate& style, std::span<const MapValue> values) {
    std::vector<MapValue> out;
    for (const MapValue& value : values) {
        if (known(style, value) && settled(style, value)) out.push_back(value);
    }
    return out;
}

/// The class with this id, or the special class of the absence with this name.
std::size_t class_with_id(const StyleTemplate& style, const TileMap& map, const std::string& id) {
    for (std::size_t k = 0; k < map.classes.size(); ++k) {
        if (map.classes[k].id == id) return k;
    }
    for (std::size_t kind = 1; kind < absence_kinds; ++kind) {
        if (to_string(static_cast<Absence>(kind)) != id) continue;
        return map.classes.size() - style.specials.size() + style.special_of[kind];
    }
    std::vector<std::string> ids;
    for (const TileClass& cls : map.classes) ids.push_back(cls.id);
    Where where = style.measure.property.where;
    where.column = "class";
    throw Error(ErrorCode::study_bad_value, std::move(where),
                fmt::format("{} = \"{}\"", style.measure.property.name, text::clip(id, 60)), text::nearest(id, ids));
}

Choose add_categories(const StyleTemplate& style, Language language, TileMap& map) {
    for (const StyleClass& cls : style.classes) map.classes.push_back(as_tile_class(cls, language, false));
    return [&style, &map](const MapValue& value) {
        return class_with_id(style, map, text::format_significant(*value.number));
    };
}

Choose add_number_classes(const StyleTemplate& style, std::span<const MapValue> values, Language language,
                          TileMap& map) {
    std::vector<double> numbers;
    for (const MapValue& value : settled_values(style, values)) numbers.push_back(*value.number);
    const NumberClasses classes = number_classes(style.measure, numbers, language);
    map.bounds = classes.bounds;
    for (std::size_t k = classes.size(); k-- > 0;) {
        const Rgb colour = style.ramp[spread_place(k, classes.size(), style.ramp.size())];
        map.classes.push_back(
            {fmt::format("class_{}", k + 1), classes.labels[k], colour, Pattern::solid, colour, false, 0});
    }
    if (style.measure.zero) map.classes.push_back(as_tile_class(*style.measure.zero, language, false));
    return [classes](const MapValue& value) {
        if (*value.number == 0.0 && classes.zero_apart) return classes.size();
        return classes.size() - 1 - class_of_value(classes.bounds, *value.number);
    };
}

Choose add_crossed_classes(const StyleTemplate& style, std::span<const MapValue> values, Language language,
                           TileMap& map) {
    const CrossedClasses classes(*style.bivariate, settled_values(style, values), language, map);
    return [classes](const MapValue& value) { return classes(*value.number, *value.right); };
}

Choose add_classes(const StyleTemplate& style, std::span<const MapValue> values, Language language, TileMap& map) {
    switch (style.kind) {
        case StyleKind::category: return add_categories(style, language, map);
        case StyleKind::classed: return add_number_classes(style, values, language, map);
        case StyleKind::bivariate: return add_crossed_classes(style, values, language, map);
    }
    return {};
}

/// Drops the classes that the legend shows only when used and that are not. Those of a square come first and stay.
void drop_unused(const StyleTemplate& style, TileMap& map) {
    std::vector<int> new_place(map.classes.size(), -1);
    std::vector<TileClass> kept;
    for (std::size_t k = 0; k < map.classes.size(); ++k) {
        const TileClass& cls = map.classes[k];
        const auto when_used = [&](const StyleClass& look) { return look.id == cls.id && look.when_used; };
        const bool optional = cls.special || (style.unsettled && when_used(style.unsettled->look)) ||
                              std::any_of(style.classes.begin(), style.classes.end(), when_used);
        if (optional && cls.count == 0) continue;
        new_place[k] = static_cast<int>(kept.size());
        kept.push_back(cls);
    }
    map.classes = std::move(kept);
    for (int& cls : map.class_of) cls = new_place[static_cast<std::size_t>(cls)];
}

}  // namespace

TileMap make_tile_map(const StyleTemplate& style, std::span<const MapValue> values, Language language) {
    TileMap map;
    map.style_name = style.name;
    map.title = style.title.in(language);
    map.subtitle = style.subtitle.in(language);
    map.language = language;
    const Choose choose = add_classes(style, values, language, map);
    const std::size_t unsettled = map.classes.size();
    if (style.unsettled) map.classes.push_back(as_tile_class(style.unsettled->look, language, false));
    const std::size_t first_special = map.classes.size();
    for (const StyleClass& special : style.specials) map.classes.push_back(as_tile_class(special, language, true));
    for (const MapValue& value : values) {
        std::size_t cls = 0;
        if (!value.category.empty()) {
            cls = class_with_id(style, map, value.category);
        } else if (!known(style, value)) {
            cls = first_special + style.special_of[static_cast<std::size_t>(absence_of(value))];
        } else {
            cls = settled(style, value) ? choose(value) : unsettled;
        }
        ++map.classes[cls].count;
        map.class_of.push_back(static_cast<int>(cls));
    }
    drop_unused(style, map);
    return map;
}

}  // namespace presencia::emit
