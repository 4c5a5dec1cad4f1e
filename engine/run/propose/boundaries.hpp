// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "geo/shapes.hpp"
#include "layer/place_index.hpp"
#include "run/propose/file_kind.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace presencia::propose {

/// What must be known of a file of boundaries before it can stand in a study.
struct BoundaryLook {
    std::string country;           ///< the one that is written into the study; "" where a column gives it, or nothing does
    std::string country_evidence;  ///< why; where `country` and `countries` are empty, nothing tells
    std::set<std::string> countries;  ///< of the features
    std::size_t features = 0;
    std::vector<layer::Place> places;  ///< of the features, as keys of rows are matched with them; `country` where one is known
    geo::Box extent;
    std::vector<std::string> odd_codes;  ///< codes of features that are no municipality: zeros that several carry, another country's name
    std::string odd_evidence;
    std::map<int, std::string> people_by_year;  ///< columns such as pob_2005, where no column of people is recognised
    std::optional<Error> fault;                 ///< why the file cannot be read as boundaries
};

/// Reads the whole file. `said`: roles that the user names; `wish`: the country that the user names, "" for none.
BoundaryLook look_at_boundaries(const FileLook& look, const FileVerdict& verdict, const study::MunicipalitySource& said, const std::string& wish, const study::Study& frame, const layer::Dialects& dialects, Progress& progress);

}  // namespace presencia::propose
