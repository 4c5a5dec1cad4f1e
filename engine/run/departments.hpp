// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/gazetteer.hpp"
#include "layer/tables.hpp"
#include "study/study.hpp"

namespace presencia {

/// Whether some incidents of the study are known by department alone.
bool any_by_department(const study::Study& study);

/// Where a study has incidents by department and its boundaries name none: gives municipalities the known department whose code theirs begins with, and says so among the guesses.
void name_departments(const study::Study& study, const layer::PlaceNames& names, layer::MunicipalityTable& municipalities);

}  // namespace presencia
