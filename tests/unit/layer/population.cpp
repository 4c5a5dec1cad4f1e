// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

study::PopulationSource population_source(study::Source source) {
    study::PopulationSource out;
    out.source = std::move(source);
    out.x = column("lon");
    out.y = column("lat");
    out.people = column("pob");
    return out;
}

layer::PopulationSurface population(const study::Study& study) {
    SilentProgress progress;
    return layer::read_population(study, dialects(), progress);
}

}  // namespace

TEST_CASE("settlements with people are kept, those with nobody filtered, bad rows left out with their reason") {
    const Folder folder;
    study::Study study = empty_study();
    study.population = {population_source(folder.write("p.csv",
                                                       "lon,lat,pob\n-88,13,100\n-88,13.1,0\n-88,13.2,-5\n-88,13.3,"
                                                       "mil\n-88,13.4,1e999\n-88,95,10\n,,10\n-88.5,13,250.5\n"))};
    study.population[0].min_points = 3;
    const auto surface = population(study);
    REQUIRE(surface.points.size() == 2);
    CHECK(surface.points[0].people == 100.0);
    CHECK(surface.points[1].people == 250.5);
    CHECK(surface.min_points == 3);
    CHECK(surface.given());
    const Ledger& ledger = surface.ledgers.at(0);
    CHECK(ledger.read == 8);
    CHECK(ledger.filtered == 1);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::value_negative, ErrorCode::value_not_number,
                                                    ErrorCode::value_not_finite, ErrorCode::coordinates_out_of_range,
                                                    ErrorCode::coordinates_missing});
    CHECK(ledger.left_out[3].column == "lat");
    CHECK(ledger.left_out[3].value.empty());
}

TEST_CASE("settlements of another year or another country are filtered") {
    const Folder folder;
    study::Study study = empty_study();
    study.municipalities.emplace_back().country = constant("XAA");
    study.population = {population_source(
        folder.write("p.csv", "lon,lat,pob,a,c\n-88,13,1,2010,XAA\n-88,13,2,2011,XAA\n-88,13,4,2010,XBB\n"))};
    study.population[0].year = column("a");
    study.population[0].year_value = 2010;
    study.population[0].country = column("c");
    const auto surface = population(study);
    REQUIRE(surface.points.size() == 1);
    CHECK(surface.points[0].people == 1.0);
    CHECK(surface.ledgers[0].filtered == 2);
}

TEST_CASE("points of a GeoJSON are settlements too, each knows its source") {
    const Folder folder;
    study::Study study = empty_study();
    study.population = {population_source(folder.write("p.csv", "lon,lat,pob\n-88,13,100\n")), {}};
    study.population[1].source = folder.write(
        "p.geojson", collection({feature_with(R"("pob":7)", R"({"type":"Point","coordinates":[-88.5,13.5]})"),
                                 feature(R"("pob":9)", -88, 13, -87, 14)}));
    study.population[1].people = column("pob");
    const auto surface = population(study);
    REQUIRE(surface.points.size() == 2);
    CHECK(surface.points[0].source == 0);
    CHECK(surface.points[1].source == 1);
    CHECK(surface.points[1].people == 7.0);
    CHECK(reasons(surface.ledgers.at(1)) == std::vector<ErrorCode>{ErrorCode::geometry_unreadable});
}

TEST_CASE("a study without a population surface has none given") {
    CHECK_FALSE(population(empty_study()).given());
}
