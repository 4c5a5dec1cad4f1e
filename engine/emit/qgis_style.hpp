// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/maps.hpp"

namespace presencia::emit {

/// Rows of QGIS's table layer_styles: the layer municipalities drawn by the classes of the study's gap map, as default, so that the GeoPackage opens styled.
Table qgis_styles(const StyledMap& gap_map, Date day);

}  // namespace presencia::emit
