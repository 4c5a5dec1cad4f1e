// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace presencia::layer {

/// The one column of men and the one of women (layers/reading.toml), by their positions, in the order of the table; nothing where there are several of either.
std::optional<std::pair<std::size_t, std::size_t>> columns_of_sexes(const Dialects& dialects, const std::vector<std::string>& columns);

/// The people of a table's rows: as the study gives them, or the column that the dialects recognise (`population` of municipalities); where none is,
/// the columns of men and women, to be added (recorded as a guess). `name`: the key of the study.
BoundRole bind_people(const RoleBinder& binder, std::string_view name, const study::Role& role);

}  // namespace presencia::layer
