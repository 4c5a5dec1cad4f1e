// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// What the study says of a role of the source at hand, by the dialects' name of the role; null for a source that is none of the study's
/// layers (a list of codes) and for a role that such a layer does not have.
const study::Role* given_role(const SourceContext& context, std::string_view role);

/// Columns that play a role: the study's, else the one that the dialects recognise; none where the role is a constant or nobody plays it.
/// Columns that the study names and the file lacks are left to RoleBinder.
std::vector<std::size_t> columns_of_role(const SourceContext& context, std::string_view role, const std::vector<std::string>& columns);

}  // namespace presencia::layer
