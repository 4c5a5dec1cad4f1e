// SPDX-License-Identifier: Apache-2.0
#include "join/locator.hpp"

#include "join/locator_impl.hpp"

#include <vector>

namespace presencia::join {

Locator::Locator(std::span<const geo::MultiPolygon* const> shapes, unsigned threads, bool) : impl_(std::make_unique<const Impl>(shapes, threads)) {}

Locator::Locator(std::span<const geo::MultiPolygon> shapes, unsigned threads) {
    std::vector<const geo::MultiPolygon*> places;
    for (const geo::MultiPolygon& shape : shapes) places.push_back(&shape);
    impl_ = std::make_unique<const Impl>(places, threads);
}

Locator Locator::over(std::span<const geo::MultiPolygon* const> shapes, unsigned threads) {
    return {shapes, threads, true};
}

Locator::~Locator() = default;
Locator::Locator(Locator&&) noexcept = default;

MunicipalityIndex Locator::locate(Point<Wgs84> point) const {
    return impl_->index.locate(point);
}

void Locator::locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const {
    impl_->index.locate(points, out);
}

}  // namespace presencia::join
