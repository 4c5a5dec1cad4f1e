// SPDX-License-Identifier: Apache-2.0
#include "emit/result_tables.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

namespace presencia::emit {

namespace {

using gap::FamilyResult;
using gap::MunicipalityResult;
using enum CellType;

Cell real_or_absent(double value, Absence why) {
    return std::isnan(value) ? Cell(why) : Cell(text::round_significant(value, 12));
}

struct MunicipalityColumn {
    Column column;
    Cell (*cell)(const MunicipalityResult&);
};

using M = const MunicipalityResult&;

const std::vector<MunicipalityColumn>& municipality_columns() {
    static const std::vector<MunicipalityColumn> columns = {
        {{"country", text, "País", "Country"}, [](M m) { return Cell(m.country); }},
        {{"code", text, "Código", "Code"}, [](M m) { return Cell(m.code); }},
        {{"name", text, "Municipio", "Municipality"}, [](M m) { return Cell(m.name); }},
        {{"department", text, "Departamento", "Department"}, [](M m) { return Cell(m.department); }},
        {{"population", real, "Población", "Population"}, [](M m) { return Cell(m.population); }},
        {{"population_basis", text, "Origen de la población", "Population basis"}, [](M m) { return Cell(m.population_basis); }},
        {{"area_km2", real, "Superficie (km²)", "Area (km²)"}, [](M m) { return Cell(m.area_km2); }},
        {{"gap_class", text, "Brecha (la mayor entre familias)", "Gap (largest among families)"}, [](M m) { return Cell(worst_gap_class(m)); }},
        {{"incidents", integer, "Hechos", "Incidents"}, [](M m) { return Cell(m.incidents); }},
        {{"rate", real, "Tasa por 100 000 y año", "Rate per 100,000 and year"}, [](M m) { return Cell(m.rate); }},
        {{"rate_low", real, "Tasa, límite inferior 95 %", "Rate, lower 95 % limit"}, [](M m) { return Cell(m.rate_low); }},
        {{"rate_high", real, "Tasa, límite superior 95 %", "Rate, upper 95 % limit"}, [](M m) { return Cell(m.rate_high); }},
        {{"rate_eb", real, "Tasa suavizada", "Smoothed rate"}, [](M m) { return Cell(m.rate_eb); }},
        {{"expected_incidents", real, "Hechos esperados (suavizados)", "Expected incidents (smoothed)"}, [](M m) { return Cell(m.expected_incidents); }},
        {{"risk_level", text, "Nivel del riesgo", "Level of the risk"}, [](M m) { return Cell(m.risk_level); }},
        {{"at_risk", boolean, "En riesgo", "At risk"}, [](M m) { return Cell(m.at_risk); }},
        {{"at_risk_certainty", text, "Certeza del riesgo", "Certainty of the risk"},
         [](M m) { return m.at_risk.known() ? Cell(to_string(m.certainty)) : Cell(m.at_risk.absence()); }},
        {{"need_rank", integer, "Puesto por necesidad", "Rank by need"}, [](M m) { return Cell(m.need_rank); }},
        {{"unreached_need", real, "Necesidad fuera de alcance", "Unreached need"}, [](M m) { return Cell(m.unreached_need); }},
        {{"unreached_need_rate", real, "Necesidad fuera de alcance por 100 000", "Unreached need per 100,000"},
         [](M m) { return Cell(m.unreached_need_rate); }},
        {{"presence_low", real, "Presencia, cota inferior", "Presence, lower bound"}, [](M m) { return Cell(m.presence_low); }},
        {{"presence_high", real, "Presencia, cota superior", "Presence, upper bound"}, [](M m) { return Cell(m.presence_high); }},
        {{"gap_rank", integer, "Puesto por brecha", "Rank by gap"}, [](M m) { return Cell(m.gap_rank); }},
        {{"gap_score_low", real, "Índice de brecha, cota inferior", "Gap score, lower bound"}, [](M m) { return Cell(m.gap_score_low); }},
        {{"gap_score_high", real, "Índice de brecha, cota superior", "Gap score, upper bound"}, [](M m) { return Cell(m.gap_score_high); }},
        {{"families_present", integer, "Familias presentes", "Families present"}, [](M m) { return Cell(m.families_present); }},
        {{"families_unknown", integer, "Familias sin saber", "Families unknown"}, [](M m) { return Cell(m.families_unknown); }},
        {{"confidence", text, "Confianza", "Confidence"}, [](M m) { return Cell(to_string(m.confidence)); }},
        {{"to_verify", boolean, "Por verificar", "To verify"}, [](M m) { return Cell(m.to_verify); }},
        {{"listed", boolean, "En la lista comparada", "On the compared list"}, [](M m) { return Cell(m.listed); }},
    };
    return columns;
}

struct FamilyColumn {
    std::string suffix;
    CellType type;
    std::string es, en;
    Cell (*cell)(const FamilyResult&);
};

using F = const FamilyResult&;

const std::vector<FamilyColumn>& family_columns() {
    static const std::vector<FamilyColumn> columns = {
        {"presence", text, "presencia", "presence", [](F f) { return Cell(to_string(f.presence)); }},
        {"sites", integer, "sedes en operación", "operating sites", [](F f) { return Cell(f.sites); }},
        {"programmes", integer, "programas en operación", "operating programmes", [](F f) { return Cell(f.programmes); }},
        {"reach", real, "alcance", "reach", [](F f) { return Cell(f.reach); }},
        {"reach_basis", text, "base del alcance", "reach basis", [](F f) { return Cell(reach::to_string(f.reach_basis)); }},
        {"reach_people", real, "alcance, personas", "reach, people", [](F f) { return Cell(f.reach_people); }},
        {"reach_area", real, "alcance, superficie", "reach, area", [](F f) { return Cell(f.reach_area); }},
        {"reach_need", real, "alcance, necesidad", "reach, need", [](F f) { return Cell(f.reach_need); }},
        {"nearest_km", real, "distancia a la sede más cercana (km)", "distance to the nearest site (km)", [](F f) { return Cell(f.nearest_km); }},
        {"unreached_people", real, "personas fuera de alcance", "unreached people", [](F f) { return Cell(f.unreached_people); }},
        {"unreached_need", real, "necesidad fuera de alcance", "unreached need", [](F f) { return Cell(f.unreached_need); }},
        {"gap_class", text, "clase de brecha", "gap class", [](F f) { return Cell(to_string(f.gap_class)); }},
        {"sites_per_100k", real, "sedes por 100 000", "sites per 100,000", [](F f) { return Cell(f.sites_per_100k); }},
        {"people_per_site", real, "personas por sede", "people per site", [](F f) { return Cell(f.people_per_site); }},
        {"incidents_per_site", real, "hechos por sede", "incidents per site", [](F f) { return Cell(f.incidents_per_site); }},
        {"staff_per_10k", real, "personal por 10 000", "staff per 10,000", [](F f) { return Cell(f.staff_per_10k); }},
    };
    return columns;
}

void finish_row(Table& table, std::vector<Cell> row) {
    std::vector<Column> named(table.columns.begin(), table.columns.begin() + static_cast<std::ptrdiff_t>(row.size()));
    row.emplace_back(no_value(named, row));
    table.rows.push_back(std::move(row));
}

std::string capitalised(std::string_view word, std::string_view rest) {
    return std::string(word) + ": " + std::string(rest);
}

}  // namespace

std::string_view worst_gap_class(const MunicipalityResult& municipality) {
    if (!municipality.at_risk.known()) {
        return municipality.at_risk.absence() == Absence::suppressed ? "suppressed" : "risk_unknown";
    }
    if (!*municipality.at_risk) {
        return "not_at_risk";
    }
    for (const gap::GapClass worst : {gap::GapClass::gap, gap::GapClass::gap_unknown, gap::GapClass::partial, gap::GapClass::reached}) {
        for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
            if (municipality.family[f].gap_class == worst) return to_string(worst);
        }
    }
    return "gap_unknown";
}

