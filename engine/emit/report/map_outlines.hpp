// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/coverage_geometry.hpp"

#include <vector>

namespace presencia::emit {

/// The closed rings of one municipality at one zoom; the last point of a ring is not the first again. Fill them together: holes are rings like others, with the opposite turn.
using Outline = std::vector<std::vector<SubPoint>>;

/// Chains the arcs of every municipality, simplified once for both neighbours, into rings. Empty where a municipality is too small for this zoom (ZoomGeometry::tiny marks it). Where several
/// rings meet in a point it does not matter which arc continues which: what is inside follows from the edges alone. Cost: n log n in the runs.
std::vector<Outline> outlines(const ZoomGeometry& geometry, std::size_t municipalities);

/// A point well inside: the middle of the longest stretch that the outline cuts from the horizontal through half the height of its largest ring. Only of an outline that is not empty.
SubPoint inner_point(const Outline& outline);

}  // namespace presencia::emit
