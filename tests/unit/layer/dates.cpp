// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include "layer/dates.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

struct SettledDates {
    layer::DateReader dates;
    std::vector<layer::Guess> guesses;
};

SettledDates settle(const std::vector<std::string>& cells, const std::string& declared = "") {
    const Folder folder;
    std::string csv = "fecha,x\n";
    for (const std::string& cell : cells) csv += cell + ",1\n";
    const study::Study study = empty_study();
    const study::Source source = folder.write("t.csv", csv);
    SettledDates out;
    const layer::SourceContext context{study, source, dialects(), "incidents", out.guesses};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    const layer::RoleBinder binder(context, reader->columns());
    out.dates = layer::DateReader::settle(binder, "date", binder.bind_given("date", column("fecha")), declared, batch);
    return out;
}

std::string day(const SettledDates& settled, std::string_view text) {
    const auto date = settled.dates.read(text);
    return date ? date->iso() : "none";
}

}  // namespace

TEST_CASE("a value above twelve decides the order of a column of dates, and the guess is recorded") {
    const SettledDates first = settle({"03/04/2011", "31/01/2011"});
    CHECK(day(first, "03/04/2011") == "2011-04-03");
    REQUIRE(first.guesses.size() == 1);
    CHECK(first.guesses[0].value == "%d/%m/%Y");
    CHECK(first.guesses[0].evidence.find("31/01/2011") != std::string::npos);
    CHECK(day(settle({"03/04/2011", "01/31/2011"}), "03/04/2011") == "2011-03-04");
    CHECK(day(settle({"3-4-2011", "31-1-2011"}), "3-4-2011") == "2011-04-03");
}

TEST_CASE("a column of dates that no row decides is an error with an example and both formats") {
    const Error error = error_of([] { settle({"03/04/2011", "05/06/2011"}); });
    CHECK(error.code() == ErrorCode::date_ambiguous);
    CHECK(error.where().column == "fecha");
    CHECK(error.detail().find("03/04/2011") != std::string::npos);
    CHECK(error.hint().find("%d/%m/%Y") != std::string::npos);
    CHECK(error.hint().find("%m/%d/%Y") != std::string::npos);
}

TEST_CASE("rows that contradict each other leave the order open") {
    CHECK(error_of([] { settle({"31/01/2011", "01/31/2011"}); }).code() == ErrorCode::date_ambiguous);
}

TEST_CASE("a declared format settles what a sample cannot") {
    CHECK(day(settle({"03/04/2011"}, "%d/%m/%Y"), "03/04/2011") == "2011-04-03");
    CHECK(day(settle({"03/04/2011"}, "%d/%m/%Y"), "31/02/2011") == "none");
}

TEST_CASE("dates with the year first and dates with a month's name need no deciding") {
    CHECK(day(settle({"2011/03/04"}), "2011/03/04") == "2011-03-04");
    CHECK(day(settle({"15 February 2023"}), "3 enero 2011") == "2011-01-03");
    CHECK(day(settle({"2011-03-04"}), "2011-03-04") == "2011-03-04");
    CHECK(settle({"2011-03-04"}).guesses.empty());
}

TEST_CASE("a time of day behind a date is passed over, other text is not") {
    const SettledDates settled = settle({"31/01/2011 10:30"});
    CHECK(day(settled, "31/01/2011 10:30") == "2011-01-31");
    CHECK(day(settled, "2011-01-31T10:30:00") == "2011-01-31");
    CHECK(day(settled, "31/01/2011 tarde") == "none");
    CHECK(day(settled, "") == "none");
}

TEST_CASE("months in words need no order, in Spanish and English") {
    const SettledDates settled = settle({"02 de mayo de 2013"});
    for (const char* const text : {"02 de mayo de 2013", "2 May 2013", "02-May-2013", "May 2, 2013", "jueves, 2 de mayo del 2013", "02/MAYO/2013"}) {
        CHECK(day(settled, text) == "2013-05-02");
    }
    CHECK(day(settled, "1 setiembre 2013") == "2013-09-01");
    CHECK(day(settled, "31 de junio de 2013") == "none");
    CHECK(day(settled, "2 de mayor de 2013") == "none");
    CHECK(day(settled, "2 de mayo") == "none");
}

TEST_CASE("one column may hold several ways of writing a date that can be read in one way only") {
    const SettledDates settled = settle({"31/01/2011", "2011-02-01", "2011/02/02", "3 feb 2011"});
    CHECK(day(settled, "02/03/2011") == "2011-03-02");
    CHECK(day(settled, "2011.02.02 10:30") == "2011-02-02");
    CHECK(day(settled, "3 feb 2011") == "2011-02-03");
}

TEST_CASE("numbers of days are read as a spreadsheet counts them where most cells are such") {
    // 41396 in LibreOffice Calc is 2013-05-02, 44927 is 2023-01-01.
    const SettledDates settled = settle({"41396", "41397.5"});
    CHECK(day(settled, "41396") == "2013-05-02");
    CHECK(day(settled, "44927") == "2023-01-01");
    CHECK(day(settled, "41397.5") == "2013-05-03");
    CHECK(settled.guesses.size() == 1);
    CHECK(day(settle({"2013-05-02", "2013-05-03", "41396"}), "41396") == "none");
    CHECK(day(settle({"20130502"}), "20130502") == "2013-05-02");
    CHECK(day(settle({"20130502"}), "20130532") == "none");
}

TEST_CASE("a year of two digits is a question, and the study's to answer") {
    const Error error = error_of([] { settle({"31/01/11", "05/06/11"}); });
    CHECK(error.code() == ErrorCode::date_ambiguous);
    CHECK(error.hint().find("%d/%m/%y") != std::string::npos);
    CHECK(error_of([] { settle({"02-may-13"}); }).code() == ErrorCode::date_ambiguous);
    CHECK(day(settle({"31/01/11"}, "%d/%m/%y"), "31/01/11") == "2011-01-31");
    CHECK(day(settle({"31/01/75"}, "%d/%m/%y"), "31/01/75") == "1975-01-31");
    CHECK(day(settle({"2013-05-02", "2013-05-03", "02/05/13"}), "02/05/13") == "none");
}

TEST_CASE("a few dates of an order that nothing tells are rejected, many are a question") {
    CHECK(day(settle({"2013-05-02", "2013-05-03", "03/04/2013"}), "03/04/2013") == "none");
    CHECK(error_of([] { settle({"2013-05-02", "03/04/2013"}); }).code() == ErrorCode::date_ambiguous);
}
