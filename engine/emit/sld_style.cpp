// SPDX-License-Identifier: Apache-2.0
#include "emit/sld_style.hpp"

#include "emit/tiles/xml_text.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

std::string parameter(std::string_view name, std::string_view value) {
    return fmt::format("<CssParameter name=\"{}\">{}</CssParameter>", name, value);
}

std::string stroke(Rgb colour, std::string_view width) {
    return "<Stroke>" + parameter("stroke", to_hex(colour)) + parameter("stroke-width", width) + "</Stroke>";
}

std::string polygon(std::string_view content) {
    return fmt::format("<PolygonSymbolizer>{}</PolygonSymbolizer>", content);
}

std::string fill(const TileClass& shown) {
    return polygon("<Fill>" + parameter("fill", to_hex(shown.fill)) + "</Fill>" + stroke({255, 255, 255}, "0.5"));
}

std::string mark(std::string_view name, std::string_view look) {
    return fmt::format("<Mark><WellKnownName>{}</WellKnownName>{}</Mark>", name, look);
}

std::string marks(std::string_view content, int size) {
    return polygon(fmt::format("<Fill><GraphicFill><Graphic>{}<Size>{}</Size></Graphic></GraphicFill></Fill>", content, size));
}

/// QGIS and GeoServer have no name of a hatching in common. QGIS takes the first mark of a graphic; GeoServer the first whose name it knows; MapServer, which knows none of these, makes squares of the first one's look.
std::string hatching(std::string_view qgis, std::string_view geoserver, Rgb colour) {
    const std::string look = stroke(colour, "1");
    return marks(mark(qgis, look) + mark(geoserver, look), 8);
}

/// With a rim like the ground, without which MapServer's squares would close up.
std::string dots(Rgb colour, Rgb ground) {
    const std::string look = "<Fill>" + parameter("fill", to_hex(colour)) + "</Fill>" + stroke(ground, "2");
    return marks(mark("brush://dense6", look) + mark("circle", look), 6);
}

std::string pattern(const TileClass& shown) {
    switch (shown.pattern) {
        case Pattern::solid: return {};
        case Pattern::hatch: return hatching("slash", "shape://slash", shown.pattern_colour);
        // QGIS reads the name with this slip of the pen, and has done so in every version up to today's.
        case Pattern::hatch_back: return hatching("backshash", "shape://backslash", shown.pattern_colour);
        case Pattern::dots: return dots(shown.pattern_colour, shown.fill);
        case Pattern::outline: return polygon(stroke(shown.pattern_colour, "2"));
    }
    return {};
}

std::string rule(const TileClass& shown, const ClassFilter& filter) {
    return fmt::format("<Rule><Name>{}</Name><Title>{}</Title>\n{}\n{}{}</Rule>\n", xml_text(shown.id), xml_text(shown.label), ogc_filter(filter), fill(shown), pattern(shown));
}

}  // namespace

std::string sld_style(const StyledMap& styled) {
    std::string rules;
    for (std::size_t i = 0; i < styled.map.classes.size(); ++i) rules += rule(styled.map.classes[i], styled.rules[i]);
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\" xmlns:ogc=\"http://www.opengis.net/ogc\">\n"
                       "<NamedLayer><Name>municipalities</Name><UserStyle><Name>{}</Name><Title>{}</Title><Abstract>{}</Abstract><FeatureTypeStyle>\n{}</FeatureTypeStyle></UserStyle></NamedLayer>\n"
                       "</StyledLayerDescriptor>\n",
                       xml_text(styled.map.style_name), xml_text(styled.map.title), xml_text(styled.map.subtitle), rules);
}

}  // namespace presencia::emit
