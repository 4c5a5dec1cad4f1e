// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/study/study_folder.hpp"

using namespace presencia;
using namespace presencia::study;
using test::StudyFolder;

namespace {

std::string full_study() {
    std::ifstream in(std::string(PRESENCIA_SOURCE_DIR) + "/tests/unit/study/full.toml");
    return {std::istreambuf_iterator<char>(in), {}};
}

Study read_full() {
    const StudyFolder folder;
    const std::string text = full_study();
    for (const Error& error : folder.problems(text)) {
        UNSCOPED_INFO(error.message(Language::en));
    }
    return folder.read(text);
}

}  // namespace

TEST_CASE("the smallest study needs a name, a period, municipalities, incidents and a rule; the rest has defaults") {
    const StudyFolder folder;
    const Study study = folder.read(test::smallest_study);
    CHECK(study.title == "s");
    CHECK(study.as_of.iso() == "2013-12-31");
    CHECK(study.language == Language::es);
    CHECK(study.profile == Profile::public_);
    REQUIRE(study.incidents.size() == 1);
    CHECK(study.incidents[0].name == "homicides");
    CHECK(study.at_risk.incidents == std::vector<std::string>{"homicides"});
    CHECK(study.at_risk.measure == Measure::rate_eb);
    CHECK(study.at_risk.scope == Scope::study);
    CHECK(study.at_risk.pool == Scope::country);
    CHECK(study.reach_target == 0.8);
    CHECK(study.reach_index == IndexMean::mean);
    CHECK(study.disclosure_min_count == 0);
    CHECK(study.min_zoom == 4);
    CHECK(study.max_zoom == 10);
    CHECK(study.styles == std::vector<std::string>{"gap", "need", "concurrence"});
    CHECK(study.max_reject_share == 0.05);
    CHECK(folder.problems(test::smallest_study).empty());
}

TEST_CASE("a study may use every key at once: its identity and settings are read as written") {
    const Study study = read_full();
    CHECK(study.name == "full");
    CHECK(study.title == "Todas las claves");
    CHECK(study.period.from.iso() == "2012-01-01");
    CHECK(study.period.to.iso() == "2013-12-31");
    CHECK(study.as_of.iso() == "2014-06-30");
    CHECK(study.language == Language::en);
    CHECK(study.profile == Profile::restricted);
    CHECK(study.reach_target == 0.75);
    CHECK(study.reach_index == IndexMean::geometric);
    CHECK(study.disclosure_min_count == 12);
    CHECK(study.min_zoom == 5);
    CHECK(study.max_zoom == 9);
    CHECK(study.styles == std::vector<std::string>{"need"});
    CHECK(study.max_reject_share == 0.2);
}

TEST_CASE("a study may use every key at once: municipalities and their population from a table") {
    const Study study = read_full();
    REQUIRE(study.municipalities.size() == 2);
    const MunicipalitySource& one = study.municipalities[0];
    CHECK(one.source.layer == "adm2");
    CHECK(one.source.crs == "EPSG:32616");
    CHECK(one.source.encoding == "cp1252");
    CHECK(one.source.where.field == "tipo");
    CHECK(one.source.where.not_in == std::vector<std::string>{"lago", "agua"});
    CHECK(one.country.constant == "HND");
    CHECK(one.code.columns == std::vector<std::string>{"depto", "muni"});
    CHECK(one.name.columns == std::vector<std::string>{"nombre"});
    CHECK(one.department.columns == std::vector<std::string>{"departamento"});
    CHECK(one.valid_from.columns == std::vector<std::string>{"desde"});
    CHECK(one.valid_to.constant == "2020-01-01");
    CHECK(one.merge_parts);
    CHECK(one.level == Level::municipality);
    REQUIRE(one.population_table);
    CHECK(one.population_table->source.delimiter == ';');
    CHECK(one.population_table->source.decimal == ',');
    CHECK(one.population_table->source.thousands == ".");
    CHECK(one.population_table->source.header.line == 3);
    CHECK(one.population_table->source.totals.words == std::vector<std::string>{"CONSOLIDADO"});
    CHECK(one.population_table->source.missing == std::vector<std::string>{"s.i."});
    CHECK(one.population_table->code.columns == std::vector<std::string>{"cod"});
    CHECK(one.population_table->country.constant == "HND");
    CHECK(one.population_table->value.columns == std::vector<std::string>{"pob10"});
    CHECK(one.population_table->year == 2010);
    CHECK(one.population_table->year_column.columns == std::vector<std::string>{"anio"});
    CHECK(study.municipalities[1].population.columns == std::vector<std::string>{"pob"});
    CHECK_FALSE(study.municipalities[1].population_table);
}

