// SPDX-License-Identifier: Apache-2.0
#include "emit/report/sections.hpp"
#include "emit/report/spoken_cells.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

using Level = gap::RollUp::Level;

SpokenCell unknown(const Voice& voice) {
    return {voice.word("unknown"), true};
}

/// The recorded number; beside it, where it differs, the one if all that is not recorded reached everybody.
SpokenCell both_bounds(double low, double high, const Voice& voice) {
    const std::string recorded = voice.number(low);
    const std::string at_most = voice.number(high);
    return recorded == at_most ? recorded : recorded + " (" + at_most + ")";
}

bool any_open(const Edition& edition, std::size_t families) {
    const auto& units = edition.result().roll_ups;
    return std::any_of(units.begin(), units.end(), [&](const gap::RollUp& unit) {
        for (std::size_t k = 0; k <= families; ++k) {
            if (edition.voice.number(unit.reached_by[k]) != edition.voice.number(unit.reached_by_high[k])) return true;
        }
        return false;
    });
}

std::string unit_name(const gap::RollUp& unit, const Voice& voice) {
    if (unit.level == Level::region) return voice.say("Todo el estudio", "Whole study");
    if (unit.level == Level::country) return unit.country;
    return unit.department.empty() ? voice.say("(sin departamento)", "(no department)") : unit.department;
}

void write_units(Html& html, const Edition& edition, const std::vector<Level>& levels, const std::string& caption, const std::string& first, bool name_country) {
    const Voice& voice = edition.voice;
    const std::size_t families = studied_families(edition.result()).size();
    std::vector<Heading> headings{{first}};
    if (name_country) headings.push_back({voice.say("País", "Country")});
    headings.insert(headings.end(), {{voice.say("Municipios", "Municipalities"), true},
                                     {voice.say("En riesgo", "At risk"), true},
                                     {voice.say("Riesgo sin saber", "Risk unknown"), true},
                                     {voice.say("Personas en riesgo", "People at risk"), true}});
    for (std::size_t k = 0; k <= families; ++k) {
        headings.push_back({std::to_string(k) + voice.say(k == 1 ? " familia" : " familias", k == 1 ? " family" : " families"), true});
    }
    headings.insert(headings.end(), {{voice.say("Hechos", "Incidents"), true}, {voice.say("Tasa", "Rate"), true}});
    DataTable table(html, caption, headings);
    for (const Level level : levels) {
        for (const gap::RollUp& unit : edition.result().roll_ups) {
            if (unit.level != level) continue;
            std::vector<SpokenCell> cells{unit_name(unit, voice)};
            if (name_country) cells.emplace_back(unit.country);
            cells.emplace_back(voice.count(unit.municipalities));
            cells.emplace_back(voice.count(unit.at_risk));
            cells.emplace_back(voice.count(unit.risk_unknown + unit.risk_suppressed));
            const bool nobody_known = unit.people_at_risk_unknown();
            cells.push_back(nobody_known ? unknown(voice) : SpokenCell(voice.number(unit.people_at_risk)));
            for (std::size_t k = 0; k <= families; ++k) cells.push_back(nobody_known ? unknown(voice) : both_bounds(unit.reached_by[k], unit.reached_by_high[k], voice));
            cells.push_back(spoken(Cell(unit.incidents), 0, voice));
            cells.push_back(spoken(Cell(unit.rate), 1, voice));
            table.row(cells);
        }
    }
}

void write_families(Html& html, const Edition& edition, const gap::RollUp& region) {
    const Voice& voice = edition.voice;
    DataTable table(html, voice.say("Por familia de servicios, en todo el estudio", "By family of services, in the whole study"),
                    {{voice.say("Familia", "Family")},
                     {voice.say("Presente (municipios)", "Present (municipalities)"), true},
                     {voice.say("Ausente", "Absent"), true},
                     {voice.say("Sin saber", "Not known"), true},
                     {voice.say("Sedes", "Sites"), true},
                     {voice.say("Programas", "Programmes"), true},
                     {voice.say("Personas en riesgo fuera de alcance", "People at risk out of reach"), true},
                     {voice.say("de", "of"), true},
                     {voice.say("Necesidad fuera de alcance", "Unreached need"), true},
                     {voice.say("de (hechos esperados)", "of (expected incidents)"), true},
                     {voice.say("Municipios sin valor", "Municipalities without a value"), true}});
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (!edition.result().studied[f]) continue;
        const std::string name(study::label(static_cast<study::Family>(f), voice.language()));
        const gap::RollUp::FamilyTotals& totals = region.family[f];
        // No part is known: that is not zero.
        const bool people = totals.people > 0.0 || region.at_risk == 0;
        const bool need = totals.expected_incidents > 0.0 || totals.null_parts == 0;
        const auto known = [&](bool is, double value, int decimals) { return is ? SpokenCell(voice.number(value, decimals)) : unknown(voice); };
        table.row({name, voice.count(totals.present), voice.count(totals.absent), voice.count(totals.unknown), spoken(Cell(totals.sites), 0, voice), spoken(Cell(totals.programmes), 0, voice),
                   known(people, totals.unreached_people, 0), known(people, totals.people, 0), known(need, totals.unreached_need, 1), known(need, totals.expected_incidents, 1),
                   voice.count(totals.null_parts)});
    }
}

}  // namespace

void write_totals(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const gap::Result& result = edition.result();
    const gap::RollUp* region = region_of(result);
    if (region == nullptr) return;
    const Element section(html, "section", {{"aria-labelledby", voice.id("totals")}});
    heading(html, edition, "totals", voice.say("Totales", "Totals"));
    std::string lead = voice.say("Las columnas «0 familias», «1 familia»… reparten a las personas en riesgo según cuántas familias de servicios las alcanzan.",
                                 "The columns “0 families”, “1 family” … split the people at risk by how many families of services reach them.");
    if (any_open(edition, studied_families(result).size())) {
        lead += voice.say(" Entre paréntesis, si todo lo no registrado las alcanzara.", " In brackets: if all that is not recorded reached them.");
    }
    html.element("p", lead, {{"class", "lead"}});
    write_units(html, edition, {Level::country, Level::region}, voice.say("Totales por país", "Totals by country"), voice.say("País", "Country"), false);
    if (names_departments(result)) {
        write_units(html, edition, {Level::department}, voice.say("Totales por departamento", "Totals by department"), voice.say("Departamento", "Department"), many_countries(result));
    }
    write_families(html, edition, *region);
    std::vector<study::Family> missing;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (!result.studied[f]) missing.push_back(static_cast<study::Family>(f));
    }
    if (!missing.empty()) html.element("p", voice.say("Sin estudiar, por falta de una capa: ", "Not studied, for want of a layer: ") + family_list(missing, voice) + ".", {{"class", "more"}});
}

}  // namespace presencia::emit
