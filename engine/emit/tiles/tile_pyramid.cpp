// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tile_pyramid.hpp"

#include "core/error.hpp"
#include "core/parallel.hpp"
#include "emit/tiles/window_renderer.hpp"
#include "emit/tiles/zoom_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace presencia::emit {

namespace {

/// Windows between two looks at the sink: enough to keep the threads busy, few enough to hold.
constexpr std::size_t batch_windows = 32;

void check(const CoverageGeometry& coverage, const TileMap& map, const TilePlan& plan) {
    const auto refuse = [](const std::string& detail) { throw Error(ErrorCode::study_bad_value, {}, detail); };
    check_zooms(plan.min_zoom, plan.max_zoom);
    if (plan.tile_px != 256 && plan.tile_px != 512) {
        refuse(fmt::format("tiles of {} pixels: 256 or 512", plan.tile_px));
    }
    if (map.classes.size() > max_tile_classes) {
        refuse(
            fmt::format("style '{}' has {} classes, at most {}", map.style_name, map.classes.size(), max_tile_classes));
    }
    if (map.class_of.size() != coverage.size()) throw Error(ErrorCode::internal, {}, "tiles: one class a municipality");
    for (const int cls : map.class_of) {
        if (cls >= static_cast<int>(map.classes.size())) throw Error(ErrorCode::internal, {}, "tiles: no such class");
    }
}

void add_tasks(const ZoomLayer& layer, std::vector<WindowTask>& tasks) {
    const ZoomGeometry& g = layer.geometry;
    const std::int64_t last_tile = (std::int64_t{1} << g.zoom) - 1;
    const auto column_of = [&](std::int64_t x) {
        return static_cast<int>(std::clamp<std::int64_t>(x < 0 ? 0 : x / g.tile_px, 0, last_tile));
    };
    if (layer.rows.empty()) return;
    const int first = column_of(g.min_x - layer.margin);
    const int last = column_of(g.max_x + layer.margin);
    for (std::size_t row = 0; row < layer.rows.size(); ++row) {
        for (int x = first; x <= last; x += window_tiles) {
            tasks.push_back({&layer, x, layer.first_row + static_cast<int>(row), std::min(window_tiles, last - x + 1)});
        }
    }
}

}  // namespace

void render_pyramid(const CoverageGeometry& coverage, const TileMap& map, const TilePlan& plan, TileSink& sink,
                    unsigned threads, Progress& progress) {
    check(coverage, map, plan);
    const unsigned workers = std::max(1U, threads);
    const bool outline = has_outlines(map);
    std::vector<ZoomLayer> layers(static_cast<std::size_t>(plan.max_zoom - plan.min_zoom) + 1);
    parallel_for(layers.size(), workers, [&](std::size_t i, unsigned) {
        layers[i] = zoom_layer(coverage, plan, plan.min_zoom + static_cast<int>(i), outline);
    });
    std::vector<WindowTask> tasks;
    for (const ZoomLayer& layer : layers) add_tasks(layer, tasks);

    progress.stage(fmt::format("tiles: {}", map.style_name), static_cast<std::int64_t>(tasks.size()));
    std::vector<std::unique_ptr<WindowRenderer>> renderers;
    for (unsigned w = 0; w < workers; ++w) renderers.push_back(std::make_unique<WindowRenderer>(map, plan));
    using Batch = std::vector<std::vector<RenderedTile>>;
    Batch finished, drawn;
    const auto write = [&] {
        for (const auto& window : finished) {
            for (const RenderedTile& tile : window) sink.put(tile.z, tile.x, tile.y, tile.png);
        }
        finished.clear();
    };
    for (std::size_t begin = 0; begin < tasks.size(); begin += batch_windows) {
        progress.check_interrupted();
        const std::size_t count = std::min(batch_windows, tasks.size() - begin);
        drawn.assign(count, {});
        // The batch before is written while this one is drawn.
        parallel_for(count + 1, workers, [&](std::size_t i, unsigned worker) {
            if (i == 0) {
                write();
            } else {
                drawn[i - 1] = renderers[worker]->render(tasks[begin + i - 1]);
            }
        });
        finished.swap(drawn);
        progress.advance(static_cast<std::int64_t>(begin + count));
    }
    write();
}

}  // namespace presencia::emit
