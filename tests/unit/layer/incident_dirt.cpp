// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

Incidents points(const Folder& folder, const std::string& rows, const std::string& encoding = "") {
    return incidents(folder, "i.csv", "lon,lat,fecha,muni\n" + rows, [&](study::IncidentSource& source) {
        source.source.encoding = encoding;
        point_roles(source);
        source.municipality = column("muni");
    });
}

}  // namespace

TEST_CASE("coordinates that cannot be used are rejected each with its reason and never shown") {
    const Folder folder;
    const Incidents read = points(folder,
                                  "-88,13,2013-01-01,\n,13,2013-01-01,\n-88,,2013-01-01,\nnorte,13,2013-01-01,\n-88,"
                                  "NaN,2013-01-01,\n1e999,13,2013-01-01,\n"
                                  "-188,13,2013-01-01,\n13,-91,2013-01-01,\n0,0,2013-01-01,\n0.005,-0.01,2013-01-01,\n-"
                                  "88,13,2013-01-01,\n-88,13,2013-01-01,\n"
                                  "-88,13,2013-01-01,\n-88,13,2013-01-01,\n-88,13,2013-01-01,\n-88,13,2013-01-01,\n");
    CHECK(read.rows.size() == 7);
    CHECK(reasons(read.ledger) ==
          std::vector<ErrorCode>{ErrorCode::coordinates_missing, ErrorCode::coordinates_missing,
                                 ErrorCode::value_not_number, ErrorCode::value_not_finite, ErrorCode::value_not_finite,
                                 ErrorCode::coordinates_out_of_range, ErrorCode::coordinates_out_of_range,
                                 ErrorCode::coordinates_null_island, ErrorCode::coordinates_null_island});
    std::vector<std::string> columns;
    for (const Reject& reject : read.ledger.left_out) {
        CHECK(reject.value.empty());
        columns.push_back(reject.column);
    }
    CHECK(columns == std::vector<std::string>{"lon", "lat", "lon", "lat", "lon", "lon", "lat", "lon", "lon"});
}

TEST_CASE("a row whose coordinates cannot be used goes by its municipality") {
    const Folder folder;
    const Incidents read = points(folder,
                                  "0,0,2013-01-01,0101\nnorte,13,2013-01-01,0102\n13,-91,2013-01-01,0103\n-88,13,2013-"
                                  "01-01,0104\n-88,13,2013-01-01,\n");
    CHECK(read.placed == std::vector<bool>{false, false, false, true, true});
    CHECK(read.keys == std::vector<std::string>{"0101", "0102", "0103", "0104", ""});
    CHECK(read.ledger.rejected == 0);
}

TEST_CASE("when most coordinates are swapped the run stops and names the two columns") {
    const Folder folder;
    const Error error =
        error_of([&] { points(folder, "13,-91,2013-01-01,\n14,-92,2013-01-01,\n-91,14,2013-01-01,\n"); });
    CHECK(error.code() == ErrorCode::coordinates_swapped);
    CHECK(error.where().column == "lon, lat");
    CHECK(error.hint().find("coordinates = \"swapped\"") != std::string::npos);
}

TEST_CASE("rows that the reader refuses are read and rejected") {
    const Folder folder;
    const Incidents read = points(folder, "-88,13,2013-01-01\n-88,13,2013-01-01,0101\n-88,13,2013-01-01,caf\xe9\n", "utf-8");
    CHECK(read.rows == std::vector<std::int64_t>{3});
    CHECK(read.ledger.read == 3);
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::row_ragged, ErrorCode::encoding_invalid});
}

TEST_CASE("a table of counts without a municipality in a row rejects it") {
    const Folder folder;
    const Incidents read =
        incidents(folder, "c.csv", "muni,anio,n\n0101,2013,4\n,2013,5\n", [](study::IncidentSource& source) {
            source.municipality = column("muni");
            source.year = column("anio");
            source.count = column("n");
        });
    CHECK(read.weights == std::vector<std::int64_t>{4});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::municipality_missing});
}

TEST_CASE("only one of x and y is an error of the study") {
    const Folder folder;
    const Error error = error_of([&] {
        incidents(folder, "i.csv", "lon,lat,fecha\n-88,13,2013-01-01\n",
                  [](study::IncidentSource& source) { source.x = column("lon"); });
    });
    CHECK(error.code() == ErrorCode::study_missing_key);
    CHECK(error.where().column == "y");
    CHECK(error.where().row == 9);
}

TEST_CASE("long values are clipped where they are shown") {
    const Folder folder;
    const Incidents read = points(folder, "-88,13," + std::string(500, 'x') + ",\n-88,13,2013-01-01,\n");
    REQUIRE(read.ledger.left_out.size() == 1);
    CHECK(read.ledger.left_out[0].value.size() <= 80);
}

TEST_CASE("an empty table of incidents is read as no rows") {
    const Folder folder;
    const Incidents read = points(folder, "");
    CHECK(read.rows.empty());
    CHECK(read.ledger.read == 0);
}
