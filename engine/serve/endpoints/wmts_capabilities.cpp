// SPDX-License-Identifier: Apache-2.0
#include "serve/endpoints/wmts_capabilities.hpp"

#include "emit/tiles/xml_text.hpp"
#include "serve/documents.hpp"
#include "serve/endpoints/tile_matrix.hpp"
#include "serve/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace presencia::serve::endpoints {

namespace {

using emit::xml_text;

std::string matrices(int last) {
    std::string out;
    for (int z = 0; z <= last; ++z) {
        out += fmt::format(
            "   <TileMatrix><ows:Identifier>{}</ows:Identifier><ScaleDenominator>{:.10f}</ScaleDenominator><TopLeftCorner>-20037508.3427892 20037508.3427892</TopLeftCorner>"
            "<TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>{}</MatrixWidth><MatrixHeight>{}</MatrixHeight></TileMatrix>\n",
            z, first_scale / std::exp2(z), std::int64_t{1} << z, std::int64_t{1} << z);
    }
    return out;
}

std::string limits(const TileLayer& layer, const geo::Box& box) {
    std::string out;
    for (int z = layer.min_zoom; z <= layer.max_zoom; ++z) {
        const TileLimits at = tile_limits(box, z);
        out += fmt::format("      <TileMatrixLimits><TileMatrix>{}</TileMatrix><MinTileRow>{}</MinTileRow><MaxTileRow>{}</MaxTileRow><MinTileCol>{}</MinTileCol><MaxTileCol>{}</MaxTileCol></TileMatrixLimits>\n", z, at.min_row,
                           at.max_row, at.min_column, at.max_column);
    }
    return out;
}

std::string layer_xml(const TileLayer& layer, const Result& result, const std::string& base) {
    const geo::Box& box = result.bounds();
    const std::string legend = result.file("tiles/" + layer.name + ".legend.svg")
                                   ? fmt::format("<LegendURL format=\"{}\" xlink:href=\"{}/legends/{}.{}\"/>", layer.drawn ? "image/png" : "image/svg+xml", xml_text(base), layer.name, layer.drawn ? "png" : "svg")
                                   : "";
    return fmt::format(
        "  <Layer>\n   <ows:Title>{}</ows:Title>\n   <ows:Abstract>{}</ows:Abstract>\n   <ows:WGS84BoundingBox crs=\"urn:ogc:def:crs:OGC:2:84\"><ows:LowerCorner>{} {}</ows:LowerCorner><ows:UpperCorner>{} "
        "{}</ows:UpperCorner></ows:WGS84BoundingBox>\n   <ows:Identifier>{}</ows:Identifier>\n   <Style isDefault=\"true\"><ows:Identifier>default</ows:Identifier>{}</Style>\n   <Format>image/png</Format>\n"
        "   <TileMatrixSetLink>\n    <TileMatrixSet>{}</TileMatrixSet>\n    <TileMatrixSetLimits>\n{}    </TileMatrixSetLimits>\n   </TileMatrixSetLink>\n"
        "   <ResourceURL format=\"image/png\" resourceType=\"tile\" template=\"{}/wmts/1.0.0/{}/{{Style}}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.png\"/>\n  </Layer>\n",
        xml_text(layer.title), xml_text(layer.tilejson.value("description", "")), box.min_x, box.min_y, box.max_x, box.max_y, layer.name, legend, wmts_matrix_set, limits(layer, box), xml_text(base), layer.name);
}

}  // namespace

std::string capabilities(const Result& result, const std::string& base) {
    std::string layers;
    int last = 0;
    for (const auto& layer : result.layers()) {
        if (layer->vector) continue;
        layers += layer_xml(*layer, result, base);
        last = std::max(last, layer->max_zoom);
    }
    return html::filled(document("wmts_capabilities.xml"), {{"title", xml_text(result.fact("title"))}, {"profile", xml_text(result.fact("profile"))}, {"base", xml_text(base)}, {"layers", layers}, {"matrices", matrices(last)}});
}

}  // namespace presencia::serve::endpoints
