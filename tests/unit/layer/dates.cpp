// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include "layer/dates.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

struct Settled {
    layer::DateReader dates;
    std::vector<layer::Guess> guesses;
};

Settled settle(const std::vector<std::string>& cells, const std::string& declared = "") {
    const Folder folder;
    std::string csv = "fecha,x\n";
    for (const std::string& cell : cells) csv += cell + ",1\n";
    const study::Study study = empty_study();
    const study::Source source = folder.write("t.csv", csv);
    Settled out;
    const layer::SourceContext context{study, source, dialects(), "incidents", out.guesses};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    const layer::RoleBinder binder(context, reader->columns());
    out.dates = layer::DateReader::settle(binder, "date", binder.bind_given("date", column("fecha")), declared, batch);
    return out;
}

std::string day(const Settled& settled, std::string_view text) {
    const auto date = settled.dates.read(text);
    return date ? date->iso() : "none";
}

}  // namespace

TEST_CASE("a value above twelve decides the order of a column of dates, and the guess is recorded") {
    const Settled first = settle({"03/04/2011", "31/01/2011"});
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
    const Settled settled = settle({"31/01/2011 10:30"});
    CHECK(day(settled, "31/01/2011 10:30") == "2011-01-31");
    CHECK(day(settled, "2011-01-31T10:30:00") == "2011-01-31");
    CHECK(day(settled, "31/01/2011 tarde") == "none");
    CHECK(day(settled, "") == "none");
}
