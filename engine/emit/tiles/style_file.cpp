// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/style_file.hpp"

#include "core/text.hpp"
#include "emit/tiles/style_measure.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

BorderLine read_border(const StyleReader& in, BorderLevel level) {
    in.allow({"colour", "opacity", "width", "casing_colour", "casing_opacity", "casing_width"});
    BorderLine out;
    out.level = level;
    out.colour = in.colour("colour");
    out.opacity = in.share("opacity", 1.0);
    out.width = in.stops("width");
    if (in.has("casing_colour")) {
        out.casing_colour = in.colour("casing_colour");
        out.casing_opacity = in.share("casing_opacity", 1.0);
        out.casing_width = in.stops("casing_width");
    }
    return out;
}

std::vector<BorderLine> read_borders(const StyleReader& palettes) {
    const StyleReader in = palettes.table("border");
    in.allow({"municipality", "department", "outer", "country"});
    std::vector<BorderLine> out;
    for (const auto& [name, level] :
         {std::pair{"municipality", BorderLevel::municipality}, std::pair{"department", BorderLevel::department},
          std::pair{"outer", BorderLevel::outer}, std::pair{"country", BorderLevel::country}}) {
        if (in.has(name)) out.push_back(read_border(in.table(name), level));
    }
    return out;
}

/// The special classes: those that the style names first, in its order, then the others, so that no absence is ever
/// without a look.
void read_specials(const StyleReader& style, const StyleReader& palettes, StyleTemplate& out) {
    const StyleReader all = palettes.table("special");
    std::vector<std::string> order = style.texts("special");
    for (const std::string& id : order) {
        if (!all.has(id)) style.fail(ErrorCode::study_bad_value, "special", id, text::nearest(id, all.keys()));
    }
    for (const std::string& id : all.keys()) {
        if (std::find(order.begin(), order.end(), id) == order.end()) order.push_back(id);
    }
    for (const std::string& id : order) {
        const StyleReader in = all.table(id);
        in.allow({"label", "fill", "pattern", "pattern_colour"});
        out.specials.push_back(read_look(in, id));
        out.specials.back().when_used = true;
    }
    const StyleReader absence = palettes.table("absence");
    for (std::size_t kind = 1; kind < absence_kinds; ++kind) {
        const std::string name(to_string(static_cast<Absence>(kind)));
        const std::string id = absence.text(name);
        const auto found = std::find(order.begin(), order.end(), id);
        if (found == order.end()) absence.fail(ErrorCode::study_bad_value, name, id, text::nearest(id, order));
        out.special_of[kind] = static_cast<std::size_t>(found - order.begin());
    }
}

void read_classes(const StyleReader& style, StyleTemplate& out) {
    for (const StyleReader& in : style.tables("class")) {
        in.allow({"id", "label", "fill", "pattern", "pattern_colour", "when_used"});
        StyleClass cls = read_look(in, in.text("id"));
        cls.when_used = in.flag("when_used");
        const bool twice = std::any_of(out.classes.begin(), out.classes.end(),
                                       [&](const StyleClass& other) { return other.id == cls.id; });
        if (twice) in.fail(ErrorCode::study_bad_value, "id", cls.id);
        out.classes.push_back(std::move(cls));
    }
}

/// A ramp of the palettes by its name, or the style's own list of colours.
std::vector<Rgb> read_ramp(const StyleReader& style, const StyleReader& palettes) {
    if (style.is_list("ramp")) {
        std::vector<Rgb> own = style.colours("ramp");
        if (own.empty()) style.fail(ErrorCode::study_bad_value, "ramp", "[]", "[\"#rrggbb\", ...]");
        return own;
    }
    const std::string name = style.text("ramp");
    const StyleReader ramps = palettes.table("ramp");
    if (!ramps.has(name)) style.fail(ErrorCode::study_bad_value, "ramp", name, text::nearest(name, ramps.keys()));
    std::vector<Rgb> shared = ramps.colours(name);
    if (shared.empty()) ramps.fail(ErrorCode::study_bad_value, name, "[]", "[\"#rrggbb\", ...]");
    return shared;
}

void read_category(const StyleReader& style, StyleTemplate& out) {
    style.allow({"name", "kind", "measure", "at_least_where", "title", "subtitle", "special", "class"});
    out.measure.property = style.property("measure");
    if (style.has("at_least_where")) out.at_least_where = style.property("at_least_where");
    read_classes(style, out);
}

void read_classed(const StyleReader& style, const StyleReader& palettes, StyleTemplate& out) {
    style.allow(measure_keys({"name", "kind", "title", "subtitle", "special", "ramp", "unsettled"}));
    out.ramp = read_ramp(style, palettes);
    out.measure = read_measure(style, out.ramp.size(), "zero");
    if (style.has("unsettled")) out.unsettled = read_unsettled(style.table("unsettled"), true);
}

void read_crossed(const StyleReader& style, StyleTemplate& out) {
    style.allow({"name", "kind", "title", "subtitle", "special", "colours", "up", "right", "unsettled"});
    out.bivariate = read_bivariate(style);
    if (style.has("unsettled")) out.unsettled = read_unsettled(style.table("unsettled"), false);
}

}  // namespace

StyleTemplate load_style(const std::filesystem::path& path, const std::filesystem::path& shipped) {
    const toml::table style_table = parse_style_file(path);
    const auto beside = path.parent_path() / "palettes.toml";
    const auto palettes_path = shipped.empty() || std::filesystem::exists(beside) ? beside : shipped / "palettes.toml";
    const toml::table palettes_table = parse_style_file(palettes_path);
    const StyleReader style(style_table, path.string(), {});
    const StyleReader palettes(palettes_table, palettes_path.string(), {});
    palettes.allow({"ramp", "special", "absence", "border"});

    StyleTemplate out;
    out.name = style.text("name");
    // It names files and folders of the result.
    const std::string stem = path.stem().string();
    if (out.name != stem) style.fail(ErrorCode::study_bad_value, "name", out.name, stem);
    const std::string kind = style.text("kind");
    if (kind == "category") {
        out.kind = StyleKind::category;
        read_category(style, out);
    } else if (kind == "classed") {
        out.kind = StyleKind::classed;
        read_classed(style, palettes, out);
    } else if (kind == "bivariate") {
        out.kind = StyleKind::bivariate;
        read_crossed(style, out);
    } else {
        style.fail(ErrorCode::study_bad_value, "kind", kind, "category | classed | bivariate");
    }
    out.title = style.local("title");
    out.subtitle = style.local("subtitle");
    read_specials(style, palettes, out);
    out.borders = read_borders(palettes);
    return out;
}

}  // namespace presencia::emit
