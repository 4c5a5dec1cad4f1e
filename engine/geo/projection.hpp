// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "geo/shapes.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace presencia::geo {

/// From one coordinate reference system to longitude/latitude on WGS 84, always in x-y (traditional) order, whatever
/// the authority says of its axes. The only place where coordinates change space, with web_mercator() below.
class ToWgs84 {
public:
    /// `crs`: "EPSG:32616", WKT, PROJJSON or a PROJ string. Throws crs_unknown (with `where_file` in it).
    ToWgs84(std::string_view crs, const std::string& where_file);
    ~ToWgs84();
    /// A transformation of its own: one object serves one thread at a time.
    ToWgs84(const ToWgs84& other);
    ToWgs84(ToWgs84&&) noexcept;
    ToWgs84& operator=(ToWgs84&&) noexcept;

    /// True where nothing changes (already longitude/latitude on WGS 84).
    bool identity() const noexcept;
    /// Converts in place. Points that cannot be converted become NaN.
    void convert(std::span<Point<Wgs84>> points) const;
    void convert(MultiPolygon& shape) const;
    /// Whether a converted point lies in the system's area of use, grown by so many degrees, since areas of use are
    /// drawn roughly (always true where unknown).
    bool in_area_of_use(Point<Wgs84> point, double margin = 1.0) const;
    const std::string& name() const noexcept;  ///< "WGS 84 / UTM zone 16N"

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Spherical Mercator (EPSG:3857); latitude clamped to +-85.06.
Point<WebMercator> web_mercator(Point<Wgs84> p);
Point<Wgs84> from_web_mercator(Point<WebMercator> p);

}  // namespace presencia::geo
