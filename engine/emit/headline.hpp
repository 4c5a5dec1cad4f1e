// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/published.hpp"

#include <string>

namespace presencia::emit {

/// Of the people in municipalities at risk, how many are reached by 0 to 4 families, lower and upper bound, for the region and each country; who was left out and why. Several lines
/// in the study's language, the first the product's headline.
std::string headline(const Published& published);

}  // namespace presencia::emit
