// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace presencia::source::osm {

/// Degrees on WGS 84.
struct Place {
    double longitude = 0.0;
    double latitude = 0.0;
    friend bool operator==(const Place&, const Place&) = default;
};
using Line = std::vector<Place>;

/// ISO WKB, little-endian, two dimensions.
std::string point_wkb(Place place);
/// Polygons, each its outer ring and then its holes.
std::string multipolygon_wkb(const std::vector<std::vector<Line>>& polygons);

/// Closed rings made of lines that meet at their ends, in either direction. Nothing where a line is left over: a part of the border is missing.
std::optional<std::vector<Line>> join_rings(std::vector<Line> lines);

/// Polygons of outer and inner border lines, as a multipolygon relation holds them; a hole goes to the first outer ring around its first
/// corner. Nothing where the rings do not close or a hole lies in none.
std::optional<std::vector<std::vector<Line>>> polygons_of(std::vector<Line> outer, std::vector<Line> inner);

/// Middle of the bounding box.
std::optional<Place> middle(const std::vector<Line>& lines);

}  // namespace presencia::source::osm
