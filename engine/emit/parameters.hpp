// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <nlohmann/json.hpp>

namespace presencia::emit {

/// Every setting of a study that its numbers depend on, defaults filled in: with the inputs of the same digests, what is needed to run it again.
nlohmann::ordered_json parameters_json(const study::Study& study);

}  // namespace presencia::emit
