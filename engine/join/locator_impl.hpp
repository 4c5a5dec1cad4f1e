// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/cell_index.hpp"

namespace presencia::join {

struct Locator::Impl {
    Impl(std::span<const geo::MultiPolygon* const> shapes, unsigned threads) : index(shapes, threads) {}
    CellIndex index;
};

}  // namespace presencia::join
