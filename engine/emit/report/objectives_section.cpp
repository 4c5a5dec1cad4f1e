// SPDX-License-Identifier: Apache-2.0
#include "emit/report/data_table.hpp"
#include "emit/report/sections.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>

namespace presencia::emit {

namespace {

using gap::ByObjective;
using gap::Mapped;
using gap::ObjectiveTotals;

/// Of totals: the rows and the money of one place, or of several.
struct Sum {
    double rows = 0.0;
    std::map<std::string, double> money;  ///< by currency
};

Sum sum_of(const ObjectiveTotals& totals, std::initializer_list<Mapped> places) {
    Sum sum;
    for (const Mapped place : places) {
        const auto at = static_cast<std::size_t>(place);
        sum.rows += totals.rows[at];
        for (const auto& [currency, parts] : totals.amounts) sum.money[currency] += parts[at];
    }
    return sum;
}

/// Rows by weights: whole where they are.
std::string rows_text(double rows, const Voice& voice) {
    const std::string whole = voice.number(rows);
    return std::abs(rows - std::round(rows)) < 0.05 ? whole : voice.number(rows, 1);
}

/// "USD 1 000 · EUR 20"; "" where nothing is known.
std::string money_text(const Sum& sum, const Voice& voice) {
    std::string out;
    for (const auto& [currency, amount] : sum.money) {
        if (amount == 0.0) continue;
        out += (out.empty() ? "" : " · ") + (currency.empty() ? "" : currency + " ") + voice.number(amount);
    }
    return out;
}

std::string both(const Sum& sum, const Voice& voice) {
    const std::string money = money_text(sum, voice);
    return rows_text(sum.rows, voice) + (money.empty() ? "" : " · " + money);
}

std::string objective_name(std::size_t number, const Voice& voice) {
    switch (number) {
        case 0: return voice.say("1. Calles seguras", "1. Safe streets");
        case 1: return voice.say("2. Contrabando y tráfico", "2. Contraband and trafficking");
        case 2: return voice.say("3. Gobiernos capaces y responsables", "3. Capable, accountable governments");
        case 3: return voice.say("4. Presencia del Estado en comunidades en riesgo", "4. State presence in communities at risk");
        case 4: return voice.say("5. Cooperación entre países", "5. Cooperation between countries");
        default: return voice.say("ninguno, o no se dice", "none, or not said");
    }
}

const ObjectiveTotals& totals_of(const ByObjective& by, std::size_t number) {
    return number < by.of.size() ? by.of[number] : by.none;
}

constexpr std::size_t kinds = layer::objective_count + 1;  // the five, and none

void write_whole(Html& html, const gap::Objectives& objectives, const Voice& voice) {
    DataTable table(html, voice.say("Por objetivo, en todo el estudio: filas · dinero", "By objective, in the whole study: rows · money"),
                    {{voice.say("Objetivo", "Objective")},
                     {voice.say("En municipios", "In municipalities"), true},
                     {voice.say("Fuera de los municipios", "Outside the municipalities"), true},
                     {voice.say("Lugar no más fino que el departamento, o ninguno", "Place no finer than the department, or none"), true},
                     {voice.say("De ninguna familia", "Of no family"), true}});
    for (std::size_t number = 0; number < kinds; ++number) {
        const ObjectiveTotals& totals = totals_of(objectives, number);
        const auto cell = [&](Mapped place) { return SpokenCell(both(sum_of(totals, {place}), voice)); };
        table.row({objective_name(number, voice), cell(Mapped::municipality), cell(Mapped::outside), cell(Mapped::not_mappable), cell(Mapped::no_family)});
    }
}

void write_departments(Html& html, const Edition& edition, const gap::Objectives& objectives) {
    const Voice& voice = edition.voice;
    std::vector<std::size_t> shown;
    for (std::size_t number = 0; number < kinds; ++number) {
        const auto has = [&](const gap::DepartmentObjectives& one) { return sum_of(totals_of(one.totals, number), {Mapped::municipality, Mapped::not_mappable}).rows > 0.0; };
        if (std::any_of(objectives.departments.begin(), objectives.departments.end(), has)) shown.push_back(number);
    }
    const bool countries = many_countries(edition.result());
    std::vector<Heading> headings{{voice.say("Departamento", "Department")}};
    if (countries) headings.push_back({voice.say("País", "Country")});
    for (const std::size_t number : shown) headings.push_back({objective_name(number, voice), true});
    headings.push_back({voice.say("Filas que solo dicen el departamento", "Rows that say only the department"), true});
    DataTable table(html, voice.say("Por objetivo y departamento: filas · dinero", "By objective and department: rows · money"), headings);
    for (const gap::DepartmentObjectives& one : objectives.departments) {
        std::vector<SpokenCell> cells{one.department.empty() ? voice.say("(departamento que nadie nombra)", "(a department that nobody names)") : one.department};
        if (countries) cells.emplace_back(one.country);
        double alone = 0.0;
        for (std::size_t number = 0; number < kinds; ++number) alone += sum_of(totals_of(one.totals, number), {Mapped::not_mappable}).rows;
        for (const std::size_t number : shown) cells.emplace_back(both(sum_of(totals_of(one.totals, number), {Mapped::municipality, Mapped::not_mappable}), voice));
        cells.emplace_back(rows_text(alone, voice));
        table.row(cells);
    }
}

}  // namespace

void write_objectives(Html& html, const Edition& edition) {
    const gap::Objectives& objectives = edition.published.objectives;
    if (!objectives.given) return;
    const Voice& voice = edition.voice;
    const Element section(html, "section", {{"aria-labelledby", voice.id("objectives")}});
    heading(html, edition, "objectives", voice.say("Objetivos", "Objectives"));
    std::string lead = voice.say("Cada fila de las capas de sedes y programas cuenta una vez, repartida por pesos donde sirve a varios objetivos. El dinero es el que las filas dicen, en su moneda.",
                                 "Every row of the layers of sites and programmes counts once, shared out by weights where it serves several objectives. Money is what the rows say, in their currency.");
    if (objectives.withheld > 0) lead += voice.say(" Las sedes reservadas no se cuentan.", " Sensitive sites are not counted.");
    html.element("p", lead, {{"class", "lead"}});
    write_whole(html, objectives, voice);
    const auto named = [](const gap::DepartmentObjectives& one) { return !one.department.empty(); };
    if (std::any_of(objectives.departments.begin(), objectives.departments.end(), named)) write_departments(html, edition, objectives);
}

}  // namespace presencia::emit
