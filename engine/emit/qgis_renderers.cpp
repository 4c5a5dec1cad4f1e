// SPDX-License-Identifier: Apache-2.0
#include "emit/qgis_renderers.hpp"

#include "emit/qgis_style.hpp"
#include "emit/site_look.hpp"
#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

std::string fill_renderer(std::string_view style, Rgb fill, double opacity, std::string_view line_style, Rgb line) {
    return fmt::format("<renderer-v2 type=\"singleSymbol\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\"><symbols><symbol type=\"fill\" name=\"0\" alpha=\"{}\" clip_to_extent=\"1\" force_rhr=\"0\">"
                       "<layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\"><prop k=\"color\" v=\"{}\"/><prop k=\"style\" v=\"{}\"/><prop k=\"outline_color\" v=\"{}\"/>"
                       "<prop k=\"outline_width\" v=\"0.2\"/><prop k=\"outline_style\" v=\"{}\"/></layer></symbol></symbols></renderer-v2>\n",
                       opacity, qgis_colour(fill), style, qgis_colour(line), line_style);
}

}  // namespace

std::string qgis_boundary_renderer() {
    constexpr Rgb line{0x6b, 0x6b, 0x66}, none{255, 255, 255};
    return fill_renderer("no", none, 1.0, "solid", line);
}

std::string qgis_unreached_renderer() {
    return fill_renderer("solid", unreached_colour, unreached_opacity, "no", unreached_colour);
}

std::string qgis_site_renderer(std::optional<study::Family> family, Language language) {
    constexpr std::string_view shapes[study::family_count] = {"circle", "square", "triangle", "diamond", "pentagon", "star"};
    const std::string_view shape = family ? shapes[static_cast<std::size_t>(*family)] : "circle";
    struct Category {
        std::string_view value, label;
        Rgb fill;
    };
    const Category categories[] = {{"yes", tr(language, "En operación", "Operating"), site_look::operating},
                                   {"no", tr(language, "No opera", "Not operating"), site_look::not_operating},
                                   {"unknown", tr(language, "No se sabe si opera", "Not known whether operating"), site_look::not_known}};
    std::string list, symbols;
    for (std::size_t i = 0; i < std::size(categories); ++i) {
        const Category& one = categories[i];
        list += fmt::format("<category symbol=\"{}\" value=\"{}\" label=\"{}\" render=\"true\"/>", i, one.value, xml_text(one.label));
        symbols += fmt::format("<symbol type=\"marker\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" pass=\"0\"><prop k=\"name\" v=\"{}\"/>"
                               "<prop k=\"color\" v=\"{}\"/><prop k=\"outline_color\" v=\"{}\"/><prop k=\"outline_width\" v=\"0.2\"/><prop k=\"size\" v=\"1.8\"/></layer></symbol>",
                               i, shape, qgis_colour(one.fill), qgis_colour(site_look::line));
    }
    return fmt::format("<renderer-v2 type=\"categorizedSymbol\" attr=\"operating\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\"><categories>{}</categories><symbols>{}</symbols></renderer-v2>\n", list,
                       symbols);
}

}  // namespace presencia::emit
