// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <span>
#include <string>

namespace presencia::emit {

/// How the legend says the numbers of a map.
struct NumberWords {
    Language language = Language::es;
    bool percent = false;     ///< the numbers are shares in [0, 1]
    bool above_zero = false;  ///< every number that is classed is above zero
};

/// A bound: "15,2", "1 230 000", "20 %".
std::string bound_text(double bound, const NumberWords& words);

/// What class k of those between `bounds` (classify.hpp's rising upper bounds) holds: "Más de 45", "15 – 45",
/// "Hasta 15"; of the only class "Más de 0", or "Con valor" where the numbers may be anything. The lowest and the
/// highest class are open: no municipality's own value is printed.
std::string class_label(std::span<const double> bounds, std::size_t k, const NumberWords& words);

}  // namespace presencia::emit
