// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/maps.hpp"

#include <string>

namespace presencia::emit {

/// A map as a style of OGC SLD 1.0.0 (02-070) for the layer municipalities (tiles/<style>.sld), which GeoServer and QGIS load: one rule a class with its own filter. No rule is an "else": what has
/// no value is named by its reason.
std::string sld_style(const StyledMap& styled);

}  // namespace presencia::emit
