// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/published.hpp"

namespace presencia::emit {

/// One row a municipality, one column a property of product.md section 5, `gap_class` (the worst of the studied families) and `no_value` last.
Table municipality_table(const Published& published);

/// One row a municipality and studied family, ordered by unreached need (largest first, no value last), then unreached people, country, code, family.
Table gap_table(const Published& published);

/// Sites as the profile allows, in table order; the geometry is theirs.
Table site_table(const Published& published);

/// Where the site is drawn as a dot; undefined where its place is known less well than approximately.
LonLat dot_of(const layer::Site& site);

/// One row an area of `published.unreached`, in its order; the geometry is its own.
Table unreached_table(const Published& published);

/// The class that stands for all studied families of a municipality on a map: gap, gap_unknown, partial, reached (the first that any family has), else not_at_risk,
/// risk_unknown or suppressed.
std::string_view worst_gap_class(const gap::MunicipalityResult& municipality);

}  // namespace presencia::emit
