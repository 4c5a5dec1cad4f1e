// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/explain.hpp"
#include "emit/query.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <limits>
#include <string>

/// The machine formats of answers: property names as everywhere, no translated word, known rows first and rows to be verified after them (gap_class and no_value tell them apart).
namespace presencia::emit {

/// RFC 4180 with a header row; columns as gaps.csv.
std::string gaps_csv(const GapAnswer& answer);

/// The same with a second header row of HXL hashtags (hxlstandard.org), one a column.
std::string gaps_hxl(const GapAnswer& answer);

/// {"study", "query", "totals", "gaps", "gap_unknown"}: rows as in gaps.json, with what was asked and the totals of all matched rows.
nlohmann::ordered_json gaps_json(const Store& store, const GapQuery& query, const GapAnswer& answer);

/// RFC 7946: one feature a row of the answer, with the municipality's geometry; "study" as a foreign member. Throws usage, naming `top` and how many would fit, where the features take more than `most_bytes`.
std::string gaps_geojson(const Store& store, const GapAnswer& answer, std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

/// {"study", "municipality", "steps": [{"family", "title", "values", "absent", "lines"}]}; `absent` holds why a value is null.
nlohmann::ordered_json explanation_json(const Store& store, const Explanation& explanation);

/// The HXL hashtag of a column of table "gaps".
std::string hxl_tag(const Column& column);

}  // namespace presencia::emit
