// SPDX-License-Identifier: Apache-2.0
#include "emit/report/sections.hpp"
#include "emit/report/spoken_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace presencia::emit {

namespace {

/// As many rows as fit a printed page.
constexpr std::size_t shown_rows = 20;

/// What is proven to be missing, wholly or in part.
std::vector<std::size_t> gap_rows(const Table& gaps) {
    const std::size_t gap_class = gaps.column("gap_class");
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < gaps.rows.size(); ++r) {
        const std::string name = gaps.rows[r][gap_class].text();
        if (name == "gap" || name == "partial") rows.push_back(r);
    }
    return rows;
}

void write_gap_table(Html& html, const Edition& edition, const std::vector<std::size_t>& rows) {
    const Voice& voice = edition.voice;
    const Table& gaps = edition.gaps;
    const bool countries = many_countries(edition.result());
    const bool departments = names_departments(edition.result());
    std::vector<Heading> headings{{voice.say("Municipio", "Municipality")}};
    if (departments) headings.push_back({voice.say("Departamento", "Department")});
    if (countries) headings.push_back({voice.say("País", "Country")});
    headings.insert(headings.end(), {{voice.say("Familia", "Family")},
                                     {voice.say("Clase", "Class")},
                                     {voice.say("Necesidad fuera de alcance", "Unreached need"), true},
                                     {voice.say("Personas fuera de alcance", "Unreached people"), true},
                                     {voice.say("Alcance", "Reach"), true},
                                     {voice.say("Sedes", "Sites"), true},
                                     {voice.say("Tasa suavizada", "Smoothed rate"), true},
                                     {voice.say("Certeza del riesgo", "Certainty of the risk")}});
    DataTable table(html, voice.say("Municipio y familia, de la mayor necesidad fuera de alcance a la menor", "Municipality and family, from the largest unreached need to the smallest"), headings);
    for (const std::size_t r : rows) {
        std::vector<SpokenCell> cells{gaps.at(r, "name").text()};
        if (departments) cells.emplace_back(gaps.at(r, "department").text());
        if (countries) cells.emplace_back(gaps.at(r, "country").text());
        cells.emplace_back(family_word(gaps.at(r, "family").text(), voice.language()));
        cells.emplace_back(voice.word(gaps.at(r, "gap_class").text()));
        cells.push_back(spoken(gaps.at(r, "unreached_need"), 1, voice));
        cells.push_back(spoken(gaps.at(r, "unreached_people"), 0, voice));
        cells.push_back(spoken_part(gaps.at(r, "reach"), voice));
        cells.push_back(spoken(gaps.at(r, "sites"), 0, voice));
        cells.push_back(spoken(gaps.at(r, "rate_eb"), 1, voice));
        const Cell& certainty = gaps.at(r, "at_risk_certainty");
        cells.emplace_back(certainty.empty() ? voice.cell(certainty, 0) : voice.word(certainty.text()), certainty.empty());
        table.row(cells);
    }
}

std::string more_in_file(std::size_t more, const Voice& voice) {
    if (more == 0) return voice.say("Son todas. gaps.csv tiene además las filas sin brecha y las no resueltas.", "These are all. gaps.csv also holds the rows without a gap and the unsettled ones.");
    return fmt::format(fmt::runtime(voice.say("Hay {} filas más con brecha en gaps.csv.", "{} more rows with a gap are in gaps.csv.")), voice.number(static_cast<double>(more)));
}

/// At risk first, then what weighs most if it turns out to be missing.
std::vector<std::size_t> to_verify(const gap::Result& result) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        if (result.municipalities[i].to_verify) order.push_back(i);
    }
    const auto key = [&](std::size_t i) {
        const gap::MunicipalityResult& m = result.municipalities[i];
        return std::tuple(!m.at_risk.value_or(false), !m.gap_score_high.known(), -m.gap_score_high.value_or(0.0), i);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

SpokenCell unknown_families(const gap::MunicipalityResult& m, const Voice& voice) {
    std::vector<study::Family> families;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        // Whose records may miss sites there, even where one is known.
        if (m.family[f].presence != gap::Presence::not_studied && !m.family[f].complete) families.push_back(static_cast<study::Family>(f));
    }
    return family_list(families, voice);
}

}  // namespace

