// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/store.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace presencia::emit {

/// What `presencia gaps` and the server's /gaps ask of a result.
struct GapQuery {
    std::string country, department, municipality;  ///< municipality: "CODE" or "COUNTRY:CODE"; "" any
    std::string family;                              ///< "" any
    std::string gap_class;                           ///< "" : gap and partial; unknowns listed apart
    enum class Order { need, people, score } by = Order::need;
    bool to_verify = false;
    std::optional<std::size_t> top;
};

struct GapAnswer {
    Table known;    ///< rows that match, ordered
    Table unknown;  ///< gap_unknown rows of the same filter (and risk_unknown ones counted below); empty where a class was asked for
    std::size_t matched = 0;            ///< before `top`
    std::size_t risk_unknown = 0;       ///< municipalities of the filter whose risk is unknown or suppressed
    double people_at_risk = 0.0, unreached_people = 0.0, unreached_need = 0.0;  ///< totals of the matched rows, not only of the shown
};

/// Throws usage (an unknown family or class, with the valid ones), municipality_unknown (with the nearest), nothing_matched.
GapAnswer ask_gaps(const Store& store, const GapQuery& query);

}  // namespace presencia::emit
