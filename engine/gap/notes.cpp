// SPDX-License-Identifier: Apache-2.0
#include "gap/gap.hpp"

#include <fmt/core.h>

namespace presencia::gap {

std::vector<std::string> explain_rule(const Result& result, const study::Study& study) {
    const bool es = study.language == Language::es;
    std::vector<std::string> notes;
    for (const need::Pool& pool : result.pools) {
        if (pool.fell_back) {
            notes.push_back(fmt::format(fmt::runtime(es ? "{}: menos de 10 municipios con registro y población ({}); su tasa se suaviza con todo el estudio."
                                                        : "{}: fewer than 10 municipalities with a record and people ({}); its rates are smoothed within the whole study."),
                                        pool.name, pool.members));
        }
    }
    if (result.tied_in > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "Empate en el corte: municipios que entran además de los pedidos: {}."
                                                    : "Tie at the cut: municipalities that enter beyond those asked for: {}."),
                                    result.tied_in));
    }
    if (result.tied_out > 0) {
        notes.push_back(fmt::format(fmt::runtime(es ? "Empate en el corte: municipios empatados que quedan fuera, porque con ellos la lista pasaría de 1,1 veces lo pedido: {}."
                                                    : "Tie at the cut: tied municipalities that stay out, since with them the list would pass 1.1 times what was asked for: {}."),
                                    result.tied_out));
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