void write_ranked_gaps(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element section(html, "section", {{"aria-labelledby", voice.id("gaps")}});
    heading(html, edition, "gaps", voice.say("Las mayores brechas", "The largest gaps"));
    std::vector<std::size_t> rows = gap_rows(edition.gaps);
    if (rows.empty()) {
        html.element("p", voice.say("Ningún municipio en riesgo tiene una brecha comprobada en las familias estudiadas. Vea abajo lo que está por verificar.",
                                    "No municipality at risk has a proven gap in the families studied. See below what is to be verified."));
        return;
    }
    const std::size_t all = rows.size();
    rows.resize(std::min(all, shown_rows));
    html.element("p", voice.say("Necesidad fuera de alcance: hechos esperados (suavizados) en el período fuera del alcance de la familia. La lista ordena trabajo pendiente del Estado, no lugares.",
                                "Unreached need: expected (smoothed) incidents of the period outside the reach of the family. The list orders work that the state has pending, not places."),
                 {{"class", "lead"}});
    write_gap_table(html, edition, rows);
    html.element("p", more_in_file(all - rows.size(), voice), {{"class", "more"}});
}

void write_to_verify(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const gap::Result& result = edition.result();
    const Element section(html, "section", {{"aria-labelledby", voice.id("verify")}});
    heading(html, edition, "verify", voice.say("Por verificar", "To verify"));
    std::vector<std::size_t> order = to_verify(result);
    if (order.empty()) {
        html.element("p", voice.say("En ningún municipio dejan los registros una duda de más de 25 puntos en la presencia.", "In no municipality do the records leave a doubt of more than 25 points in presence."));
        return;
    }
    const std::size_t all = order.size();
    order.resize(std::min(all, shown_rows));
    html.element("p", fmt::format(fmt::runtime(voice.say("En {} los registros incompletos dejan abierta más de la cuarta parte de la presencia: antes de decidir, pregunte ahí por los servicios que nombra la última columna.",
                                                         "In {} incomplete records leave more than a quarter of presence open: before deciding, ask there about the services in the last column.")),
                                  voice.municipalities(static_cast<std::int64_t>(all))),
                 {{"class", "lead"}});
    {
        const bool countries = many_countries(result);
        const bool departments = names_departments(result);
        std::vector<Heading> headings{{voice.say("Municipio", "Municipality")}};
        if (departments) headings.push_back({voice.say("Departamento", "Department")});
        if (countries) headings.push_back({voice.say("País", "Country")});
        headings.insert(headings.end(), {{voice.say("En riesgo", "At risk")},
                                         {voice.say("Presencia registrada", "Presence on record"), true},
                                         {voice.say("Presencia posible", "Presence possible"), true},
                                         {voice.say("Registros incompletos de", "Incomplete records of")}});
        DataTable table(html, voice.say("Municipios por verificar: primero los que están en riesgo", "Municipalities to verify: those at risk first"), headings);
        for (const std::size_t i : order) {
            const gap::MunicipalityResult& m = result.municipalities[i];
            std::vector<SpokenCell> cells{m.name};
            if (departments) cells.emplace_back(m.department);
            if (countries) cells.emplace_back(m.country);
            cells.push_back(spoken(Cell(m.at_risk), 0, voice));
            cells.push_back(spoken_part(Cell(m.presence_low), voice));
            cells.push_back(spoken_part(Cell(m.presence_high), voice));
            cells.push_back(unknown_families(m, voice));
            table.row(cells);
        }
    }
    if (all > order.size()) {
        html.element("p", fmt::format(fmt::runtime(voice.say("Hay {} más: columna to_verify de gaps.csv.", "{} more: column to_verify of gaps.csv.")), voice.number(static_cast<double>(all - order.size()))),
                     {{"class", "more"}});
    }
}

}  // namespace presencia::emit
