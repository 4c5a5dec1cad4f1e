// SPDX-License-Identifier: Apache-2.0
// Every dialect against a small file in the real layout of its source, and against what a person counts in that file.
#include "tests/unit/dialects/expectation.hpp"
#include "tests/unit/dialects/shipped.hpp"

#include "core/progress.hpp"
#include "layer/incidents.hpp"
#include "layer/read_tables.hpp"
#include "layer/recognition.hpp"
#include "source/open.hpp"
#include "tests/support/temporary_folder.hpp"

#include <set>

using namespace presencia;
using test::Expectation;
namespace fs = std::filesystem;

namespace {

const layer::Dialects& dialects() {
    static const layer::Dialects shipped = test::shipped();
    return shipped;
}

/// The dialects of a kind that a file of layers/ describes, the generic one left out.
std::vector<std::string> dialect_files(const std::string& kind) {
    std::vector<std::string> stems;
    for (const auto& entry : fs::directory_iterator(test::layers_folder() / kind / "dialects")) {
        const std::string stem = entry.path().stem().string();
        if (entry.path().extension() == ".toml" && stem != "generic") stems.push_back(stem);
    }
    std::sort(stems.begin(), stems.end());
    return stems;
}

study::Study study_of_2013() {
    study::Study study;
    study.file = "study.toml";
    study.language = Language::en;
    study.period = {*Date::from_ymd(2013, 1, 1), *Date::from_ymd(2013, 12, 31)};
    study.as_of = study.period.to;
    return study;
}

study::Source sample_source(const std::string& kind, const Expectation& expected) {
    study::Source source;
    source.shown = expected.text("sample");
    source.path = test::layers_folder() / kind / "samples" / source.shown;
    INFO(source.path.string());
    REQUIRE(fs::exists(source.path));
    return source;
}

study::Role constant(const std::string& text) {
    study::Role role;
    if (!text.empty()) role.constant = text;
    return role;
}

/// The file is recognised, and each role is played by what the expectation says: by a column that the dialect spells, by its constant, or by nothing.
void check_roles(const std::string& kind, const std::string& stem, const Expectation& expected) {
    const study::Study study = study_of_2013();
    const study::Source source = sample_source(kind, expected);
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{study, source, dialects(), kind, guesses};
    const layer::Dialect* const dialect = dialects().named(kind, stem);
    if (source::is_raster(source.path)) {
        CHECK(dialects().recognise_file(kind, source.shown) == dialect);
        return;
    }
    source::RowBatch sample;
    const auto reader = layer::open_sample(context, sample);
    CHECK(context.dialect == dialect);
    for (const auto& [role, player] : expected.texts("roles")) {
        INFO(role);
        const auto fixed = context.constant(role);
        CHECK(fixed.value_or(dialects().column_for(kind, role, reader->columns(), dialect).value_or("")) == player);
    }
    if (dialect == nullptr) return;  // of general dialects the roles say it all
    for (const layer::RoleColumns& role : dialect->roles) {
        INFO(role.role);
        CHECK(expected.texts("roles").contains(role.role));
    }
    for (const auto& [role, value] : dialect->constants) CHECK(expected.texts("roles").contains(role));
}

void check_guesses(const Expectation& expected, const std::vector<layer::Guess>& guesses) {
    for (const auto& [role, word] : expected.texts("guessed")) {
        INFO(role << ": " << word);
        const bool said = std::any_of(guesses.begin(), guesses.end(), [&, r = role, w = word](const layer::Guess& guess) {
            return guess.role == r && (guess.value + " " + guess.evidence).find(w) != std::string::npos;
        });
        CHECK(said);
    }
}

void check_books(const Expectation& expected, const Ledger& ledger, std::int64_t kept) {
    CHECK(ledger.read == expected.number("read"));
    CHECK(ledger.filtered == expected.number("filtered"));
    CHECK(ledger.rejected == expected.number("rejected"));
    CHECK(kept == expected.number("kept"));
    const std::int64_t outside = expected.has("outside") ? expected.number("outside") : 0;  // places known above municipality level
    CHECK(ledger.outside == outside);
    CHECK(ledger.read == ledger.filtered + ledger.rejected + outside + kept);
    CHECK(ledger.left_out_count() == ledger.filtered + ledger.rejected + outside);  // every row left out is listed
}

void check_incidents(const Expectation& expected) {
    study::Study study = study_of_2013();
    study.incidents.resize(1);
    study.incidents[0].source = sample_source("incidents", expected);
    layer::IncidentStream stream(study, 0, dialects());
    Ledger ledger;
    std::int64_t kept = 0, placed = 0, weight = 0;
    std::map<std::string, std::int64_t> by_key;
    stream.read(
        ledger,
        [&](const layer::IncidentBatch& batch) {
            for (std::size_t k = 0; k < batch.size(); ++k) {
                ++kept;
                placed += batch.position[k].defined() ? 1 : 0;
                weight += batch.weight[k];
                if (!batch.municipality[k].empty()) by_key[std::string(batch.municipality[k])] += batch.weight[k];
            }
        },
        [](double) {});
    check_books(expected, ledger, kept);
    CHECK(placed == expected.number("placed"));
    CHECK(weight == expected.number("weight"));
    CHECK(by_key == expected.numbers("by_key"));
    check_guesses(expected, stream.guesses());
}

void check_population(const Expectation& expected) {
    study::Study study = study_of_2013();
    study.population.resize(1);
    study.population[0].source = sample_source("population", expected);
    SilentProgress progress;
    const layer::PopulationSurface surface = layer::read_population(study, dialects(), progress);
    double people = 0.0;
    for (const layer::SurfacePoint& point : surface.points) people += point.people;
    REQUIRE(surface.ledgers.size() == 1);
    check_books(expected, surface.ledgers[0], static_cast<std::int64_t>(surface.points.size()));
    CHECK(people == Approx(expected.real("people")).epsilon(1e-12));
    check_guesses(expected, surface.guesses);
}

void check_boundaries(const Expectation& expected) {
    study::Study study = study_of_2013();
    study.municipalities.resize(1);
    study.municipalities[0].source = sample_source("municipalities", expected);
    study.municipalities[0].country = constant(expected.text("country"));
    SilentProgress progress;
    const layer::MunicipalityTable table = layer::read_municipalities(study, dialects(), progress);
    REQUIRE(table.ledgers.size() == 1);
    check_books(expected, table.ledgers[0], static_cast<std::int64_t>(table.rows.size()));
    std::map<std::string, std::string> codes;
    std::set<std::string> countries, departments;
    for (const layer::Municipality& row : table.rows) {
        codes[row.code] = row.name;
        countries.insert(row.country);
        departments.insert(row.department);
    }
    CHECK(codes == expected.texts("codes"));
    CHECK(std::vector<std::string>(countries.begin(), countries.end()) == expected.list("countries"));
    CHECK(std::vector<std::string>(departments.begin(), departments.end()) == expected.list("departments"));
    check_guesses(expected, table.guesses);
}

/// Boundaries of three invented municipalities, for tables that give them their people.
study::Source three_municipalities(const fs::path& folder) {
    std::ofstream out(folder / "three.geojson");
    out << R"({"type":"FeatureCollection","features":[)";
    const std::pair<const char*, const char*> rows[] = {{R"("codigo":"0101","nombre":"San Telmo","departamento":"Valle Claro")", "-90.7"},
                                                        {R"("codigo":"0102","nombre":"Peñablanca","departamento":"Valle Claro")", "-90.6"},
                                                        {R"("codigo":"0201","nombre":"Las Acacias","departamento":"Sierra Baja")", "-90.5"}};
    for (const auto& [properties, west] : rows) {
        const std::string w = west, e = std::to_string(std::stod(w) + 0.1);
        out << (&properties == &rows[0].first ? "" : ",") << R"({"type":"Feature","properties":{)" << properties << R"(},"geometry":{"type":"Polygon","coordinates":[[[)" << w << ",15],["
            << e << ",15],[" << e << ",15.1],[" << w << ",15.1],[" << w << ",15]]]}}";
    }
    out << "]}";
    study::Source source;
    source.shown = "three.geojson";
    source.path = folder / "three.geojson";
    return source;
}

void check_people(const Expectation& expected) {
    const support::TemporaryFolder folder;
    study::Study study = study_of_2013();
    study.municipalities.resize(1);
    study.municipalities[0].source = three_municipalities(folder.path());
    study.municipalities[0].country = constant("GTM");
    study::PopulationTable people;
    people.source = sample_source("municipalities", expected);
    if (const auto year = expected.number("year"); year > 0) people.year = static_cast<int>(year);
    study.municipalities[0].population_table = people;
    SilentProgress progress;
    const layer::MunicipalityTable table = layer::read_municipalities(study, dialects(), progress);
    REQUIRE(table.population_ledgers.size() == 1);
    check_books(expected, table.population_ledgers[0], table.population_ledgers[0].by_key);
    std::map<std::string, std::int64_t> by_name;
    for (const layer::Municipality& row : table.rows) {
        if (row.population > 0) by_name[row.name] = static_cast<std::int64_t>(row.population);
    }
    CHECK(by_name == expected.numbers("people"));
    check_guesses(expected, table.guesses);
}

void check_sites(const Expectation& expected) {
    study::Study study = study_of_2013();
    study.sites.resize(1);
    study.sites[0].source = sample_source("sites", expected);
    study.sites[0].family = constant(expected.text("family"));
    SilentProgress progress;
    const layer::SiteTable table = layer::read_sites(study, dialects(), progress);
    REQUIRE(table.ledgers.size() == 1);
    std::set<std::int64_t> records;  // a row of two families is two sites
    std::map<std::string, std::int64_t> by_precision;
    const std::vector<std::string> words = layer::precision_words();
    for (const layer::Site& site : table.rows) {
        records.insert(site.record);
        ++by_precision[words[static_cast<std::size_t>(site.precision)]];
    }
    check_books(expected, table.ledgers[0], static_cast<std::int64_t>(records.size()));
    CHECK(by_precision == expected.numbers("by_precision"));
    check_guesses(expected, table.guesses);
}

void check_sample(const std::string& kind, const Expectation& expected) {
    if (kind == "incidents") return check_incidents(expected);
    if (kind == "population") return check_population(expected);
    if (kind == "sites") return check_sites(expected);
    return expected.has("people") ? check_people(expected) : check_boundaries(expected);
}

void check_kind(const std::string& kind) {
    const std::vector<std::string> stems = dialect_files(kind);
    CHECK(test::expected_stems(kind) == stems);  // a dialect without a sample, or a sample without a dialect
    for (const std::string& stem : stems) {
        INFO(kind << " " << stem);
        const Expectation expected(kind, stem);
        try {
            check_roles(kind, stem, expected);
            check_sample(kind, expected);
        } catch (const Error& error) {
            FAIL_CHECK(error.message(Language::en));
        }
    }
}

}  // namespace

TEST_CASE("every dialect of incidents reads the sample of its source to the last row") {
    check_kind("incidents");
}

TEST_CASE("every dialect of municipalities reads the sample of its source to the last row") {
    check_kind("municipalities");
}

TEST_CASE("every dialect of sites reads the sample of its source to the last row") {
    check_kind("sites");
}

TEST_CASE("every dialect of population reads the sample of its source to the last row") {
    check_kind("population");
}
