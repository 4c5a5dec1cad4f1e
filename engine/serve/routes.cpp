// SPDX-License-Identifier: Apache-2.0
#include "serve/endpoints/endpoints.hpp"
#include "serve/router.hpp"

namespace presencia::serve {

namespace {

using namespace endpoints;

/// The most asked first. What is under /v/ has answers that never change while the result is the same.
const std::vector<Route>& table() {
    static const std::vector<Route> all = {
        {"/xyz/{}/{}/{}/{}", xyz_tile, {}, true, true},
        {"/xyz/{}", tilejson, {}, true},
        {"/files/**", file, {}, true, true},
        {"/files", files_index, {}, true},
        {"/wmts/1.0.0/WMTSCapabilities.xml", wmts_capabilities, {}, true},
        {"/wmts/1.0.0/{}/{}/{}/{}/{}/{}", wmts_tile, {}, true, true},
        {"/wmts", wmts, {}, true},
        {"/map/**", map_file, {}, true},
        {"/map", map_page, {}, true},
        {"/", landing, {"f", "lang"}},
        {"/health", health, {}},
        {"/catalog", catalog, {}},
        {"/style.json", style, {"map"}, true},
        {"/legends/{}", legend, {}, true, true},
        {"/gaps", gaps, {"country", "department", "municipality", "family", "gap_class", "gap-class", "by", "to_verify", "to-verify", "top", "format", "lang"}},
        {"/municipalities", municipalities, {}},
        {"/municipalities/{}", municipality, {"measure", "f", "lang"}},
        {"/conformance", conformance, {"f", "lang"}},
        {"/api", api, {"f", "lang"}},
        {"/collections", collections, {"f", "lang"}},
        {"/collections/{}", collection, {"f", "lang"}},
        {"/collections/{}/items", items, {"bbox", "datetime", "limit", "offset", "f", "lang", "country", "department", "municipality", "family", "gap_class"}},
        {"/collections/{}/items/{}", item, {"f", "lang"}},
        {"/tileMatrixSets", tile_matrix_sets, {"f", "lang"}},
        {"/tileMatrixSets/{}", tile_matrix_set, {}},
        {"/tiles", vector_tilesets, {"f", "lang"}},
        {"/tiles/{}", vector_tileset, {"f", "lang"}},
        {"/tiles/{}/{}/{}/{}", vector_tile, {}, true},
        {"/styles/{}/map/tiles", map_tilesets, {"f", "lang"}},
        {"/styles/{}/map/tiles/{}", map_tileset, {"f", "lang"}},
        {"/styles/{}/map/tiles/{}/{}/{}/{}", map_tile, {}, true},
    };
    return all;
}

}  // namespace

std::span<const Route> routes() {
    return table();
}

}  // namespace presencia::serve