TEST_CASE("a study may use every key at once: incidents as points and as counts") {
    const Study study = read_full();
    REQUIRE(study.incidents.size() == 2);
    const IncidentSource& points = study.incidents[0];
    CHECK(points.name == "homicides");
    CHECK(points.source.coordinates.dms);
    CHECK(points.source.coordinates.west);
    CHECK_FALSE(points.source.coordinates.as_written);
    CHECK(points.source.centre_points == CentrePoints::reject);
    CHECK(points.source.header.line == 3);
    CHECK(points.source.header.columns.empty());
    CHECK(points.source.decimal == ',');
    CHECK(points.source.thousands == ".");
    CHECK(points.source.totals.words == std::vector<std::string>{"TOTAL REPÚBLICA"});
    CHECK_FALSE(points.source.totals.kept);
    CHECK(points.source.missing == std::vector<std::string>{"S/D", "99"});
    CHECK(points.x.columns == std::vector<std::string>{"lon"});
    CHECK(points.y.columns == std::vector<std::string>{"lat"});
    CHECK(points.date.columns == std::vector<std::string>{"fecha"});
    CHECK(points.date_format == "%d/%m/%Y");
    CHECK(points.id.columns == std::vector<std::string>{"caso"});
    CHECK(points.weight.columns == std::vector<std::string>{"victimas"});
    CHECK(points.country.columns == std::vector<std::string>{"pais"});
    CHECK(points.department.columns == std::vector<std::string>{"depto"});
    CHECK(points.municipality.columns == std::vector<std::string>{"muni"});
    CHECK(points.incident_class.columns == std::vector<std::string>{"delito"});
    CHECK(points.incident_class.values.at("HOMICIDIO") == "0101");
    CHECK(points.disclosure == DisclosureClass::homicide);
    CHECK(points.snap_m == 250.0);
    REQUIRE(points.complete_for.size() == 2);
    CHECK(points.complete_for[0].country == "HND");
    CHECK_FALSE(points.complete_for[0].when.from.defined());
    CHECK(points.complete_for[1].country == "GTM");
    CHECK(points.complete_for[1].when.from.iso() == "2013-01-01");
    CHECK(points.complete_for[1].when.to.iso() == "2013-06-30");
    CHECK(points.complete_for[1].except == std::vector<std::string>{"1230", "0101"});
    const IncidentSource& counts = study.incidents[1];
    CHECK(counts.name == "robos");
    CHECK(counts.incident_class.constant == "0401");
    CHECK(counts.year.columns == std::vector<std::string>{"anio"});
    CHECK(counts.month.columns == std::vector<std::string>{"mes"});
    CHECK(counts.count.columns == std::vector<std::string>{"casos"});
    CHECK(counts.precision.columns == std::vector<std::string>{"precision"});
    CHECK(counts.source.dialect == "none");
    CHECK_FALSE(counts.source.missing);
    CHECK(counts.source.wide.is == Wide::Is::listed);
    CHECK(counts.source.wide.columns == std::vector<std::string>{"2012", "2013"});
    CHECK(counts.source.wide.leave_out == std::vector<std::string>{"TOTAL"});
    CHECK(points.source.wide.is == Wide::Is::found);
    CHECK(counts.snap_m == 0.0);
    CHECK_FALSE(counts.disclosure);
}

TEST_CASE("a study may use every key at once: sites of one family and of many") {
    const Study study = read_full();
    REQUIRE(study.sites.size() == 5);
    const SiteSource& police = study.sites[0];
    CHECK(police.name == "police");
    CHECK(police.family.constant == "law_enforcement");
    CHECK(police.kind.constant == "service");
    CHECK(police.objective.constant == "4");
    CHECK(police.reach.km == 5.0);
    CHECK(police.snap_m == 100.0);
    CHECK(police.cross_border);
    CHECK(police.source.several_places == true);
    CHECK(police.date_format == "%Y-%m-%d");
    CHECK(police.site_name.columns == std::vector<std::string>{"nombre"});
    CHECK(police.sensitive.constant == "false");
    CHECK(police.staff.columns == std::vector<std::string>{"agentes"});
    CHECK(police.currency.constant == "USD");
    CHECK(police.sector.columns == std::vector<std::string>{"sector_code"});
    CHECK(police.sector_share.columns == std::vector<std::string>{"sector_percentage"});
    CHECK(police.sector_vocabulary.columns == std::vector<std::string>{"vocabulario"});
    CHECK(police.exactness.columns == std::vector<std::string>{"exactitud"});
    CHECK(police.location_class.columns == std::vector<std::string>{"clase_lugar"});
    CHECK(police.feature.columns == std::vector<std::string>{"location_type_code"});
    CHECK(police.admin_level.columns == std::vector<std::string>{"nivel"});
    const SiteSource& mixed = study.sites[1];
    CHECK(mixed.source.header.line == 0);
    CHECK(mixed.source.header.columns == std::vector<std::string>{"tipo", "clase", "objetivos", "socios", "municipio"});
    CHECK(mixed.family.columns == std::vector<std::string>{"tipo"});
    CHECK(mixed.family.values.at("PNC") == "law_enforcement");
    CHECK(mixed.objective.columns == std::vector<std::string>{"objetivos"});
    CHECK(mixed.objective.separator == "|");
    CHECK(mixed.partner.separator == ";");
    CHECK(mixed.reach.municipality);
    CHECK_FALSE(mixed.reach.km);
    CHECK(mixed.snap_m == 500.0);
    const SiteSource& table = study.sites[2];
    REQUIRE(table.source.database);
    CHECK(table.source.database->name == "estado");
    CHECK(table.source.database->table == "public.colegios");
    CHECK(table.source.shown == "postgis:dbname=estado public.colegios");
    CHECK(table.source.path.empty());
    CHECK(table.name == "colegios");
    CHECK(table.xy.columns == std::vector<std::string>{"ubicacion"});
    CHECK(study.sites[3].source.database->service == "educacion");
    CHECK(study.sites[3].source.database->query == "SELECT * FROM colegios WHERE abierto ORDER BY id");
    CHECK(study.sites[3].source.shown == "postgis:service=educacion (query)");
    CHECK(study.sites[4].reach.polygon);
    CHECK(study.sites[4].reach.km == 3.0);
}

