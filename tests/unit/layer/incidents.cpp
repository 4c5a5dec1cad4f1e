// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

using namespace presencia;
using namespace presencia::drawn;

TEST_CASE("points with a date inside the period weigh one each, and others are filtered") {
    const Folder folder;
    const Incidents read = incidents(
        folder, "i.csv", "lon,lat,fecha\n-88,13,2013-01-01\n-88,13,2012-12-31\n-88,13,2013-12-31\n-88,13,2014-01-01\n",
        point_roles);
    CHECK(read.rows == std::vector<std::int64_t>{2, 4});
    CHECK(read.ordinals == std::vector<std::int64_t>{0, 2});
    CHECK(read.weights == std::vector<std::int64_t>{1, 1});
    CHECK(read.classes == std::vector<std::string>{"0101", "0101"});
    CHECK(read.ledger.read == 4);
    CHECK(read.ledger.filtered == 2);
    CHECK_FALSE(read.has_ids);
    CHECK_FALSE(read.counts_by_key);
}

TEST_CASE("a stream reads the same as often as it is asked") {
    const Folder folder;
    study::Study study = empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("i.csv", "lon,lat,fecha,id,tipo\n-88,13,2013-01-01,a,x\n-88,13,2013-01-02,b,y\n");
    point_roles(source);
    source.id = column("id");
    source.incident_class = column("tipo");
    source.incident_class.values = {{"x", "0101"}};
    layer::IncidentStream stream(study, 0, dialects());
    const Incidents first = read(stream);
    const Incidents second = read(stream);
    CHECK(first.ids == second.ids);
    CHECK(first.contents == second.contents);
    CHECK(first.contents[0] != first.contents[1]);
    CHECK(first.classes == std::vector<std::string>{"0101", "y"});
    CHECK(stream.classes().size() == 2);
    CHECK(first.ledger.read == 2);
}

TEST_CASE("victims are the weight, and every number that is none is rejected with its reason") {
    const Folder folder;
    const Incidents read = incidents(
        folder, "i.csv",
        "lon,lat,fecha,v\n-88,13,2013-01-01,3\n-88,13,2013-01-01,0\n-88,13,2013-01-01,dos\n-88,13,2013-01-01,-1\n"
        "-88,13,2013-01-01,1.5\n-88,13,2013-01-01,NaN\n-88,13,2013-01-01,1e999\n-88,13,2013-01-01,\n",
        [](study::IncidentSource& source) {
            point_roles(source);
            source.weight = column("v");
        });
    CHECK(read.weights == std::vector<std::int64_t>{3, 0});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::value_not_number, ErrorCode::value_negative,
                                                         ErrorCode::value_not_integer, ErrorCode::value_not_finite,
                                                         ErrorCode::value_not_finite, ErrorCode::value_not_number});
    CHECK(read.ledger.left_out[0].row == 4);
    CHECK(read.ledger.left_out[0].column == "v");
    CHECK(read.ledger.left_out[0].value == "dos");
}

TEST_CASE("points of a GeoJSON are incidents, its null geometries go by their municipality") {
    const Folder folder;
    const auto point = [](const std::string& properties, const std::string& at) {
        return feature_with(properties, at.empty() ? "null" : R"({"type":"Point","coordinates":[)" + at + "]}");
    };
    const Incidents read = incidents(folder, "i.geojson",
                                     collection({point(R"("fecha":"2013-05-01","muni":"0101")", "-88.5,13.5"),
                                                 point(R"("fecha":"2013-05-01","muni":"0102")", ""),
                                                 point(R"("fecha":"2013-05-01","muni":null)", "")}),
                                     [](study::IncidentSource& source) {
                                         source.date = column("fecha");
                                         source.municipality = column("muni");
                                     });
    CHECK(read.placed == std::vector<bool>{true, false});
    CHECK(read.keys == std::vector<std::string>{"0101", "0102"});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::geometry_missing});
}

TEST_CASE("keys put together from several columns last as long as the batch") {
    const Folder folder;
    const Incidents read =
        incidents(folder, "i.csv", "d,m,fecha,n\n01,07,2013-01-01,1\n02,08,2013-01-01,1\n03,09,2013-01-01,1\n",
                  [](study::IncidentSource& source) {
                      source.date = column("fecha");
                      source.municipality = column("d");
                      source.municipality.columns.push_back("m");
                      source.count = column("n");
                  });
    CHECK(read.keys == std::vector<std::string>{"0107", "0208", "0309"});
    CHECK(read.counts_by_key);
}

TEST_CASE("a column of classes is counted by class, a filter leaves rows out") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv",
                                     "lon,lat,fecha,tipo,fuente\n-88,13,2013-01-01,A,1\n-88,13,2013-01-01,B,1\n-88,13,"
                                     "2013-01-01,A,2\n-88,13,2013-01-01,A,1\n",
                                     [](study::IncidentSource& source) {
                                         point_roles(source);
                                         source.incident_class = column("tipo");
                                         source.incident_class.values = {{"A", "0101"}, {"B", "0103"}};
                                         source.source.where.field = "fuente";
                                         source.source.where.in = {"1"};
                                     });
    CHECK(read.classes == std::vector<std::string>{"0101", "0103", "0101"});
    CHECK(read.ledger.filtered == 1);
}

TEST_CASE("roles that the study does not give are found by the dialects, and every guess is recorded") {
    const Folder folder;
    const Incidents read =
        incidents(folder, "i.csv", "longitud;latitud;fecha\n-88.5;13.5;31/01/2013\n-88.5;13.5;02/02/2013\n",
                  [](study::IncidentSource&) {});
    CHECK(read.rows.size() == 2);
    std::vector<std::string> roles;
    for (const layer::Guess& guess : read.guesses) {
        roles.push_back(guess.role + "=" + guess.value);
        CHECK(guess.source == "i.csv");
        CHECK_FALSE(guess.evidence.empty());
    }
    std::sort(roles.begin(), roles.end());
    CHECK(roles ==
          std::vector<std::string>{"date=fecha", "date_format=%d/%m/%Y", "delimiter=;", "x=longitud", "y=latitud"});
}

TEST_CASE("batches hold no more than the reader's rows, and together all of them") {
    const Folder folder;
    std::string csv = "lon,lat,fecha\n";
    for (int i = 0; i < 70'000; ++i) csv += "-88,13,2013-01-01\n";
    study::Study study = empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("i.csv", csv);
    point_roles(source);
    layer::IncidentStream stream(study, 0, dialects());
    Ledger ledger;
    std::size_t batches = 0, rows = 0, largest = 0;
    double last = 0.0;
    stream.read(
        ledger,
        [&](const layer::IncidentBatch& batch) {
            ++batches;
            rows += batch.size();
            largest = std::max(largest, batch.size());
        },
        [&](double share) {
            CHECK(share >= last);
            last = share;
        });
    CHECK(rows == 70'000);
    CHECK(batches == 3);
    CHECK(largest == 32'768);
    CHECK(last == Approx(1.0));
}
