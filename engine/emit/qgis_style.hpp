// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/maps.hpp"

#include <span>
#include <string>

namespace presencia::emit {

/// A map as a style of QGIS 3 for the layer municipalities of study.gpkg (tiles/<style>.qml): one rule a class, on the layer's own properties, so that no value, zero, unknown and suppressed stay
/// apart and a municipality is drawn by one rule.
std::string qgis_style(const StyledMap& styled);

/// Its element renderer-v2 alone, which a layer of a project holds, too.
std::string qgis_renderer(const StyledMap& styled);

/// As QGIS writes a colour: "63,32,105,255".
std::string qgis_colour(Rgb colour);

/// What a layer's columns are called.
std::string qgis_aliases(std::span<const Column> columns, Language language);

/// The layers of study.gpkg by their columns.
struct StoreLayers {
    std::span<const Column> municipalities, unreached, sites;
};

/// Rows of QGIS's table layer_styles: the layer municipalities drawn as the study's gap map, as default, so that the GeoPackage opens styled; then as each other map of the study, to choose from; and
/// what lies over it. They name the columns, since QGIS does not read the labels of a GeoPackage.
Table qgis_styles(const StyledMap& gap_map, std::span<const StyledMap> maps, const StoreLayers& layers, Date day);

}  // namespace presencia::emit
