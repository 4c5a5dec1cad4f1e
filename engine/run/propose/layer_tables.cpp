// SPDX-License-Identifier: Apache-2.0
#include "run/propose/layer_tables.hpp"

#include "core/language.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace presencia::propose {

namespace {

std::string list_of(const std::vector<std::string>& items) {
    std::string out = "[";
    for (const std::string& item : items) out += (out.size() > 1 ? ", " : "") + toml_text(item);
    return out + "]";
}

std::string countries_list(const std::set<std::string>& countries) {
    return list_of({countries.begin(), countries.end()});
}

/// What every table begins with.
DraftTable table_of(std::string header, const FileLook& look, const FileVerdict& verdict, Language language) {
    DraftTable table;
    table.header = std::move(header);
    table.shown = look.label();
    table.heading.push_back(std::string(label(verdict.kind, language)) + ": " + verdict.evidence);
    table.set("source", toml_text(look.source.shown));
    if (!look.source.layer.empty()) table.set("layer", toml_text(look.source.layer), std::string(tr(language, "el archivo tiene varias", "the file has several")));
    return table;
}

std::string people_of(const PeopleTable& people, Language language, std::string& comment) {
    std::string value = "{ source = " + toml_text(people.look->source.shown);
    if (!people.look->source.layer.empty() && !people.said->has("layer")) value += ", layer = " + toml_text(people.look->source.layer);
    const bool own_year = people.said->has("year");
    if (people.year && !own_year) value += ", year = " + std::to_string(*people.year);
    if (people.years.size() > 1 && !own_year) {
        std::vector<std::string> others;
        for (const int year : people.years) others.push_back(std::to_string(year));
        comment = std::string(tr(language, "el año más cercano al período; la tabla tiene ", "the year nearest to the period; the table has ")) + text::clip(text::join(others, ", "), 100);
    }
    const auto add = [&](const std::string& more) { comment += (comment.empty() ? "" : "; ") + more; };
    if (!people.verdict->people_column.empty() && !people.said->has("value")) {
        value += ", value = " + toml_text(people.verdict->people_column);
        if (!people.verdict->people_evidence.empty()) add(people.verdict->people_evidence);
    }
    if (people.verdict->people_year && !people.year && !people.said->has("value")) {
        add(std::string(tr(language, "así se llama la columna: habitantes de ", "as the column is called: people of ")) + std::to_string(*people.verdict->people_year));
    }
    comment = people.said->beside(std::move(comment), language);
    return value + people.said->inline_keys() + " }";
}

void add_people(DraftTable& table, const BoundaryLook& boundary, const std::optional<PeopleTable>& people, std::optional<int> middle_year, Language language) {
    if (people) {
        std::string comment;
        const std::string value = people_of(*people, language, comment);
        table.set("population", value, comment);
    } else if (!boundary.people_by_year.empty()) {
        std::vector<int> years;
        for (const auto& [year, column] : boundary.people_by_year) years.push_back(year);
        const int taken = middle_year ? nearest_year(years, *middle_year) : years.back();
        std::vector<std::string> columns;
        for (const auto& [year, column] : boundary.people_by_year) columns.push_back(column);
        table.set("population", toml_text(boundary.people_by_year.at(taken)),
                  std::string(tr(language, "el año más cercano al período; el archivo tiene ", "the year nearest to the period; the file has ")) + text::clip(text::join(columns, ", "), 100));
    }
}

void ask_complete(DraftTable& table, const std::set<std::string>& countries, Language language, std::string_view es, std::string_view en) {
    table.ask("complete_for", countries_list(countries), std::string(tr(language, es, en)));
}

/// Rows by the key of countries that the study does not have would all be rejected: their cells are left out by name. Cells that name no country at all stay in, which is said, and so do
/// points, whose place tells better.
void keep_own_countries(DraftTable& table, const FileLook& look, const IncidentLook& incidents, const std::set<std::string>& countries, Language language) {
    const auto column = look.incidents.roles.find("country");
    const auto filtered = [](const layer::Guess& guess) { return guess.role == "where"; };
    if (column == look.incidents.roles.end() || look.incidents.placed() || incidents.dates.countries.size() > HeldDates::most_countries || std::any_of(incidents.dates.guesses.begin(), incidents.dates.guesses.end(), filtered)) return;
    std::vector<std::string> unknown;
    std::set_difference(incidents.dates.no_countries.begin(), incidents.dates.no_countries.end(), countries.begin(), countries.end(), std::back_inserter(unknown));
    if (!unknown.empty()) {
        table.remarks.push_back(fmt::format(fmt::runtime(tr(language, "no se conoce ningún país por estas palabras de la columna {}: {}; sus filas se quedan", "no country is known by these words of column {}: {}; their rows stay")), column->second,
                                            text::clip(text::join(unknown, ", "), 160)));
    }
    std::vector<std::string> foreign, others;
    for (const auto& [cell, country] : incidents.dates.countries) (!country.empty() && !countries.contains(country) ? foreign : others).push_back(cell);
    if (foreign.empty() || others.empty()) return;
    const std::string which = foreign.size() <= others.size() ? ", not = " + list_of(foreign) : ", in = " + list_of(others);
    table.set("where", "{ field = " + toml_text(column->second) + which + " }", std::string(tr(language, "son de otros países", "they are of other countries")));
}

}  // namespace

