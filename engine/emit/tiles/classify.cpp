// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/classify.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

constexpr int bound_digits = 3;

TileClass as_tile_class(const StyleClass& cls, Language language, bool special) {
    return {cls.id, cls.label.in(language), cls.fill, cls.pattern, cls.pattern_colour, special, 0};
}

/// "more than 45.2", "15 – 45.2", "up to 15".
std::string range_label(std::span<const double> bounds, std::size_t k, Language language) {
    const bool es = language == Language::es;
    const auto number = [es](double v) {
        std::string written = text::format_significant(v, bound_digits);
        if (es) std::replace(written.begin(), written.end(), '.', ',');
        return written;
    };
    if (bounds.empty()) return es ? "Más de 0" : "More than 0";
    if (k == 0) return fmt::format("{} {}", es ? "Hasta" : "Up to", number(bounds[0]));
    if (k == bounds.size()) return fmt::format("{} {}", es ? "Más de" : "More than", number(bounds.back()));
    return fmt::format("{} – {}", number(bounds[k - 1]), number(bounds[k]));
}

/// Colour k of `classes` when the ramp has more of them: the ends stay, the rest is spread.
Rgb ramp_colour(std::span<const Rgb> ramp, std::size_t k, std::size_t classes) {
    if (classes <= 1) return ramp[ramp.size() / 2];
    return ramp[k * (ramp.size() - 1) / (classes - 1)];
}

std::size_t class_of_value(std::span<const double> bounds, double value) {
    return static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

/// What a municipality's class is looked up by.
class Chooser {
public:
    Chooser(const StyleTemplate& style, std::vector<double> bounds, TileMap& map)
        : style_(style), bounds_(std::move(bounds)), map_(map), first_special_(map.classes.size()) {}

    void add_specials(Language language) {
        for (const StyleClass& special : style_.specials)
            map_.classes.push_back(as_tile_class(special, language, true));
    }

    int operator()(const MapValue& value) const {
        if (!value.category.empty()) return by_id(value.category);
        if (!value.number.known()) {
            return static_cast<int>(first_special_ +
                                    style_.special_of[static_cast<std::size_t>(value.number.absence())]);
        }
        if (style_.kind == StyleKind::category) return by_id(text::format_significant(*value.number));
        const std::size_t classes = first_special_ - 1;  // the last ordinary one is zero
        if (*value.number <= 0.0) return static_cast<int>(classes);
        return static_cast<int>(classes - 1 - class_of_value(bounds_, *value.number));
    }

private:
    int by_id(const std::string& id) const {
        for (std::size_t k = 0; k < map_.classes.size(); ++k) {
            if (map_.classes[k].id == id) return static_cast<int>(k);
        }
        throw Error(ErrorCode::internal, {}, fmt::format("style '{}' has no class '{}'", style_.name, id));
    }

    const StyleTemplate& style_;
    std::vector<double> bounds_;
    TileMap& map_;
    std::size_t first_special_;
};

/// Drops the classes that the legend shows only when used and that are not.
void drop_unused(const StyleTemplate& style, TileMap& map) {
    std::vector<int> new_place(map.classes.size(), -1);
    std::vector<TileClass> kept;
    for (std::size_t k = 0; k < map.classes.size(); ++k) {
        const TileClass& cls = map.classes[k];
        const bool optional = cls.special || std::any_of(style.classes.begin(), style.classes.end(),
                                                         [&](const auto& c) { return c.id == cls.id && c.when_used; });
        if (optional && cls.count == 0) continue;
        new_place[k] = static_cast<int>(kept.size());
        kept.push_back(cls);
    }
    map.classes = std::move(kept);
    for (int& cls : map.class_of) cls = new_place[static_cast<std::size_t>(cls)];
}

}  // namespace

std::vector<double> quantile_bounds(std::span<const double> values, int classes) {
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return v > 0.0; });
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> bounds;
    if (sorted.empty()) return bounds;
    for (int k = 1; k < classes; ++k) {
        const std::size_t place =
            (sorted.size() * static_cast<std::size_t>(k) + static_cast<std::size_t>(classes) - 1) /
            static_cast<std::size_t>(classes);
        const double bound = text::round_significant(sorted[place == 0 ? 0 : place - 1], bound_digits);
        // A bound that leaves nothing below or above it divides nothing.
        if (bound >= sorted.back() || bound < sorted.front()) continue;
        const double last = bounds.empty() ? 0.0 : bounds.back();
        if (bound > last) bounds.push_back(bound);
    }
    return bounds;
}

TileMap make_tile_map(const StyleTemplate& style, std::span<const MapValue> values, Language language) {
    TileMap map;
    map.style_name = style.name;
    map.title = style.title.in(language);
    map.subtitle = style.subtitle.in(language);
    map.language = language;
    std::vector<double> bounds;
    if (style.kind == StyleKind::category) {
        for (const StyleClass& cls : style.classes) map.classes.push_back(as_tile_class(cls, language, false));
    } else {
        std::vector<double> known;
        for (const MapValue& value : values) {
            if (value.number.known()) known.push_back(*value.number);
        }
        bounds = quantile_bounds(known, static_cast<int>(style.ramp.size()));
        const bool any = std::any_of(known.begin(), known.end(), [](double v) { return v > 0.0; });
        const std::size_t classes = any ? bounds.size() + 1 : 0;
        for (std::size_t k = classes; k-- > 0;) {
            const Rgb colour = ramp_colour(style.ramp, k, classes);
            map.classes.push_back({fmt::format("class_{}", k + 1), range_label(bounds, k, language), colour,
                                   Pattern::solid, colour, false, 0});
        }
        map.classes.push_back(as_tile_class(style.zero, language, false));
    }
    Chooser choose(style, std::move(bounds), map);
    choose.add_specials(language);
    for (const MapValue& value : values) {
        const int cls = choose(value);
        ++map.classes[static_cast<std::size_t>(cls)].count;
        map.class_of.push_back(cls);
    }
    drop_unused(style, map);
    return map;
}

}  // namespace presencia::emit
