// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "core/ledger.hpp"
#include "core/progress.hpp"
#include "layer/source_context.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::layer {

/// One feature of a `[[municipalities]]` source that may become a municipality, or a part of one.
struct MunicipalityFeature {
    std::size_t source = 0;  ///< index into Study::municipalities
    std::int64_t row = 0;
    std::string country;
    std::string code;
    std::string name;
    std::string department;
    double population = not_known;
    Date valid_from, valid_to;
    geo::MultiPolygon shape;  ///< longitude/latitude, valid
    SquareKilometres area;    ///< of the shape
};

/// The features of one source, and whether a column gives their people.
struct MunicipalityFeatures {
    std::vector<MunicipalityFeature> features;
    std::string population_column;  ///< "" where there is none
};

/// Reads, filters, transforms and repairs the features of the source `index` of Study::municipalities. Rejects:
/// geometry_missing, geometry_unreadable, geometry_repair_large (nothing is left of it), municipality_no_code,
/// value_not_allowed (no country), file_limit (a country, code, name or department over text::longest_name), date_invalid. A feature outside its validity is filtered. `ledger.located` is left
/// to what becomes of the features. The same for any number of threads.
MunicipalityFeatures read_municipality_features(const SourceContext& context, std::size_t index, Ledger& ledger,
                                                Progress& progress, unsigned threads);

}  // namespace presencia::layer
