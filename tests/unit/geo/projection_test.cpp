// SPDX-License-Identifier: Apache-2.0
#include "geo/projection.hpp"
#include "core/error.hpp"
#include "geo/measure.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <proj.h>
#include <catch2/catch.hpp>

#include <limits>
#include <string>

using namespace presencia;

namespace {

const char* const wkt1_gdal =
    R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])";
const char* const wkt1_gdal_axes =
    R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]])";
const char* const wkt1_esri =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";
const char* const utm16_esri =
    R"(PROJCS["WGS_1984_UTM_Zone_16N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-87.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";

Point<Wgs84> converted(const geo::ToWgs84& to, Point<Wgs84> p) {
    to.convert({&p, 1});
    return p;
}

/// "EPSG:n" as PROJJSON or WKT2, by PROJ itself.
std::string exported(const char* crs, bool json) {
    PJ_CONTEXT* context = proj_context_create();
    PJ* pj = proj_create(context, crs);
    const std::string text =
        json ? proj_as_projjson(context, pj, nullptr) : proj_as_wkt(context, pj, PJ_WKT2_2019, nullptr);
    proj_destroy(pj);
    proj_context_destroy(context);
    return text;
}

}  // namespace

TEST_CASE("Geographic WGS 84 is the identity, however it is named and whichever axis comes first") {
    for (const std::string& crs :
         {std::string("EPSG:4326"), std::string("OGC:CRS84"), std::string("urn:ogc:def:crs:OGC:1.3:CRS84"),
          std::string("urn:ogc:def:crs:EPSG::4326"), std::string(wkt1_gdal), std::string(wkt1_gdal_axes),
          std::string(wkt1_esri), exported("EPSG:4326", false), exported("EPSG:4326", true),
          exported("OGC:CRS84", false), std::string("EPSG:4979"), std::string("+proj=longlat +datum=WGS84 +no_defs")}) {
        INFO(crs);
        const geo::ToWgs84 to(crs, "file.gpkg");
        CHECK(to.identity());
        CHECK(converted(to, {-89.2, 13.7}) == Point<Wgs84>{-89.2, 13.7});
    }
}

TEST_CASE("UTM zone 16 goes to its place, by code, WKT, ESRI WKT, PROJJSON and PROJ string") {
    // The central meridian lies at 500,000 m east.
    for (const std::string& crs :
         {std::string("EPSG:32616"), std::string(utm16_esri), exported("EPSG:32616", false),
          exported("EPSG:32616", true), std::string("+proj=utm +zone=16 +datum=WGS84 +units=m +no_defs"),
          std::string("+proj=utm +zone=16 +datum=WGS84 +type=crs")}) {
        INFO(crs);
        const geo::ToWgs84 to(crs, "file.shp");
        CHECK_FALSE(to.identity());
        const Point<Wgs84> centre = converted(to, {500000, 0});
        CHECK(centre.x == Approx(-87.0).margin(1e-9));
        CHECK(centre.y == Approx(0.0).margin(1e-9));
        // On the central meridian northing is 0.9996 times the length of the meridian.
        const double arc = geo::geodesic_distance(*LonLat::checked(-87, 0), *LonLat::checked(-87, 12)).value();
        const Point<Wgs84> north = converted(to, {500000, 0.9996 * arc});
        CHECK(north.x == Approx(-87.0).margin(1e-9));
        CHECK(north.y == Approx(12.0).margin(1e-9));
    }
    CHECK(geo::ToWgs84("EPSG:32616", "f").name() == "WGS 84 / UTM zone 16N");
}

TEST_CASE("Systems whose authority puts north first are still read as x, y") {
    // EPSG:5367 (CR05 / CRTM05) lists northing before easting; false origin 500,000 east at 84 west.
    const geo::ToWgs84 to("EPSG:5367", "cantones.geojson");
    const Point<Wgs84> p = converted(to, {500000, 1100000});
    CHECK(p.x == Approx(-84.0).margin(1e-5));
    CHECK(p.y == Approx(9.95).margin(0.01));
    // NAD27 geographic: latitude first by authority; stays near where it was.
    const geo::ToWgs84 geographic("EPSG:4267", "old.shp");
    CHECK_FALSE(geographic.identity());
    const Point<Wgs84> q = converted(geographic, {-89.2, 13.7});
    CHECK(q.x == Approx(-89.2).margin(0.01));
    CHECK(q.y == Approx(13.7).margin(0.01));
}

