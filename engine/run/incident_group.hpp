// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "gap/gap.hpp"
#include "join/tally.hpp"
#include "layer/dialects.hpp"

#include <optional>
#include <vector>

namespace presencia {

/// The incidents that the rule of risk looks at: one class of one layer, or the classes that the study's group names, summed.
struct IncidentGroup {
    join::Tally sum;                              ///< weights by municipality
    std::vector<Maybe<std::int64_t>> incidents;   ///< no_record where a member says nothing of the municipality
    std::optional<std::vector<gap::DepartmentIncidents>> departments{};  ///< given: the group is known by department alone, and `incidents` says so
    study::DisclosureClass disclosure = study::DisclosureClass::other;  ///< the strictest of the members
};

/// Picks and sums. `tallies[i]` are those of `study.incidents[i]`. Throws study_bad_value where a name fits no class, study_contradiction where a layer has several classes and
/// the study names none of them, or the group has layers by municipality and by department.
IncidentGroup group_incidents(const study::Study& study, const layer::MunicipalityTable& municipalities, const std::vector<std::vector<join::Tally>>& tallies,
                              const layer::Dialects& dialects, const layer::Gazetteer& gazetteer);

}  // namespace presencia
