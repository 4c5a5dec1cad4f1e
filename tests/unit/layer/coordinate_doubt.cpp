// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "geo/projection.hpp"
#include "layer/likely_systems.hpp"
#include "tests/unit/layer/incidents.hpp"

#include <algorithm>

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// Around Tegucigalpa.
const geo::Box honduras{-88.0, 13.5, -86.0, 15.0};

struct Place {
    double lon, lat;
};
const std::vector<Place> places = {{-87.2, 14.1}, {-87.1, 14.3}, {-86.9, 14.0}, {-87.4, 14.2}, {-87.3, 13.9}};

/// A table with the coordinates written by `write`: its header is "a,b" for two cells a row.
template <class Write>
std::string table(const std::string& header, Write write) {
    std::string out = header + ",fecha\n";
    for (const Place& place : places) out += write(place) + ",2013-05-02\n";
    return out;
}

std::string n(double value) {
    return text::format_significant(value, 12);
}

/// Positions of a layer of the drawn year, held against `honduras`.
std::vector<Point<Wgs84>> positions(const Folder& folder, const std::string& text,
                                    const std::function<void(study::IncidentSource&)>& change,
                                    std::vector<layer::Guess>* guesses = nullptr, Ledger* books = nullptr) {
    study::Study study = empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.name = "homicides";
    source.source = folder.write("h.csv", text);
    source.incident_class = constant("0101");
    change(source);
    layer::IncidentStream stream(study, 0, dialects(), honduras);
    std::vector<Point<Wgs84>> out;
    Ledger ledger;
    stream.read(
        ledger,
        [&](const layer::IncidentBatch& batch) {
            for (const LonLat position : batch.position) out.push_back(position.point());
        },
        [](double) {});
    if (guesses != nullptr) *guesses = stream.guesses();
    if (books != nullptr) *books = ledger;
    return out;
}

void columns(study::IncidentSource& source) {
    source.x = column("a");
    source.y = column("b");
}

void pair(study::IncidentSource& source) {
    source.xy = column("a");
}

void check_places(const std::vector<Point<Wgs84>>& found, double margin = 1e-9) {
    REQUIRE(found.size() == places.size());
    for (std::size_t k = 0; k < places.size(); ++k) {
        CHECK(found[k].x == Approx(places[k].lon).margin(margin));
        CHECK(found[k].y == Approx(places[k].lat).margin(margin));
    }
}

bool guessed(const std::vector<layer::Guess>& guesses, const std::string& value) {
    return std::any_of(guesses.begin(), guesses.end(), [&](const layer::Guess& one) { return one.value == value && !one.evidence.empty(); });
}

std::string dms(double value, const char* sides) {
    const double seconds = std::round(std::abs(value) * 3600.0);
    const int whole = static_cast<int>(seconds);
    return "\"" + std::to_string(whole / 3600) + "°" + std::to_string(whole / 60 % 60) + "'" + std::to_string(whole % 60) + "\"\"" +
           (value < 0 ? sides[1] : sides[0]) + "\"";
}

using Words = study::CoordinateWords;

}  // namespace

TEST_CASE("swapped columns are named, and exchanged where the study says so") {
    const Folder folder;
    const std::string text = table("a,b", [](Place p) { return n(p.lat) + "," + n(p.lon); });
    const Error error = error_of([&] { positions(folder, text, columns); });
    CHECK(error.code() == ErrorCode::coordinates_swapped);
    CHECK_THAT(error.hint(), Catch::Contains("coordinates = \"swapped\""));
    CHECK_THAT(error.detail(), Catch::Contains("5 of 5"));
    check_places(positions(folder, text, [](study::IncidentSource& source) {
        columns(source);
        source.source.coordinates.order = Words::Order::swapped;
    }));
}

TEST_CASE("a study that says swapped of coordinates that are not is told so") {
    const Folder folder;
    const std::string text = table("a,b", [](Place p) { return n(p.lon) + "," + n(p.lat); });
    const Error error = error_of([&] {
        positions(folder, text, [](study::IncidentSource& source) {
            columns(source);
            source.source.coordinates.order = Words::Order::swapped;
        });
    });
    CHECK(error.code() == ErrorCode::coordinates_swapped);
    CHECK_THAT(error.hint(), Catch::Contains("take it out"));
}

TEST_CASE("longitudes that lost their sign are named, and read as west where the study says so") {
    const Folder folder;
    const std::string text = table("a,b", [](Place p) { return n(-p.lon) + "," + n(p.lat); });
    const Error error = error_of([&] { positions(folder, text, columns); });
    CHECK(error.code() == ErrorCode::longitude_unsigned);
    CHECK_THAT(error.hint(), Catch::Contains("coordinates = \"west\""));
    check_places(positions(folder, text, [](study::IncidentSource& source) {
        columns(source);
        source.source.coordinates.west = true;
    }));
}

