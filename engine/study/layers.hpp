// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <filesystem>

/// The tables of a study file that name inputs. Each reads one table and reports what it cannot use.
namespace presencia::study {

MunicipalitySource read_municipality_source(Section& section, const InputFolder& folder);
IncidentSource read_incident_source(Section& section, const InputFolder& folder);
SiteSource read_site_source(Section& section, const InputFolder& folder);
PopulationSource read_population_source(Section& section, const InputFolder& folder);

}  // namespace presencia::study