Table municipality_table(const Published& published) {
    Table table;
    for (const MunicipalityColumn& c : municipality_columns()) table.columns.push_back(c.column);
    for (const char* bound : {"", "_high"}) {
        for (std::size_t k = 0; k <= study::capacity_family_count; ++k) {
            const std::string number = std::to_string(k);
            const bool high = *bound != '\0';
            table.columns.push_back({"reached_by_" + number + bound, real,
                                     "Personas alcanzadas por " + number + " familias" + (high ? " (cota superior)" : " (cota inferior)"),
                                     "People reached by " + number + " families" + (high ? " (upper bound)" : " (lower bound)")});
        }
    }
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        if (f >= study::capacity_family_count && !published.result.studied[f]) continue;
        for (const FamilyColumn& c : family_columns()) {
            table.columns.push_back({std::string(study::to_string(family)) + "_" + c.suffix, c.type, capitalised(study::label(family, Language::es), c.es),
                                     capitalised(study::label(family, Language::en), c.en)});
        }
    }
    table.columns.push_back(no_value_column);
    for (const MunicipalityResult& m : published.result.municipalities) {
        std::vector<Cell> row;
        for (const MunicipalityColumn& c : municipality_columns()) row.push_back(c.cell(m));
        for (const Maybe<double>& people : m.reached_by) row.emplace_back(people);
        for (const Maybe<double>& people : m.reached_by_high) row.emplace_back(people);
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (f >= study::capacity_family_count && !published.result.studied[f]) continue;
            for (const FamilyColumn& c : family_columns()) row.push_back(c.cell(m.family[f]));
        }
        finish_row(table, std::move(row));
    }
    return table;
}

