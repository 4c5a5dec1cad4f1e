// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string>
#include <string_view>

namespace presencia::layer {

/// What GEOS says is wrong with a geometry ("Hole lies outside shell[-89.2 14.1]"), in the language asked for, with the place behind it. In English, and where no word is known for it, as it is.
std::string geometry_fault(std::string_view reason, Language language);

}  // namespace presencia::layer
