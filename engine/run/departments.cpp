// SPDX-License-Identifier: Apache-2.0
#include "run/departments.hpp"

#include "core/language.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia {

bool any_by_department(const study::Study& study) {
    return std::any_of(study.incidents.begin(), study.incidents.end(), [](const study::IncidentSource& layer) { return layer.level == study::Level::department; });
}

void name_departments(const study::Study& study, const layer::PlaceNames& names, layer::MunicipalityTable& municipalities) {
    if (!any_by_department(study)) return;
    const layer::Gazetteer gazetteer(municipalities.rows, names);
    std::int64_t named = 0;
    std::string example;
    for (const layer::Department& department : gazetteer.index().departments()) {
        if (!department.from_codes) continue;
        for (const std::int32_t member : department.members) {
            layer::Municipality& row = municipalities.rows[static_cast<std::size_t>(member)];
            row.department = department.text;
            if (named++ == 0) example = row.code + " = " + department.text;
        }
    }
    if (named == 0) return;
    municipalities.guesses.push_back({study.municipalities.front().source.shown, "department", example,
                                      fmt::format(fmt::runtime(named == 1 ? tr(study.language, "ninguna columna lo dice: {} municipio, por las primeras cifras de su código", "no column says so: {} municipality, by the first digits of its code")
                                                                     : tr(study.language, "ninguna columna lo dice: {} municipios, por las primeras cifras de su código", "no column says so: {} municipalities, by the first digits of their codes")),
                                                  named)});
}

}  // namespace presencia
