// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/context.hpp"

/// One function a kind of address; router.cpp says which. Each throws Error for what a request is to blame for.
namespace presencia::serve::endpoints {

Outcome health(const Context& context);
Outcome catalog(const Context& context);
Outcome landing(const Context& context);

Outcome tilejson(const Context& context);
Outcome xyz_tile(const Context& context);
Outcome style(const Context& context);
Outcome legend(const Context& context);

Outcome files_index(const Context& context);
Outcome file(const Context& context);
Outcome map_page(const Context& context);
Outcome map_file(const Context& context);

Outcome gaps(const Context& context);
Outcome municipalities(const Context& context);
Outcome municipality(const Context& context);

Outcome conformance(const Context& context);
Outcome api(const Context& context);
Outcome collections(const Context& context);
Outcome collection(const Context& context);
Outcome items(const Context& context);
Outcome item(const Context& context);

Outcome tile_matrix_sets(const Context& context);
Outcome tile_matrix_set(const Context& context);
Outcome vector_tilesets(const Context& context);
Outcome vector_tileset(const Context& context);
Outcome vector_tile(const Context& context);
Outcome map_tilesets(const Context& context);
Outcome map_tileset(const Context& context);
Outcome map_tile(const Context& context);

Outcome wmts(const Context& context);
Outcome wmts_capabilities(const Context& context);
Outcome wmts_tile(const Context& context);

/// A tile of a layer by a checked address, from its archive or drawn. Throws path_unknown beyond its zooms.
Outcome tile_of(const Context& context, const TileLayer& layer, const TileAddress& at);
/// The same where limits of rows and columns were announced (WMTS, OGC API Tiles): path_unknown beyond them too, with the limits and, as the column at fault, "x" or "y".
Outcome tile_within_limits(const Context& context, const TileLayer& layer, const TileAddress& at);

}  // namespace presencia::serve::endpoints
