// SPDX-License-Identifier: Apache-2.0
#include "join/locator.hpp"

#include "join/locator_impl.hpp"

namespace presencia::join {

Locator::Locator(std::span<const geo::MultiPolygon> shapes) : impl_(std::make_unique<const Impl>(shapes)) {}

Locator::~Locator() = default;
Locator::Locator(Locator&&) noexcept = default;

MunicipalityIndex Locator::locate(Point<Wgs84> point) const {
    return impl_->index.locate(point);
}

void Locator::locate(std::span<const Point<Wgs84>> points, std::span<MunicipalityIndex> out) const {
    impl_->index.locate(points, out);
}

}  // namespace presencia::join