TEST_CASE("a study may use every key at once: population and the rule of risk") {
    const Study study = read_full();
    REQUIRE(study.population.size() == 1);
    CHECK(study.population[0].source.totals.kept);
    CHECK(study.population[0].people.columns == std::vector<std::string>{"personas"});
    CHECK(study.population[0].year_value == 2010);
    CHECK(study.population[0].min_points == 15);
    CHECK(study.population[0].country.columns == std::vector<std::string>{"pais"});
    const AtRisk& rule = study.at_risk;
    CHECK(rule.incidents == std::vector<std::string>{"homicides/0101", "robos"});
    CHECK(rule.measure == Measure::count);
    CHECK(rule.rule == AtRisk::Rule::top_burden);
    CHECK(rule.value == 0.5);
    CHECK(rule.scope == Scope::country);
    CHECK(rule.pool == Scope::study);
    REQUIRE(rule.compare);
    CHECK(rule.compare->shown == "priority.csv");
}

TEST_CASE("paths are relative to the study file, and a source knows the line of its table") {
    const StudyFolder folder;
    const Study study =
        folder.read(test::smallest_study + "[[sites]]\nsource = \"data/schools.geojson\"\nfamily = \"educational\"\n");
    CHECK(study.sites[0].source.path == folder.root() / "data/schools.geojson");
    CHECK(study.sites[0].source.shown == "data/schools.geojson");
    CHECK(study.sites[0].source.line == 12);
    CHECK(study.sites[0].name == "schools");
    CHECK(study.municipalities[0].source.line == 5);
}

TEST_CASE("each of the four rules of risk is read with its value") {
    const StudyFolder folder;
    const std::string before = test::study_table + test::municipalities_table + test::incidents_table + "[at_risk]\n";
    CHECK(folder.read(before + "above = 30\n").at_risk.rule == AtRisk::Rule::above);
    CHECK(folder.read(before + "above = 30\n").at_risk.value == 30.0);
    CHECK(folder.read(before + "top_share = 1\n").at_risk.value == 1.0);
    CHECK(folder.read(before + "top_burden = 0.5\n").at_risk.rule == AtRisk::Rule::top_burden);
    const AtRisk listed =
        folder.read(before + "list = { source = \"priority.csv\", encoding = \"latin-1\" }\n").at_risk;
    CHECK(listed.rule == AtRisk::Rule::list);
    REQUIRE(listed.list);
    CHECK(listed.list->path == folder.root() / "priority.csv");
    CHECK(listed.list->encoding == "cp1252");
}

TEST_CASE("a study with a list of municipalities at risk needs no incidents") {
    const StudyFolder folder;
    const Study study =
        folder.read(test::study_table + test::municipalities_table + "[at_risk]\nlist = \"priority.csv\"\n");
    CHECK(study.at_risk.incidents.empty());
}

TEST_CASE("dates may be bare or between quotes") {
    const StudyFolder folder;
    const Study study =
        folder.read("[study]\nname = \"s\"\nfrom = \"2013-01-01\"\nto = 2013-12-31\nas_of = \"2014-02-28\"\n" +
                    test::municipalities_table + test::incidents_table + test::at_risk_table);
    CHECK(study.period.from.iso() == "2013-01-01");
    CHECK(study.as_of.iso() == "2014-02-28");
}

TEST_CASE("a byte order mark and Windows line ends do not disturb a study") {
    const StudyFolder folder;
    std::string text = "\xEF\xBB\xBF";
    for (const char c : test::smallest_study) {
        text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    CHECK(folder.problems(text).empty());
}

TEST_CASE("the studies of the examples are valid") {
    namespace fs = std::filesystem;
    const fs::path examples = fs::path(PRESENCIA_SOURCE_DIR) / "examples";
    std::vector<fs::path> studies;
    std::error_code none;
    for (fs::recursive_directory_iterator at(examples, none), end; !none && at != end; at.increment(none)) {
        if (at->path().filename() == "study.toml") {
            studies.push_back(at->path());
        }
    }
    if (studies.empty()) {
        WARN("no example is there yet");
    }
    for (const fs::path& study : studies) {
        for (const Error& error : check_study(study)) {
            // Boundaries that a fetch script brings are not part of the repository.
            if (error.code() != ErrorCode::file_missing) {
                FAIL_CHECK(error.message(Language::en));
            }
        }
    }
}
