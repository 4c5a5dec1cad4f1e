// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

#include <nlohmann/json_fwd.hpp>

namespace presencia::emit {

/// One roll-up with numerators, denominators and what was left out.
nlohmann::ordered_json roll_up_json(const gap::RollUp& unit, const gap::Result& result);

}  // namespace presencia::emit
