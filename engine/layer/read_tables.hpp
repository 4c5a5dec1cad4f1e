// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "layer/dialects.hpp"
#include "layer/tables.hpp"

namespace presencia::layer {

/// Reads every `[[municipalities]]` source: transforms to longitude/latitude, repairs by the structure method, filters by `where`, merges parts,
/// refuses the same identity with two names, measures overlaps and holes, reads population from column or table. Municipalities outside
/// valid_from/valid_to of the study's period are filtered. The same for any number of threads. Errors: see docs/errors.md, E3xxx and E4xxx; municipalities_none.
MunicipalityTable read_municipalities(const study::Study& study, const Dialects& dialects, Progress& progress, unsigned threads = 1);

/// Where the municipalities lie.
geo::Box extent_of(const MunicipalityTable& municipalities);

/// Reads every `[[sites]]` source. `extent`: of the municipalities, against which coordinates are held; empty where it is not known. Rows with no usable position and no key are rejected; position and municipality are settled by join/.
SiteTable read_sites(const study::Study& study, const Dialects& dialects, Progress& progress, const geo::Box& extent = {});

/// Reads every `[[population]]` source, points or raster.
PopulationSurface read_population(const study::Study& study, const Dialects& dialects, Progress& progress, const geo::Box& extent = {});

}  // namespace presencia::layer