TEST_CASE("both mistakes at once need both words") {
    const Folder folder;
    const std::string text = table("a,b", [](Place p) { return n(p.lat) + "," + n(-p.lon); });
    CHECK_THAT(error_of([&] { positions(folder, text, columns); }).hint(), Catch::Contains("[\"swapped\", \"west\"]"));
    check_places(positions(folder, text, [](study::IncidentSource& source) {
        columns(source);
        source.source.coordinates.order = Words::Order::swapped;
        source.source.coordinates.west = true;
    }));
}

TEST_CASE("coordinates that lie elsewhere without a simple reason, or as the study wants them, are left alone") {
    const Folder folder;
    const std::string elsewhere = table("a,b", [](Place p) { return n(p.lon + 9.0) + "," + n(p.lat); });
    CHECK(positions(folder, elsewhere, columns).size() == places.size());
    const std::string swapped = table("a,b", [](Place p) { return n(p.lat) + "," + n(p.lon); });
    const auto found = positions(folder, swapped, [](study::IncidentSource& source) {
        columns(source);
        source.source.coordinates.as_written = true;
    });
    CHECK(found.at(0).x == Approx(14.1));
}

TEST_CASE("degrees with minutes and seconds are recognised, said and read, row by row beside plain numbers") {
    const Folder folder;
    std::vector<layer::Guess> guesses;
    const std::string text = table("a,b", [](Place p) { return dms(p.lon, "EO") + "," + dms(p.lat, "NS"); });
    check_places(positions(folder, text, columns, &guesses), 1.0 / 3600.0);
    CHECK(guessed(guesses, "dms"));
    const std::string mixed = text + "-87.2,14.1,2013-05-03\n";
    CHECK(positions(folder, mixed, columns).size() == places.size() + 1);
}

TEST_CASE("decimal commas of coordinates are recognised and said") {
    const Folder folder;
    std::vector<layer::Guess> guesses;
    const std::string text = table("a,b", [](Place p) {
        std::string x = n(p.lon), y = n(p.lat);
        std::replace(x.begin(), x.end(), '.', ',');
        std::replace(y.begin(), y.end(), '.', ',');
        return "\"" + x + "\",\"" + y + "\"";
    });
    // 14,0 is written "14": a plain number beside the others.
    check_places(positions(folder, text, columns, &guesses));
    CHECK(guessed(guesses, "decimal_comma"));
}

TEST_CASE("the order of a pair is found where the study lies") {
    const Folder folder;
    std::vector<layer::Guess> guesses;
    check_places(positions(folder, table("a", [](Place p) { return "\"" + n(p.lat) + ", " + n(p.lon) + "\""; }), pair, &guesses));
    CHECK(guessed(guesses, "lat_lon"));
    check_places(positions(folder, table("a", [](Place p) { return "\"(" + n(p.lon) + " " + n(p.lat) + ")\""; }), pair, &guesses));
    CHECK(guessed(guesses, "lon_lat"));
    check_places(positions(folder, table("a", [](Place p) { return "POINT(" + n(p.lon) + " " + n(p.lat) + ")"; }), pair));
    check_places(positions(folder, table("a", [](Place p) { return n(p.lat) + ";" + n(p.lon); }), pair));
}

TEST_CASE("a pair whose order nothing tells is asked about, and the study's word settles it") {
    const Folder folder;
    const std::string text = "a,fecha\n\"10.5, 11.5\",2013-05-02\n\"10.6, 11.4\",2013-05-02\n";
    const Error error = error_of([&] { positions(folder, text, pair); });
    CHECK(error.code() == ErrorCode::study_missing_key);
    CHECK_THAT(error.hint(), Catch::Contains("lat_lon"));
    const auto found = positions(folder, text, [](study::IncidentSource& source) {
        pair(source);
        source.source.coordinates.order = Words::Order::lat_lon;
    });
    CHECK(found.at(0).x == 11.5);
    CHECK(found.at(0).y == 10.5);
}

TEST_CASE("a column of pairs is recognised by its name") {
    const Folder folder;
    check_places(positions(folder, table("lat_lon", [](Place p) { return "\"" + n(p.lat) + "," + n(p.lon) + "\""; }),
                           [](study::IncidentSource&) {}));
}

namespace {

/// The drawn places in UTM 16N, from a table of pyproj 3.4 (PROJ 9.1): EPSG:4326 to EPSG:32616.
const std::vector<std::pair<double, double>> utm16 = {
    {478411.178, 1558795.035}, {489215.074, 1580907.554}, {510799.083, 1547728.587}, {456840.997, 1569882.454}, {467588.675, 1536687.233}};

std::string utm_table() {
    std::string out = "a,b,fecha\n";
    for (const auto& [x, y] : utm16) out += n(x) + "," + n(y) + ",2013-05-02\n";
    return out;
}

}  // namespace

