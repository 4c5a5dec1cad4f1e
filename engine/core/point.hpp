// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace presencia {

struct Wgs84;        ///< longitude, latitude in degrees on WGS 84, in that order
struct WebMercator;  ///< EPSG:3857 metres
struct TilePixel;    ///< pixels of one zoom level, y down, origin at the north-west corner of tile 0/0

/// A plain coordinate pair that knows which space it lies in. Points of different spaces do not mix: only
/// geo/projection converts between them.
template <class Space>
struct Point {
    double x = 0.0;
    double y = 0.0;

    friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace presencia
