// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

/// What geo/ needs to know of single rings; not part of the interface.
namespace presencia::geo::detail {

/// Signed area in square degrees of the plane (positive: counter-clockwise), relative to the first vertex so that far
/// coordinates do not cancel.
double planar_area(const Ring& ring);

/// Whether a simple ring runs counter-clockwise: exact, by the turn at its lowest-left vertex; rings that are not
/// simple fall back to the sign of planar_area.
bool counter_clockwise(const Ring& ring);

/// Turns outer rings counter-clockwise and holes clockwise.
void normalise_winding(MultiPolygon& shape);

/// Closed, at least four vertices, every coordinate finite: what GEOS accepts as a ring.
bool well_formed(const Ring& ring);

/// Every coordinate is finite.
bool finite(const MultiPolygon& shape);

/// The vertices of `ring` with extra ones, linear in longitude and latitude, so that no edge is longer than `degrees`
/// in either coordinate.
Ring densified(const Ring& ring, double degrees);

}  // namespace presencia::geo::detail
