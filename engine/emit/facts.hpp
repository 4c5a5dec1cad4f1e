// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <string>

namespace presencia::emit {

/// The study's rule of risk as a sentence in its language; a relative rule is labelled as one.
std::string rule_text(const study::Study& study);

}  // namespace presencia::emit