TEST_CASE("An unknown system is an error that names the file and helps") {
    for (const char* crs : {"EPSG:999999", "", "nonsense", "GEOGCS[", "{\"type\":\"x\"}", "+proj=nosuch",
                            "+proj=pipeline +step +proj=noop", "LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]"}) {
        INFO(crs);
        try {
            const geo::ToWgs84 to(crs, "map.shp");
            FAIL("not refused");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::crs_unknown);
            CHECK(error.where().file == "map.shp");
            CHECK(error.detail().find(std::string(crs).substr(0, 20)) != std::string::npos);
            CHECK_FALSE(error.hint().empty());
        }
    }
}

TEST_CASE("Points that cannot be converted become NaN and leave the others alone") {
    const geo::ToWgs84 to("EPSG:32616", "f");
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    Point<Wgs84> points[] = {{500000, 1000000}, {nan, 1000000}, {1e30, 1e30}, {500000, 1000000}};
    to.convert(points);
    CHECK(points[0].x == Approx(-87.0));
    CHECK(std::isnan(points[1].x));
    CHECK(std::isnan(points[1].y));
    CHECK(std::isnan(points[2].x));
    CHECK(points[3] == points[0]);
}

TEST_CASE("The area of use tells a wrong zone from a right one") {
    const geo::ToWgs84 to("EPSG:32616", "f");
    CHECK(to.in_area_of_use({-86.5, 12.5}));
    CHECK(to.in_area_of_use({-90.9, 12.5}));  // within the degree of grace
    CHECK_FALSE(to.in_area_of_use({-70, 12.5}));
    CHECK_FALSE(to.in_area_of_use({-86.5, -40}));
    CHECK(geo::ToWgs84("EPSG:4326", "f").in_area_of_use({100, 50}));
    CHECK(geo::ToWgs84("+proj=utm +zone=16 +datum=WGS84", "f").in_area_of_use({100, 50}));
    // Fiji: the area crosses the antimeridian.
    const geo::ToWgs84 fiji("EPSG:3460", "f");
    CHECK(fiji.in_area_of_use({178, -17}));
    CHECK(fiji.in_area_of_use({-179, -17}));
    CHECK_FALSE(fiji.in_area_of_use({0, -17}));
}

TEST_CASE("A shape is converted ring by ring, and the object may be moved") {
    geo::ToWgs84 first("EPSG:32616", "f");
    const geo::ToWgs84 to = std::move(first);
    geo::MultiPolygon shape{{drawn::rectangle_ring(400000, 1400000, 600000, 1500000),
                             {drawn::rectangle_ring(480000, 1440000, 520000, 1460000)}}};
    to.convert(shape);
    const geo::Box box = geo::box_of(shape);
    CHECK(box.min_x == Approx(-87.92).margin(0.05));
    CHECK(box.max_y == Approx(13.57).margin(0.05));
    CHECK(shape[0].outer.front() == shape[0].outer.back());
    CHECK(shape[0].holes[0][0].x == Approx(-87.18).margin(0.05));
}

TEST_CASE("Web Mercator is that of EPSG:3857, clamped at its edge, and back") {
    const geo::ToWgs84 proj("EPSG:3857", "f");
    drawn::Random random(81);
    for (int k = 0; k < 200; ++k) {
        const Point<Wgs84> p{drawn::uniform(random, -180, 180), drawn::uniform(random, -85, 85)};
        const Point<WebMercator> m = geo::web_mercator(p);
        const Point<Wgs84> back = geo::from_web_mercator(m);
        CHECK(back.x == Approx(p.x).margin(1e-11));
        CHECK(back.y == Approx(p.y).margin(1e-11));
        const Point<Wgs84> by_proj = converted(proj, {m.x, m.y});
        CHECK(by_proj.x == Approx(p.x).margin(1e-9));
        CHECK(by_proj.y == Approx(p.y).margin(1e-9));
    }
    CHECK(geo::web_mercator({0, 90}).y == Approx(geo::web_mercator({0, 85.06}).y).epsilon(1e-14));
    CHECK(geo::web_mercator({180, 0}).x == Approx(20037508.342789244));
}
