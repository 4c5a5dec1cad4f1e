// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/tile_painter.hpp"

#include "core/error.hpp"
#include "emit/tiles/zoom_layer.hpp"

#include <algorithm>
#include <list>
#include <mutex>

namespace presencia::emit {

struct TilePainter::Impl {
    std::shared_ptr<const CoverageGeometry> coverage;
    StyledMap styled;
    bool outline = false;
    std::mutex guard;
    std::list<std::shared_ptr<const ZoomLayer>> layers;      ///< the last asked first
    std::vector<std::unique_ptr<WindowRenderer>> renderers;  ///< those that no thread draws with now

    std::shared_ptr<const ZoomLayer> layer(int zoom) {
        // Held while a layer is made: two threads that want the same new zoom would both make it.
        const std::lock_guard lock(guard);
        const auto known = std::find_if(layers.begin(), layers.end(), [&](const auto& one) { return one->geometry.zoom == zoom; });
        if (known != layers.end()) {
            layers.splice(layers.begin(), layers, known);
        } else {
            layers.push_front(std::make_shared<const ZoomLayer>(zoom_layer(*coverage, styled.plan, zoom, outline)));
            if (layers.size() > zooms_kept) layers.pop_back();
        }
        return layers.front();
    }

    std::unique_ptr<WindowRenderer> take() {
        {
            const std::lock_guard lock(guard);
            if (!renderers.empty()) {
                std::unique_ptr<WindowRenderer> one = std::move(renderers.back());
                renderers.pop_back();
                return one;
            }
        }
        return std::make_unique<WindowRenderer>(styled.map, styled.plan);
    }

    void give_back(std::unique_ptr<WindowRenderer> renderer) {
        const std::lock_guard lock(guard);
        renderers.push_back(std::move(renderer));
    }
};

TilePainter::TilePainter(std::shared_ptr<const CoverageGeometry> coverage, StyledMap styled) : impl_(std::make_unique<Impl>()) {
    if (styled.map.class_of.size() != coverage->size()) throw Error(ErrorCode::internal, {}, "tiles: one class a municipality");
    impl_->coverage = std::move(coverage);
    impl_->styled = std::move(styled);
    impl_->outline = has_outlines(impl_->styled.map);
}

TilePainter::~TilePainter() = default;

const StyledMap& TilePainter::styled() const noexcept {
    return impl_->styled;
}

std::string TilePainter::tile(int zoom, int x, int y) {
    const std::shared_ptr<const ZoomLayer> layer = impl_->layer(zoom);
    const int row = y - layer->first_row;
    if (row < 0 || row >= static_cast<int>(layer->rows.size())) return {};
    std::unique_ptr<WindowRenderer> renderer = impl_->take();
    std::vector<RenderedTile> drawn = renderer->render({layer.get(), x, y, 1});
    impl_->give_back(std::move(renderer));
    return drawn.empty() ? std::string() : std::move(drawn.front().png);
}

}  // namespace presencia::emit
