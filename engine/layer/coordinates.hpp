// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/projection.hpp"
#include "layer/source_context.hpp"

#include <span>
#include <string>

namespace presencia::layer {

/// The coordinate reference system that a source's coordinates are taken to be in, and who says so.
struct SourceCrs {
    enum class Basis : std::uint8_t { declared, file, geojson, assumed } basis = Basis::assumed;
    std::string text;  ///< "EPSG:4326", WKT ...
    geo::ToWgs84 to_wgs84;
    bool degrees = true;  ///< its numbers are longitude and latitude
};

/// Coordinates as the study says that they are meant: exchanged where it says `swapped`, west where it says `west`.
void arrange(const study::CoordinateWords& words, std::span<Point<Wgs84>> raw);
void arrange(const study::CoordinateWords& words, geo::MultiPolygon& shape);

/// The system of geometries: the study's `crs`, else what the file says, else longitude/latitude for GeoJSON (RFC
/// 7946). Throws crs_missing, with the extent of `raw` (arranged) and the systems that would put them into `expected`
/// (empty: into Central America); crs_unknown.
SourceCrs geometry_crs(const SourceContext& context, const std::string& file_crs, std::span<const Point<Wgs84>> raw,
                       const geo::Box& expected);

/// The system of numbers in columns: the study's `crs`, else longitude/latitude, which a sample that cannot be that
/// refuses (crs_missing).
SourceCrs column_crs(const SourceContext& context, std::span<const Point<Wgs84>> raw, const geo::Box& expected);

/// Stops the run where more than half of a sample's coordinates cannot be what their system says: longitude and
/// latitude swapped (coordinates_swapped), metres under a geographic system, degrees under a projected one, another
/// zone (crs_out_of_area); then goes on to doubt_place(). `columns` names the columns ("lon, lat"), "" for geometries.
/// Extents are printed to three digits, so that no single place can be read off.
void check_coordinates(const SourceContext& context, const SourceCrs& crs, std::span<const Point<Wgs84>> raw,
                       const std::string& columns, const geo::Box& expected);

/// Whether every vertex is finite and a longitude and latitude.
bool in_range(const geo::MultiPolygon& shape);

}  // namespace presencia::layer
