// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/tiles/tile_sink.hpp"
#include "emit/vector/mvt.hpp"
#include "emit/vector/zoom_shapes.hpp"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace presencia::emit {

/// What a set of vector tiles shows: layers, and by which geometry each feature is drawn.
struct VectorMap {
    /// Features of a layer that are the borders of a coverage, by their level.
    struct Borders {
        std::uint32_t layer = 0;
        std::array<std::uint32_t, border_levels> feature{};
    };
    /// Features of a layer that are the members of a coverage: `feature[i]` draws member i.
    struct Surfaces {
        std::uint32_t layer = 0;
        std::shared_ptr<const ZoomShapes> shapes;
        std::vector<std::uint32_t> feature;
        std::optional<Borders> borders{};
    };
    struct Points {
        std::uint32_t layer = 0;
        std::vector<std::pair<std::uint32_t, WorldPoint>> features;
    };

    std::vector<MvtLayer> layers;
    std::vector<Surfaces> surfaces;
    std::vector<Points> points;
};

/// Cuts every zoom into tiles and hands them, gzipped, to `sink` in its fixed order. Tiles that hold nothing but buffers are left out. The same map gives the same bytes for any number of
/// threads. Throws Error(study_bad_value) for zooms outside 0..22, and what sink and check_interrupted() throw. Memory: the pieces of one zoom.
void cut_pyramid(const VectorMap& map, int min_zoom, int max_zoom, TileSink& sink, unsigned threads, Progress& progress);

}  // namespace presencia::emit
