// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

namespace presencia::geo {

/// Sign of the turn a-b-c: +1 left, -1 right, 0 exactly on the line. Exact on the doubles (filter, then expansion
/// arithmetic; Shewchuk 1997).
int orientation(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c);

}  // namespace presencia::geo
