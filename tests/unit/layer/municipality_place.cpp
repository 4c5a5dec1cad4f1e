// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include "layer/coordinates.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

study::Study study_of(study::Source source, const std::string& country = "XAA") {
    study::Study study = empty_study();
    study.municipalities = {municipality_source(std::move(source))};
    study.municipalities[0].country = constant(country);
    return study;
}

/// A square of 10 km in metres of UTM, about Tegucigalpa where the zone is 16.
std::string utm_square(double x = 470000, double y = 1550000) {
    return collection({feature(named("01", "A"), x, y, x + 10000, y + 10000)});
}

}  // namespace

TEST_CASE("projected boundaries are transformed to longitude and latitude") {
    const Folder folder;
    study::Study study = study_of(folder.write("m.geojson", utm_square()), "HND");
    study.municipalities[0].source.crs = "EPSG:32616";
    const auto table = municipalities(study);
    const geo::Box box = geo::box_of(table.rows.at(0).shape);
    CHECK(box.min_x == Approx(-87.278).margin(0.01));  // zone 16's central meridian is 87 W
    CHECK(box.min_y == Approx(14.02).margin(0.01));
    CHECK(table.rows[0].area.value() == Approx(100.0).epsilon(0.002));
}

TEST_CASE("degrees under a projected system stop the run with the extent and the likely cause") {
    const Folder folder;
    study::Study study = study_of(folder.write("m.geojson", collection({feature(named("01", "A"), -89, 13, -88, 14)})));
    study.municipalities[0].source.crs = "EPSG:32616";
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::crs_out_of_area);
    CHECK(error.detail().find("extent x -89 to -88") != std::string::npos);
    CHECK(error.hint().find("EPSG:4326") != std::string::npos);
}

TEST_CASE("metres under a geographic system stop the run with the extent and the likely cause") {
    const Folder folder;
    const study::Study study = study_of(folder.write("m.geojson", utm_square()));
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::crs_out_of_area);
    CHECK(error.hint().find("EPSG:") != std::string::npos);
}

TEST_CASE("the wrong UTM zone is found by the country that the data names") {
    const Folder folder;
    study::Study study = study_of(folder.write("m.geojson", utm_square()), "HND");
    study.municipalities[0].source.crs = "EPSG:32618";
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::crs_out_of_area);
    CHECK(error.detail().find("UTM zone 18N") != std::string::npos);
    CHECK(error.hint().find("crs = \"EPSG:32616\"") != std::string::npos);
}

TEST_CASE("coordinates far outside the area of use of their system stop the run") {
    const Folder folder;
    study::Study study = study_of(folder.write("m.geojson", utm_square(3900000)));
    study.municipalities[0].source.crs = "EPSG:32616";
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::crs_out_of_area);
}

TEST_CASE("latitudes beyond the pole that fit as longitudes are swapped coordinates") {
    const Folder folder;
    const study::Study study =
        study_of(folder.write("m.geojson", collection({feature(named("01", "A"), 14.5, -91, 15, -90.5)})));
    const Error error = error_of([&] { municipalities(study); });
    CHECK(error.code() == ErrorCode::coordinates_swapped);
    CHECK(error.hint().find("coordinates = \"swapped\"") != std::string::npos);
}

TEST_CASE("swapped coordinates that are possible ones are found by the country") {
    const Folder folder;
    const study::Study study =
        study_of(folder.write("m.geojson", collection({feature(named("01", "A"), 14, -88, 15, -87)})), "HND");
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::coordinates_swapped);
}

TEST_CASE("swapped coordinates that are possible ones are found by the other sources") {
    const Folder folder;
    study::Study study = study_of(folder.write("a.geojson", collection({feature(named("01", "A"), -88, 14, -87, 15)})));
    study.municipalities.push_back(municipality_source(
        folder.write("b.geojson", collection({feature(named("02", "B"), 14.2, -87.9, 14.9, -87.1)}))));
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::coordinates_swapped);
}

TEST_CASE("an unknown reference system is an error") {
    const Folder folder;
    study::Study study = study_of(folder.write("m.geojson", utm_square()));
    study.municipalities[0].source.crs = "EPSG:999999";
    CHECK(error_of([&] { municipalities(study); }).code() == ErrorCode::crs_unknown);
}

TEST_CASE("geometries without a reference system stop the run with their extent and what to write") {
    const study::Study study = empty_study();
    study::Source source;
    source.shown = "m.shp";
    source.path = "/m.shp";
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{study, source, dialects(), "municipalities", guesses};
    const std::vector<Point<Wgs84>> degrees{{-89, 13}, {-88, 14}};
    const Error error = error_of([&] { layer::geometry_crs(context, "", degrees, {}); });
    CHECK(error.code() == ErrorCode::crs_missing);
    CHECK(error.where().file == "m.shp");
    CHECK(error.detail().find("x -89 to -88, y 13 to 14") != std::string::npos);
    CHECK(error.hint().find("EPSG:4326") != std::string::npos);

    const std::vector<Point<Wgs84>> metres{{470000, 1550000}};
    const Error in_metres = error_of([&] { layer::geometry_crs(context, "", metres, {}); });
    CHECK(in_metres.hint().find("EPSG:32616") != std::string::npos);
    // Honduras lies in zone 16: where the country is known, the other zones do not fit.
    const Error of_honduras = error_of([&] { layer::geometry_crs(context, "", metres, {-89.5, 12.5, -82.0, 18.0}); });
    CHECK(of_honduras.hint().find("crs = \"EPSG:32616\"") != std::string::npos);
    CHECK(of_honduras.hint().find("EPSG:32615") == std::string::npos);

    source.path = "/m.geojson";
    CHECK(layer::geometry_crs(context, "", degrees, {}).basis == layer::SourceCrs::Basis::geojson);
}
