// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include "layer/fingerprint.hpp"
#include "layer/numbers.hpp"
#include "layer/row_filter.hpp"
#include "layer/words.hpp"

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// A source opened on its first rows.
struct Opened {
    explicit Opened(const std::string& csv)
        : source(folder.write("t.csv", csv)), context{study, source, dialects(), "sites", guesses} {
        reader = layer::open_sample(context, batch);
    }
    Folder folder;
    study::Study study = empty_study();
    study::Source source;
    std::vector<layer::Guess> guesses;
    layer::SourceContext context;
    source::RowBatch batch;
    std::unique_ptr<source::RowReader> reader;
    layer::RoleBinder binder() const { return {context, reader->columns()}; }
};

}  // namespace

TEST_CASE("a column that the study names and the file lacks is an error with the line and the nearest column") {
    const Opened t("codigo,nombre\n01,A\n");
    const Error error = error_of([&] { t.binder().bind("code", column("codgo")); });
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.where().file == "study.toml");
    CHECK(error.where().row == 9);
    CHECK(error.where().column == "code");
    CHECK(error.detail().find("codigo, nombre") != std::string::npos);
    CHECK(error.hint().find("\"codigo\"") != std::string::npos);
}

TEST_CASE("several columns are put one behind the other, and half a code is no code") {
    const Opened t("depto,muni\n01, 07 \n02,\n");
    study::Role role = column("depto");
    role.columns.push_back("muni");
    const layer::BoundRole code = t.binder().bind("code", role);
    CHECK(code.text(t.batch, 0) == "0107");
    CHECK(code.text(t.batch, 1).empty());
    CHECK(code.shown() == "depto+muni");
}

TEST_CASE("a constant stands in every row") {
    const Opened t("a\n1\n2\n");
    const layer::BoundRole country = t.binder().bind("country", constant("HND"));
    CHECK(country.text(t.batch, 0) == "HND");
    CHECK(country.text(t.batch, 1) == "HND");
}

TEST_CASE("words are read by the study's map first, as written and then without case and accents") {
    const Opened t("a\n1\n");
    study::Role role = column("a");
    role.values = {{"PNC", "law_enforcement"}, {"Educación", "educational"}};
    layer::Words words(t.context, "no_such_role", role, {"law_enforcement", "judicial", "educational"});
    CHECK(words.find("PNC") == "law_enforcement");
    CHECK(words.find("EDUCACION") == "educational");
    CHECK(words.find("Judicial") == "judicial");
    CHECK_FALSE(words.find("zoo"));
    CHECK(words.or_itself("zoo") == "zoo");
}

TEST_CASE("a filter keeps what is in its list and drops what is not to be") {
    const Opened t("tipo\nLago\nmunicipio\n\n-5\n5\n");
    study::Where where;
    where.field = "tipo";
    where.not_in = {"lago", "5"};
    layer::RowFilter filter(t.binder(), where);
    std::vector<bool> kept;
    for (std::size_t row = 0; row < t.batch.size(); ++row) kept.push_back(filter.passes(t.batch, row));
    CHECK(kept == std::vector<bool>{false, true, true, false});  // "-5" is not "5"
}

TEST_CASE("a filter on a column that is not there is an error") {
    const Opened t("tipo\nLago\n");
    study::Where where;
    where.field = "tipos";
    where.in = {"x"};
    CHECK(error_of([&] { layer::RowFilter(t.binder(), where); }).code() == ErrorCode::column_missing);
}

TEST_CASE("numbers are refused each with its own reason") {
    study::Source source;
    source.path = "t.csv";
    const layer::NumberReader numbers(source);
    std::int64_t n = -1;
    CHECK_FALSE(numbers.count("12", n));
    CHECK(n == 12);
    CHECK_FALSE(numbers.count("12.0", n));
    CHECK(numbers.count("", n) == ErrorCode::value_not_number);
    CHECK(numbers.count("doce", n) == ErrorCode::value_not_number);
    CHECK(numbers.count("1.5", n) == ErrorCode::value_not_integer);
    CHECK(numbers.count("-1", n) == ErrorCode::value_negative);
    CHECK(numbers.count("nan", n) == ErrorCode::value_not_finite);
    CHECK(numbers.count("1e999", n) == ErrorCode::value_not_finite);
    CHECK(numbers.count("1e17", n) == ErrorCode::value_not_allowed);
    CHECK(n == 12);
}

TEST_CASE("a decimal comma is read where the study declares it, and only then") {
    study::Source source;
    source.path = "t.csv";
    double value = 0.0;
    CHECK(layer::NumberReader(source).finite("-88,5", value) == ErrorCode::value_not_number);
    source.decimal = ',';
    CHECK_FALSE(layer::NumberReader(source).finite("-88,5", value));
    CHECK(value == -88.5);
    CHECK(layer::NumberReader(source).finite("1.234", value) == ErrorCode::value_not_number);
}

TEST_CASE("the fingerprint of a row depends on every cell and on the borders between them") {
    const Opened t("a,b\nab,c\na,bc\nab,c\n,abc\nabcdefghij,\nabcdefghik,\n");
    std::vector<std::uint64_t> prints;
    for (std::size_t row = 0; row < t.batch.size(); ++row) prints.push_back(layer::row_fingerprint(t.batch, row));
    CHECK(prints[0] == prints[2]);
    CHECK(prints[0] != prints[1]);
    CHECK(prints[0] != prints[3]);
    CHECK(prints[4] != prints[5]);
}
