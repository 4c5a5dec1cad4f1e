// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// The words of a name in two lines of about the same length; nothing where there is one word.
std::vector<std::string> two_lines(std::string_view name);

}  // namespace presencia::emit
