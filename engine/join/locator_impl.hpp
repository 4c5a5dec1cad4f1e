// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/cell_index.hpp"

namespace presencia::join {

struct Locator::Impl {
    explicit Impl(std::span<const geo::MultiPolygon> shapes) : index(shapes) {}
    CellIndex index;
};

}  // namespace presencia::join