namespace {

struct GapRow {
    std::size_t municipality;
    std::size_t family;
};

std::vector<GapRow> ordered_gaps(const gap::Result& result) {
    std::vector<GapRow> order;
    for (std::size_t m = 0; m < result.municipalities.size(); ++m) {
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (result.studied[f]) order.push_back({m, f});
        }
    }
    const auto key = [&](const GapRow& row) {
        const FamilyResult& f = result.municipalities[row.municipality].family[row.family];
        // Municipalities are in (country, code) order already: the index stands for both.
        return std::tuple(!f.unreached_need.known(), -f.unreached_need.value_or(0.0), !f.unreached_people.known(), -f.unreached_people.value_or(0.0),
                          row.municipality, row.family);
    };
    std::sort(order.begin(), order.end(), [&](const GapRow& a, const GapRow& b) { return key(a) < key(b); });
    return order;
}

const char* const gap_municipality_names[] = {"country",        "code",           "name",          "department",    "population", "at_risk",
                                              "at_risk_certainty", "incidents",   "rate",          "rate_low",      "rate_high",  "rate_eb",
                                              "presence_low",   "presence_high",  "gap_rank",      "gap_score_low", "gap_score_high", "unreached_need_rate",
                                              "to_verify",      "confidence"};

}  // namespace

Table gap_table(const Published& published) {
    Table table;
    std::vector<Cell (*)(const MunicipalityResult&)> municipality_cells;
    for (const char* name : gap_municipality_names) {
        const auto& all = municipality_columns();
        const auto at = std::find_if(all.begin(), all.end(), [&](const MunicipalityColumn& c) { return c.column.name == name; });
        table.columns.push_back(at->column);
        municipality_cells.push_back(at->cell);
    }
    table.columns.push_back({"family", text, "Familia", "Family"});
    for (const FamilyColumn& c : family_columns()) table.columns.push_back({c.suffix, c.type, c.es, c.en});
    table.columns.push_back(no_value_column);
    for (const GapRow& gap_row : ordered_gaps(published.result)) {
        const MunicipalityResult& m = published.result.municipalities[gap_row.municipality];
        std::vector<Cell> row;
        for (const auto& cell : municipality_cells) row.push_back(cell(m));
        row.emplace_back(study::to_string(static_cast<study::Family>(gap_row.family)));
        for (const FamilyColumn& c : family_columns()) row.push_back(c.cell(m.family[gap_row.family]));
        finish_row(table, std::move(row));
    }
    return table;
}

Table site_table(const Published& published) {
    Table table;
    table.columns = {{"family", text, "Familia", "Family"},
                     {"kind", text, "Tipo", "Kind"},
                     {"layer", text, "Capa", "Layer"},
                     {"id", text, "Id", "Id"},
                     {"name", text, "Nombre", "Name"},
                     {"country", text, "País", "Country"},
                     {"code", text, "Código de municipio", "Municipality code"},
                     {"operating", text, "En operación", "Operating"},
                     {"start", text, "Inicio", "Start"},
                     {"end", text, "Fin", "End"},
                     {"partner", text, "Socio", "Partner"},
                     {"staff", real, "Personal", "Staff"},
                     {"reach_km", real, "Alcance (km)", "Reach (km)"},
                     {"cross_border", boolean, "Sirve a ambos lados de la frontera", "Serves both sides of a border"}};
    for (const layer::Site& site : published.sites) {
        const gap::MunicipalityResult* in =
            site.municipality < 0 ? nullptr : &published.result.municipalities[static_cast<std::size_t>(site.municipality)];
        const std::optional<bool> operating = reach::operates(site, published.study.as_of);
        table.rows.push_back({Cell(study::to_string(site.family)), Cell(site.kind == study::Kind::service ? "service" : "programme"),
                              Cell(published.study.sites[site.layer].name), Cell(site.id), Cell(site.name), Cell(in ? in->country : site.country), Cell(in ? in->code : ""),
                              Cell(operating ? (*operating ? "yes" : "no") : "unknown"), Cell(site.start.iso()), Cell(site.end.iso()), Cell(site.partner),
                              real_or_absent(site.staff, Absence::unknown),
                              site.reach.km ? Cell(*site.reach.km) : Cell(Absence::not_applicable), Cell(site.cross_border)});
    }
    return table;
}

LonLat dot_of(const layer::Site& site) {
    return site.precision <= layer::Precision::approximate ? site.position : LonLat();
}

Table unreached_table(const Published& published) {
    Table table{{{"family", text, "Familia", "Family"},
                 {"country", text, "País", "Country"},
                 {"code", text, "Código", "Code"},
                 {"name", text, "Municipio", "Municipality"},
                 {"whole_municipality", boolean, "Todo el municipio", "The whole municipality"}},
                {}};
    for (const Unreached& part : published.unreached) {
        const MunicipalityResult& m = published.result.municipalities[part.municipality];
        table.rows.push_back({Cell(study::to_string(part.family)), Cell(m.country), Cell(m.code), Cell(m.name), Cell(part.whole)});
    }
    return table;
}

}  // namespace presencia::emit
