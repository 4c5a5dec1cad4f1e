// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace presencia::source {

/// Names as columns: trimmed, in one line, unnamed ones called "column_N", repeated ones told apart by "_2", "_3" ...
std::vector<std::string> distinct_names(std::vector<std::string> names);

}  // namespace presencia::source
