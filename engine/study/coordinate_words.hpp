// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

namespace presencia::study {

/// `coordinates = "swapped"`, or a list of such words, and `centre_points`. Reports words that are not known and words
/// that contradict each other.
void read_coordinate_words(Section& section, Source& source);

/// Reports x and y that do not come together, and a pair of coordinates beside them.
void check_coordinate_roles(Section& section, const Role& x, const Role& y, const Role& xy);

}  // namespace presencia::study
