// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <nlohmann/json.hpp>

namespace presencia::emit {

/// The rule, distances, completeness, thresholds and other settings of a study as the run understood them, defaults filled in. Columns, roles and maps are in the study file, whose digest stands with the inputs.
nlohmann::ordered_json parameters_json(const study::Study& study);

}  // namespace presencia::emit
