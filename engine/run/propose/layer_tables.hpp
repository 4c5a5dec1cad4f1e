// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/boundaries.hpp"
#include "run/propose/draft.hpp"
#include "run/propose/incident_look.hpp"
#include "run/propose/said.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace presencia::propose {

/// A table of people by municipality, for a layer of boundaries.
struct PeopleTable {
    const FileLook* look = nullptr;
    const FileVerdict* verdict = nullptr;
    const FileSaid* said = nullptr;  ///< the user's word on the table
    std::optional<int> year;         ///< the one taken where the table holds several
    std::vector<int> years;          ///< all of them
};

/// The tables of a study to be, one a layer. Every key that was decided stands with its reason; what only the user can know stands as a comment.
DraftTable municipalities_table(const FileLook& look, const FileVerdict& verdict, const BoundaryLook& boundary, const std::optional<PeopleTable>& people, std::optional<int> middle_year, Language language);
DraftTable incidents_table(const FileLook& look, const FileVerdict& verdict, const IncidentLook& incidents, const std::string& name, const std::set<std::string>& countries, Language language);
DraftTable sites_table(const FileLook& look, const FileVerdict& verdict, const std::string& name, const std::set<std::string>& countries, Language language);
DraftTable population_table(const FileLook& look, const FileVerdict& verdict, Language language);

/// The year of `years` that lies nearest to `wanted`, the later of two.
int nearest_year(const std::vector<int>& years, int wanted);

}  // namespace presencia::propose
