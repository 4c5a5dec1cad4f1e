// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// A table of counts by municipality, year and month.
Incidents counts(const Folder& folder, const std::string& rows, const Period& period, bool months = true) {
    study::Study study = empty_study();
    study.period = period;
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("c.csv", "muni,anio,mes,n\n" + rows);
    source.municipality = column("muni");
    source.year = column("anio");
    source.month = months ? column("mes") : study::Role{};
    source.count = column("n");
    if (!months) source.source = folder.write("c.csv", "muni,anio,zzz,n\n" + rows);
    layer::IncidentStream stream(study, 0, dialects());
    return read(stream);
}

Period days(const std::string& from, const std::string& to) {
    return {*Date::from_iso(from), *Date::from_iso(to)};
}

}  // namespace

TEST_CASE("a count of a year counts where all of the year lies in the period, and is never prorated") {
    const Folder folder;
    const std::string rows = "0101,2012,,5\n0101,2013,,7\n0101,2014,,9\n";
    const Incidents whole = counts(folder, rows, days("2012-01-01", "2013-12-31"), false);
    CHECK(whole.weights == std::vector<std::int64_t>{5, 7});
    CHECK(whole.ledger.filtered == 1);
    CHECK(whole.counts_by_key);

    const Incidents part = counts(folder, rows, days("2012-07-01", "2013-12-31"), false);
    CHECK(part.weights == std::vector<std::int64_t>{7});
    CHECK(reasons(part.ledger) == std::vector<ErrorCode>{ErrorCode::period_partial});
    CHECK(part.ledger.left_out[0].value == "2012");
    CHECK(part.ledger.filtered == 1);
}

TEST_CASE("a count of a month counts where all of the month lies in the period") {
    const Folder folder;
    const Incidents read =
        counts(folder, "0101,2013,2,5\n0101,2013,3,7\n0101,2013,4,9\n", days("2013-02-15", "2013-03-31"));
    CHECK(read.weights == std::vector<std::int64_t>{7});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::period_partial});
    CHECK(read.ledger.filtered == 1);
}

TEST_CASE("a row whose month is blank or not known stands for its year, a month that is none rejects it, and it may be a name") {
    const Folder folder;
    const std::string rows = "0101,2013,99,5\n0101,2013,13,5\n0101,2013,0,5\n0101,2013,,6\n0101,2013,Enero,8\n0101,2013,dic,9\n";
    const Incidents whole = counts(folder, rows, days("2013-01-01", "2013-12-31"));
    CHECK(whole.weights == std::vector<std::int64_t>{5, 6, 8, 9});
    CHECK(reasons(whole.ledger) == std::vector<ErrorCode>(2, ErrorCode::value_not_allowed));
    CHECK(whole.ledger.left_out[0].column == "mes");
    CHECK(whole.ledger.left_out[0].value == "13");
    const Incidents part = counts(folder, rows, days("2013-02-01", "2013-12-31"));
    CHECK(part.weights == std::vector<std::int64_t>{9});
    CHECK(reasons(part.ledger) == std::vector<ErrorCode>{ErrorCode::period_partial, ErrorCode::value_not_allowed, ErrorCode::value_not_allowed,
                                                         ErrorCode::period_partial});
}

TEST_CASE("a row without its month does not count in a part of its year") {
    const Folder folder;
    const Incidents read = counts(folder, "0101,2013,,5\n0101,2012,,4\n", days("2013-01-01", "2013-11-30"));
    CHECK(read.rows.empty());
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::period_partial});
    CHECK(read.ledger.filtered == 1);
}

TEST_CASE("a year that is none rejects the row") {
    const Folder folder;
    const Incidents read = counts(folder, "0101,,1,5\n0101,veinte,1,5\n0101,0,1,5\n", days("2013-01-01", "2013-12-31"));
    CHECK(read.rows.empty());
    CHECK(reasons(read.ledger) ==
          std::vector<ErrorCode>{ErrorCode::date_invalid, ErrorCode::value_not_allowed, ErrorCode::value_not_allowed});
}

TEST_CASE("a count of zero is a row like any other, a missing count is none") {
    const Folder folder;
    const Incidents read = counts(folder, "0101,2013,1,0\n0102,2013,1,\n", days("2013-01-01", "2013-12-31"));
    CHECK(read.weights == std::vector<std::int64_t>{0});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::value_not_number});
}

TEST_CASE("dates that do not exist or are missing reject the row with what stood there") {
    const Folder folder;
    const Incidents read =
        incidents(folder, "i.csv", "lon,lat,fecha\n-88,13,31/02/2013\n-88,13,\n-88,13,ayer\n-88,13,28/02/2013\n",
                  [](study::IncidentSource& source) {
                      source.x = column("lon");
                      source.y = column("lat");
                      source.date = column("fecha");
                      source.date_format = "%d/%m/%Y";
                  });
    CHECK(read.rows == std::vector<std::int64_t>{5});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>(3, ErrorCode::date_invalid));
    CHECK(read.ledger.left_out[0].value == "31/02/2013");
    CHECK(read.ledger.left_out[0].column == "fecha");
}

