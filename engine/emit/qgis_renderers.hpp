// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>

/// How QGIS draws what lies over a map: elements renderer-v2.
namespace presencia::emit {

/// Lines of municipalities alone.
std::string qgis_boundary_renderer();
/// What a family leaves unreached, so that the map below shows through.
std::string qgis_unreached_renderer();
/// Sites, filled by whether they operate; each family has a shape of its own, all together are circles.
std::string qgis_site_renderer(std::optional<study::Family> family, Language language);

}  // namespace presencia::emit
