// SPDX-License-Identifier: Apache-2.0
#include "emit/qgis_style.hpp"

#include "emit/qgis_renderers.hpp"
#include "emit/sld_style.hpp"
#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

std::string fill_layer(Rgb fill) {
    return fmt::format(R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="{}"/><prop k="style" v="solid"/><prop k="outline_color" v="255,255,255,255"/><prop k="outline_width" v="0.2"/><prop k="outline_style" v="solid"/></layer>)",
                       qgis_colour(fill));
}

/// QGIS's own hatchings stand for our patterns: they need no picture file.
std::string pattern_layer(const TileClass& shown) {
    std::string_view style;
    switch (shown.pattern) {
        case Pattern::solid: return {};
        case Pattern::hatch: style = "b_diagonal"; break;
        case Pattern::hatch_back: style = "f_diagonal"; break;
        case Pattern::dots: style = "dense6"; break;
        case Pattern::outline: style = "no"; break;
    }
    return fmt::format(R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="{0}"/><prop k="style" v="{1}"/><prop k="outline_color" v="{0}"/><prop k="outline_width" v="{2}"/><prop k="outline_style" v="{3}"/></layer>)",
                       qgis_colour(shown.pattern_colour), style, shown.pattern == Pattern::outline ? "0.5" : "0.2", shown.pattern == Pattern::outline ? "solid" : "no");
}

/// QGIS knows rules by keys: ours follow from the place, so that the same map gives the same file.
std::string key(std::size_t place) {
    return fmt::format("{{00000000-0000-4000-8000-{:012}}}", place);
}

std::string document(std::string_view categories, const std::string& content) {
    return fmt::format("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22\" styleCategories=\"{}\">\n{}</qgis>\n", categories, content);
}

Table no_styles() {
    using enum CellType;
    Table table;
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD"}) table.columns.push_back({name, text, name, name});
    table.columns.push_back({"useAsDefault", boolean, "useAsDefault", "useAsDefault"});
    for (const char* name : {"description", "owner", "ui", "update_time"}) table.columns.push_back({name, text, name, name});
    return table;
}

}  // namespace

std::string qgis_colour(Rgb colour) {
    return fmt::format("{},{},{},255", colour.r, colour.g, colour.b);
}

std::string qgis_renderer(const StyledMap& styled) {
    std::string rules;
    std::string symbols;
    for (std::size_t i = 0; i < styled.map.classes.size(); ++i) {
        const TileClass& shown = styled.map.classes[i];
        rules += fmt::format("<rule key=\"{}\" symbol=\"{}\" label=\"{}\" filter=\"{}\"/>\n", key(i + 1), i, xml_text(shown.label), xml_text(qgis_expression(styled.rules[i])));
        symbols += fmt::format("<symbol type=\"fill\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{}{}</symbol>\n", i, fill_layer(shown.fill), pattern_layer(shown));
    }
    return fmt::format("<renderer-v2 type=\"RuleRenderer\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\">\n<rules key=\"{}\">\n{}</rules>\n<symbols>\n{}</symbols>\n</renderer-v2>\n",
                       key(0), rules, symbols);
}

std::string qgis_style(const StyledMap& styled) {
    return document("Symbology", qgis_renderer(styled));
}

std::string qgis_aliases(std::span<const Column> columns, Language language) {
    std::string aliases = "<aliases>\n";
    for (const Column& column : columns) aliases += fmt::format("<alias field=\"{}\" name=\"{}\"/>\n", xml_text(column.name), xml_text(column.label(language)));
    return aliases + "</aliases>\n";
}

Table qgis_styles(const StyledMap& gap_map, std::span<const StyledMap> maps, const StoreLayers& layers, Date day) {
    Table table = no_styles();
    const Language language = gap_map.map.language;
    const auto add = [&](const char* layer, std::span<const Column> columns, std::string_view style, const std::string& renderer, std::string sld, bool by_default, std::string_view title) {
        table.rows.push_back({Cell(""), Cell(""), Cell(layer), Cell("geom"), Cell(style), Cell(document("Symbology|Fields", renderer + qgis_aliases(columns, language))), Cell(std::move(sld)),
                              Cell(by_default), Cell(title), Cell(""), Cell(""), Cell(day.iso() + "T00:00:00.000Z")});
    };
    const auto add_map = [&](const StyledMap& styled, bool by_default) {
        add("municipalities", layers.municipalities, styled.map.style_name, qgis_renderer(styled), sld_style(styled), by_default, styled.map.title);
    };
    add_map(gap_map, true);
    for (const StyledMap& styled : maps) {
        if (styled.map.style_name != gap_map.map.style_name) add_map(styled, false);
    }
    add("unreached", layers.unreached, "unreached", qgis_unreached_renderer(), {}, true, tr(language, "Fuera de alcance", "Out of reach"));
    add("sites", layers.sites, "sites", qgis_site_renderer(std::nullopt, language), {}, true, tr(language, "Sedes y programas", "Sites and programmes"));
    return table;
}

}  // namespace presencia::emit
