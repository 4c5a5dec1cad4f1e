// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace presencia::app {

/// The whole program: finds the command, reads its options, runs it and says what went wrong. `arguments` without the program's name. Returns the exit status.
int run_program(const std::vector<std::string>& arguments);

}  // namespace presencia::app