TEST_CASE("an order of dates that cannot be told stops the run before anything is counted") {
    const Folder folder;
    const Error error = error_of([&] {
        incidents(folder, "i.csv", "lon,lat,fecha\n-88,13,03/04/2013\n", [](study::IncidentSource& source) {
            source.x = column("lon");
            source.y = column("lat");
            source.date = column("fecha");
        });
    });
    CHECK(error.code() == ErrorCode::date_ambiguous);
    CHECK(error.where().file == "i.csv");
}

TEST_CASE("a layer that tells no time stops the run, a constant year is a time") {
    const Folder folder;
    const auto read = [&](const study::Role& year) {
        return incidents(folder, "i.csv", "lon,lat\n-88,13\n",
                         [&](study::IncidentSource& source) { source.year = year; });
    };
    const Error error = error_of([&] { read({}); });
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.where().column == "date");
    CHECK(read(constant("2013")).rows.size() == 1);
    CHECK(read(constant("2012")).ledger.filtered == 1);
}

TEST_CASE("a year's cell may be a month of it") {
    const Folder folder;
    for (const std::string cell : {"2013-05", "2013/05", "05/2013", "05-2013", "201305", "mayo 2013", "Mayo de 2013", "May-2013", "2013 mayo", "may-13", "Mayo del 2013", "2013-05-01"}) {
        INFO(cell);
        const auto read = [&](const Period& period) { return counts(folder, "0101," + cell + ",,5\n", period, false); };
        CHECK(read(days("2013-05-01", "2013-05-31")).weights == std::vector<std::int64_t>{5});
        CHECK(reasons(read(days("2013-05-02", "2013-12-31")).ledger) == std::vector<ErrorCode>{ErrorCode::period_partial});
        CHECK(read(days("2013-06-01", "2013-12-31")).ledger.filtered == 1);
        CHECK(read(days("2012-01-01", "2013-04-30")).ledger.filtered == 1);
    }
    for (const std::string cell : {"Setiembre 2013", "set-13", "Sept. 2013"}) CHECK(counts(folder, "0101," + cell + ",,5\n", days("2013-09-01", "2013-09-30"), false).weights.size() == 1);
}

TEST_CASE("what may be something else than a month of a year is none: semesters, quarters, fiscal years, days without a year") {
    const Folder folder;
    for (const std::string cell : {"2013-13", "201300", "13-may", "May 13", "enero a marzo 2013", "ene_mar 2013", "2013-05-", "mayo", "Martes 2013", "Decenio 2013", "999912", "2013-2014", "2013-1", "1/2013", "1-2013",
                                   "2009-10", "2012-13", "2013-05-02", "2013-01-01"}) {
        INFO(cell);
        const Incidents read = counts(folder, "0101," + cell + ",,5\n", days("1900-01-01", "2100-12-31"), false);
        CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::value_not_allowed});
    }
    CHECK(counts(folder, "0101,2009-10,,5\n0101,2010-11,,5\n0101,2011-12,,5\n", days("2009-01-01", "2012-12-31"), false).weights.empty());
    CHECK(counts(folder, "0101,2009-10,,5\n0101,2009-11,,5\n", days("2009-01-01", "2012-12-31"), false).weights.size() == 2);
    for (const std::string cell : {"May 13", "may-13", "201305", "2013-1"}) {
        INFO(cell);
        CHECK(reasons(incidents(folder, "d.csv", "lon,lat,fecha\n-88,13," + cell + "\n", point_roles).ledger) == std::vector<ErrorCode>{ErrorCode::date_invalid});
    }
}

TEST_CASE("a month beside a year that is a month must be the same") {
    const Folder folder;
    const Incidents read = counts(folder, "0101,2013-05,5,1\n0101,2013-05,mayo,2\n0101,2013-05,6,4\n0101,2013-05,,8\n", days("2013-01-01", "2013-12-31"));
    CHECK(read.weights == std::vector<std::int64_t>{1, 2, 8});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::value_not_allowed});
    CHECK(read.ledger.left_out[0].column == "mes");
}

TEST_CASE("a date of which only the month is known counts where all of the month lies in the period") {
    const Folder folder;
    const Incidents read = incidents(folder, "i.csv", "lon,lat,fecha\n-88,13,2013-05-02\n-88,13,2013-06\n-88,13,mayo 2013\n-88,13,2012-12\n", point_roles);
    CHECK(read.rows == std::vector<std::int64_t>{2, 3, 4});
    CHECK(read.ledger.filtered == 1);
}

TEST_CASE("a column called like one of years is one where it holds years or months, and else the study asks for a time") {
    const Folder folder;
    const auto read = [&](const std::string& cell) {
        return incidents(folder, "i.csv", "lon,lat,Periodo\n-88,13," + cell + "\n", [](study::IncidentSource& source) {
            source.x = column("lon");
            source.y = column("lat");
        });
    };
    CHECK(read("2013-05").rows.size() == 1);
    CHECK(guess_of(read("2013"), "year").starts_with("Periodo"));
    CHECK(error_of([&] { read("Enero-Marzo"); }).code() == ErrorCode::column_missing);
}