TEST_CASE("metres without a reference system are answered with the systems that fit the study") {
    const Folder folder;
    const Error error = error_of([&] { positions(folder, utm_table(), columns); });
    CHECK(error.code() == ErrorCode::crs_missing);
    CHECK_THAT(error.hint(), Catch::Contains("crs = \"EPSG:32616\""));
    CHECK_THAT(error.hint(), !Catch::Contains("32617"));
    check_places(positions(folder, utm_table(), [](study::IncidentSource& source) {
        columns(source);
        source.source.crs = "EPSG:32616";
    }), 1e-6);
}

TEST_CASE("the wrong zone is named together with the one that fits") {
    const Folder folder;
    for (const char* wrong : {"EPSG:32617", "EPSG:32615", "EPSG:5367"}) {
        const Error error = error_of([&] {
            positions(folder, utm_table(), [&](study::IncidentSource& source) {
                columns(source);
                source.source.crs = wrong;
            });
        });
        INFO(wrong << ": " << error.message(Language::en));
        CHECK(error.code() == ErrorCode::crs_out_of_area);
        CHECK_THAT(error.hint(), Catch::Contains("EPSG:32616"));
    }
}

TEST_CASE("a row further than a zone from its system's area of use is rejected, not placed") {
    const Folder folder;
    Ledger ledger;
    const auto found = positions(folder, utm_table() + "1900000,1558824,2013-05-02\n", [](study::IncidentSource& source) {
        columns(source);
        source.source.crs = "EPSG:32616";
    }, nullptr, &ledger);
    CHECK(found.size() == utm16.size());
    CHECK(ledger.rejected == 1);
    REQUIRE(ledger.left_out.size() == 1);
    CHECK(ledger.left_out[0].code == ErrorCode::crs_out_of_area);
}

TEST_CASE("points at the centre of a country stop the run until the study says what they are") {
    const Folder folder;
    std::string text = table("a,b", [](Place p) { return n(p.lon) + "," + n(p.lat); });
    for (int k = 0; k < 3; ++k) text += "-86.5,15.0,2013-05-02\n";  // GeoNames' Honduras
    const Error error = error_of([&] { positions(folder, text, columns); });
    CHECK(error.code() == ErrorCode::position_country_centre);
    CHECK_THAT(error.detail(), Catch::Contains("3 of 8") && Catch::Contains("HND"));
    CHECK_THAT(error.hint(), Catch::Contains("centre_points = \"reject\""));
    Ledger ledger;
    check_places(positions(folder, text, [](study::IncidentSource& source) {
        columns(source);
        source.source.centre_points = study::CentrePoints::reject;
    }, nullptr, &ledger));
    CHECK(ledger.rejected == 3);
    std::vector<layer::Guess> guesses;
    CHECK(positions(folder, text, [](study::IncidentSource& source) {
        columns(source);
        source.source.centre_points = study::CentrePoints::keep;
    }, &guesses).size() == 8);
    CHECK(guessed(guesses, "keep"));
}

TEST_CASE("two rows at such a point are places like others, and many at a capital's are told") {
    const Folder folder;
    std::string text = table("a,b", [](Place p) { return n(p.lon) + "," + n(p.lat); });
    text += "-86.5,15.0,2013-05-02\n-86.5,15.0,2013-05-03\n";
    CHECK(positions(folder, text, columns).size() == 7);
    for (int k = 0; k < 3; ++k) text += "-87.20681,14.0818,2013-05-02\n";
    std::vector<layer::Guess> guesses;
    CHECK(positions(folder, text, columns, &guesses).size() == 10);
    CHECK(guessed(guesses, "as_written"));
}

TEST_CASE("the systems that would put points into an area are found, the best first") {
    // Costa Rica's San José in CRTM05: longitude -84.0833, latitude 9.9333 is x 491 000, y 1 098 000 within some km
    // (central meridian -84, false easting 500 000: 0.083 degrees west are 9.1 km).
    const std::vector<Point<Wgs84>> raw = {{490866.0, 1098154.0}, {495000.0, 1100000.0}, {500000.0, 1090000.0}};
    const auto systems = layer::likely_systems(raw, geo::Box{-86.0, 8.0, -82.5, 11.3});
    REQUIRE_FALSE(systems.empty());
    CHECK(std::any_of(systems.begin(), systems.end(), [](const layer::LikelySystem& one) { return one.crs == "EPSG:5367"; }));
    for (const auto& one : systems) CHECK(one.fits == 3);
    CHECK(layer::likely_systems(raw, geo::Box{10.0, 40.0, 20.0, 50.0}).empty());
}
