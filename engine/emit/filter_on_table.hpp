// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/class_filter.hpp"

namespace presencia::emit {

/// The condition that the same municipalities of `table` satisfy, in fewer words: without what all of them satisfy or none does, and with what a property lacks said by `no_value` where that gives the reason of
/// every absence. So few filters ask whether a property is null, which MapServer takes for a condition that always holds. A condition that none satisfies, or all do, stays as it is.
/// Cost: rows times the conditions in it.
ClassFilter on_table(const ClassFilter& filter, const Table& table);

}  // namespace presencia::emit
