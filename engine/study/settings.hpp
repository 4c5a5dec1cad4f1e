// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <filesystem>

/// The tables of a study file that name no layer. Each fills its part of `study` and reports what it cannot use.
namespace presencia::study {

void read_identity(Section& section, Study& study);    ///< [study]
void read_reach(Section& section, Study& study);       ///< [reach]
void read_disclosure(Section& section, Study& study);  ///< [disclosure]
void read_output(Section& section, Study& study);      ///< [output]
/// [at_risk]; after the incident layers, whose names it refers to.
void read_at_risk(Section& section, Study& study, const InputFolder& folder);

/// What to write where there is no [at_risk].
Text at_risk_example();

}  // namespace presencia::study
