// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/result/result.hpp"

#include <string>
#include <string_view>

namespace presencia::serve::endpoints {

inline constexpr std::string_view wmts_matrix_set = "GoogleMapsCompatible";

/// The document of GetCapabilities: every raster layer with its legend and the tiles that it has, addresses under `base`.
std::string capabilities(const Result& result, const std::string& base);

}  // namespace presencia::serve::endpoints
