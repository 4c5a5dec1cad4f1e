// SPDX-License-Identifier: Apache-2.0
#include "gap/gap.hpp"

#include <fmt/core.h>

#include <set>

namespace presencia::gap {

namespace {

/// What a reader must know of a study by department.
std::string inherited(const Result& result, bool es) {
    std::set<std::pair<std::string, std::string>> counted;
    std::int64_t municipalities = 0;
    for (const MunicipalityResult& m : result.municipalities) {
        if (m.incidents.absence() == Absence::no_record) continue;
        counted.insert({m.country, m.department});
        ++municipalities;
    }
    return fmt::format(fmt::runtime(es ? "Los incidentes se conocen solo por departamento ({}): sus {} municipios heredan la tasa y el riesgo del departamento (risk_level = department, rayados en los mapas), y no "
                                         "tienen hechos, necesidad, puesto ni puntaje propios. La regla de riesgo elige entre departamentos."
                                       : "Incidents are known by department alone ({}): their {} municipalities inherit the department's rate and risk (risk_level = department, hatched on maps), and have no "
                                         "incidents, need, rank or score of their own. The rule of risk chooses among departments."),
                       counted.size(), municipalities);
}

}  // namespace

std::vector<std::string> explain_rule(const Result& result, const study::Study& study) {
    const bool es = study.language == Language::es;
    std::vector<std::string> notes;
    if (result.by_department) notes.push_back(inherited(result, es));
    const std::string units = result.by_department ? (es ? "departamentos" : "departments") : (es ? "municipios" : "municipalities");
    for (const need::Pool& pool : result.pools) {
        if (pool.fell_back) {
            notes.push_back(fmt::format(fmt::runtime(es ? "{}: menos de 10 {} con registro y población ({}); su tasa se suaviza con todo el estudio."
                                                        : "{}: fewer than 10 {} with a record and people ({}); its rates are smoothed within the whole study."),
                                        pool.name, units, pool.members));
        }
    }
    if (result.tied_in > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "Empate en el corte: {} que entran además de los pedidos: {}."
                                                    : "Tie at the cut: {} that enter beyond those asked for: {}."),
                                    units, result.tied_in));
    }
    if (result.tied_out > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "Empate en el corte: {} empatados que quedan fuera, porque con ellos la lista pasaría de 1,1 veces lo pedido: {}."
                                                    : "Tie at the cut: tied {} that stay out, since with them the list would pass 1.1 times what was asked for: {}."),
                                    units, result.tied_out));
    }
    std::int64_t no_record = 0;
    for (const MunicipalityResult& m : result.municipalities) {
        no_record += !m.incidents.known() && m.incidents.absence() == Absence::no_record ? 1 : 0;
    }
    if (no_record > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "Municipios sin registro de incidentes, cuyo riesgo se desconoce: {}. Lo resuelve declarar complete_for, o una fila con la cuenta 0."
                                                    : "Municipalities without a record of incidents, whose risk is unknown: {}. Declaring complete_for, or a row with count 0, settles it."),
                                    no_record));
    }
    if (result.ranks_among_shown) {
        notes.push_back(es ? "Rangos, percentiles y corte se toman entre los municipios cuya cuenta se muestra. Donde hay cuentas reservadas, el suavizado usa en su lugar el total reservado del "
                             "departamento, repartido por población."
                           : "Ranks, percentiles and the cut are taken among the municipalities whose count is shown. Where counts are withheld, smoothing uses in their place the withheld total "
                             "of the department, shared out by population.");
    }
    return notes;
}

}  // namespace presencia::gap
