// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"
#include "emit/vector/vector_layers.hpp"
#include "geo/shapes.hpp"

#include <span>
#include <string>

namespace presencia::emit {

/// study.qgs: a project of QGIS 3.22 and later over the study.gpkg beside it, in the study's language. From the top: sites by family, boundaries, what each family leaves unreached, and each map of the
/// study with its own rules, in groups by what it shows. The first map, boundaries and sites are visible, columns have their labels, and it opens in Web Mercator on `bounds`.
std::string qgis_project(const VectorInput& input, std::span<const StyledMap> maps, const geo::Box& bounds);

}  // namespace presencia::emit
