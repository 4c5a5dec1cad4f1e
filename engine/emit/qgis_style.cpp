// SPDX-License-Identifier: Apache-2.0
#include "emit/qgis_style.hpp"

#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

std::string rgba(Rgb colour) {
    return fmt::format("{},{},{},255", colour.r, colour.g, colour.b);
}

std::string fill_layer(Rgb fill) {
    return fmt::format(R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="{}"/><prop k="style" v="solid"/><prop k="outline_color" v="255,255,255,255"/><prop k="outline_width" v="0.2"/><prop k="outline_style" v="solid"/></layer>)",
                       rgba(fill));
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
                       rgba(shown.pattern_colour), style, shown.pattern == Pattern::outline ? "0.5" : "0.2", shown.pattern == Pattern::outline ? "solid" : "no");
}

std::string qml(const StyledMap& styled) {
    std::string categories;
    std::string symbols;
    for (std::size_t i = 0; i < styled.map.classes.size(); ++i) {
        const TileClass& shown = styled.map.classes[i];
        categories += fmt::format(R"(<category render="true" value="{}" type="string" symbol="{}" label="{}"/>)", xml_text(shown.id), i, xml_text(shown.label));
        symbols += fmt::format(R"(<symbol type="fill" name="{}" alpha="1" clip_to_extent="1" force_rhr="0">{}{}</symbol>)", i, fill_layer(shown.fill), pattern_layer(shown));
    }
    return fmt::format(R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology"><renderer-v2 type="categorizedSymbol" attr="gap_class" forceraster="0" symbollevels="0" enableorderby="0"><categories>{}</categories><symbols>{}</symbols></renderer-v2></qgis>)",
                       categories, symbols);
}

}  // namespace

Table qgis_styles(const StyledMap& gap_map, Date day) {
    using enum CellType;
    Table table;
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD"}) table.columns.push_back({name, text, name, name});
    table.columns.push_back({"useAsDefault", boolean, "useAsDefault", "useAsDefault"});
    for (const char* name : {"description", "owner", "ui", "update_time"}) table.columns.push_back({name, text, name, name});
    table.rows.push_back({Cell(""), Cell(""), Cell("municipalities"), Cell("geom"), Cell(gap_map.map.style_name), Cell(qml(gap_map)), Cell(""), Cell(true), Cell(gap_map.map.title), Cell(""), Cell(""),
                          Cell(day.iso() + "T00:00:00.000Z")});
    return table;
}

}  // namespace presencia::emit
