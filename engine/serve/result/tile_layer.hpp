// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/pmtiles_reader.hpp"
#include "serve/http/response.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace presencia::serve {

/// The highest zoom that is drawn on demand: a pixel is about half a metre.
inline constexpr int highest_drawn_zoom = 18;

/// A checked address of a tile: zoom 0 to 22 and both numbers below 2^zoom.
struct TileAddress {
    int z = 0;
    std::uint32_t x = 0, y = 0;
};
/// From the texts of a request: digits alone, no sign, no leading zero. Throws Error(parameter_invalid) naming the first that is wrong, and path_unknown for numbers that are well formed and beyond the zoom's.
TileAddress tile_address(std::string_view z, std::string_view x, std::string_view y);

/// One set of tiles of a result: an archive, and what may be drawn beyond its zooms.
struct TileLayer {
    std::string name;
    std::string title;
    bool vector = false;
    std::unique_ptr<const emit::PmtilesReader> archive;
    std::string tag;  ///< changes with the archive
    nlohmann::ordered_json tilejson;
    int min_zoom = 0, max_zoom = 0;  ///< of the archive and what is drawn on demand together
    bool drawn = false;              ///< whether the styles are at hand that draw it
    std::shared_ptr<const std::string> nothing;  ///< raster: a transparent tile

    /// From now on the zooms around the archive's are drawn.
    void draw_beyond();
    bool in_archive(int z) const noexcept { return z >= archive->min_zoom() && z <= archive->max_zoom(); }
    std::string_view type() const noexcept { return vector ? "application/vnd.mapbox-vector-tile" : "image/png"; }

    /// A tile of the archive's zooms: its bytes; where there is none, 204 for vector tiles and a transparent picture for raster tiles.
    Response stored(const TileAddress& at) const;
    /// The same of bytes that were just drawn: PNG, or gzipped MVT; "" for none.
    Response drawn_tile(std::string bytes) const;
};

}  // namespace presencia::serve
