// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace presencia::geo {

/// What a geometry read from a file is, before any repair: its points or its polygons in the file's coordinates
/// (the tag Wgs84 is honest only after geo/projection has run over it).
struct RawGeometry {
    enum class Type { none, point, polygon, other } type = Type::none;
    Point<Wgs84> point;
    MultiPolygon polygons;
};

/// Reads ISO/OGC/EWKB well-known binary (points, multipoints of one, polygons, multipolygons, collections of
/// polygons; Z and M dropped). Depth is capped at 32, before any other library sees the bytes. Nothing where bytes are
/// damaged or a coordinate is not finite.
std::optional<RawGeometry> read_wkb(std::string_view wkb);

/// Little-endian WKB multipolygon (type 6), or a polygon where there is one part.
std::string write_wkb(const MultiPolygon& shape);

}  // namespace presencia::geo
