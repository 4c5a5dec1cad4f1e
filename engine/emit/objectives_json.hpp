// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/objectives.hpp"

#include <nlohmann/json.hpp>

namespace presencia::emit {

/// Totals by objective for summary.json; null where no layer says an objective or an amount.
nlohmann::ordered_json objectives_json(const gap::Objectives& objectives);

}  // namespace presencia::emit