int nearest_year(const std::vector<int>& years, int wanted) {
    return *std::min_element(years.begin(), years.end(), [&](int a, int b) { return std::pair(std::abs(a - wanted), -a) < std::pair(std::abs(b - wanted), -b); });
}

DraftTable municipalities_table(const FileLook& look, const FileVerdict& verdict, const BoundaryLook& boundary, const std::optional<PeopleTable>& people, std::optional<int> middle_year, Language language) {
    DraftTable table = table_of("[[municipalities]]", look, verdict, language);
    if (!boundary.country.empty()) table.set("country", toml_constant(boundary.country), boundary.country_evidence);
    if (!verdict.code_column.empty()) table.set("code", toml_text(verdict.code_column), verdict.code_evidence);
    add_people(table, boundary, people, middle_year, language);
    const std::string code = verdict.code_column.empty() && look.municipalities.roles.contains("code") ? look.municipalities.roles.at("code") : verdict.code_column;
    if (!boundary.odd_codes.empty() && !code.empty()) {
        table.set("where", "{ field = " + toml_text(code) + ", not = " + list_of(boundary.odd_codes) + " }", boundary.odd_evidence);
    }
    return table;
}

DraftTable incidents_table(const FileLook& look, const FileVerdict& verdict, const IncidentLook& incidents, const std::string& name, const std::set<std::string>& countries, Language language) {
    DraftTable table = table_of("[[incidents]]", look, verdict, language);
    table.name = name;
    table.set("name", toml_text(name));
    if (!verdict.municipality_column.empty()) table.set("municipality", toml_text(verdict.municipality_column), verdict.municipality_evidence);
    if (!incidents.incident_class.empty()) {
        table.set("class", toml_text(incidents.incident_class), "ICCS; " + (verdict.words.incident_class ? verdict.words.incident_class->why(language) : std::string("--set")));
    } else if (!verdict.class_column.empty()) {
        table.set("class", "{ column = " + toml_text(verdict.class_column) + " }", std::string(tr(language, "entre sus palabras hay delitos", "there are crimes among its words")));
    } else if (incidents.dates.classes.empty()) {
        table.ask("class", "\"0101\"", std::string(tr(language, "¿qué delito es? código ICCS; sin él se tratan como sensibles y las cifras pequeñas no se muestran", "which crime is it? ICCS code; without it they are taken as sensitive and small counts are not shown")));
    }
    if (verdict.year_in_name) table.set("year", toml_constant(std::to_string(*verdict.words.year)), std::string(verdict.words.year_in_title ? tr(language, "el título de la tabla", "the table's title") : tr(language, "el nombre del archivo", "the file's name")));
    if (incidents.by_department) table.set("level", "\"department\"", std::string(tr(language, "solo se conoce el departamento: los municipios heredan su tasa", "the department alone is known: municipalities inherit its rate")));
    keep_own_countries(table, look, incidents, countries, language);
    for (const std::string& format : incidents.date_formats) table.ask("date_format", toml_text(format), std::string(tr(language, "¿día o mes primero?", "day or month first?")));
    ask_complete(table, countries, language, "¿el archivo trae todos los hechos de esos países? entonces un municipio sin filas tuvo cero; si no, queda «sin registro»",
                 "does the file hold every incident of these countries? then a municipality without rows had none; else it is \"no record\"");
    return table;
}

DraftTable sites_table(const FileLook& look, const FileVerdict& verdict, const std::string& name, const std::set<std::string>& countries, Language language) {
    DraftTable table = table_of("[[sites]]", look, verdict, language);
    table.name = name;
    table.set("name", toml_text(name));
    if (!verdict.municipality_column.empty()) table.set("municipality", toml_text(verdict.municipality_column), verdict.municipality_evidence);
    const Sight& sight = look.sites;
    if (!verdict.family_in_column && verdict.words.family) {
        table.set("family", toml_text(verdict.words.family->value), verdict.words.family->why(language));
    }
    if (!sight.has("kind") && sight.has("partner") && (sight.has("amount") || sight.has("status") || sight.has("objective"))) {
        table.set("kind", "\"programme\"", std::string(tr(language, "tiene socios y estado o monto: son intervenciones, no sedes permanentes; si son sedes: \"service\"",
                                                          "there are partners and a status or an amount: interventions, no standing services; where they are: \"service\"")));
    }
    const auto family = verdict.words.family && !verdict.family_in_column ? study::family_from(verdict.words.family->value) : std::nullopt;
    if (family) {
        table.ask("reach", "{ km = " + text::format_significant(study::default_reach_km(*family)) + " }", std::string(tr(language, "lo que se supone si no se dice", "what is assumed where nothing is said")));
    }
    ask_complete(table, countries, language, "¿están todas las sedes de esos países? entonces donde no hay ninguna la presencia es «no»; si no, «no se sabe»",
                 "are all sites of these countries there? then presence is \"no\" where there is none; else \"unknown\"");
    return table;
}

DraftTable population_table(const FileLook& look, const FileVerdict& verdict, Language language) {
    DraftTable table = table_of("[[population]]", look, verdict, language);
    if (const auto column = look.population.roles.find("country"); column != look.population.roles.end()) {
        table.set("country", toml_text(column->second), std::string(tr(language, "solo cuentan los países del estudio", "only the study's countries count")));
    }
    return table;
}

}  // namespace presencia::propose
