// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::serve {

/// A file of engine/serve/documents/, which are built into the library. "" for a name that is none of them.
std::string_view document(std::string_view name);

}  // namespace presencia::serve
