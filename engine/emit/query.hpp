// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace presencia::emit {

/// What `presencia gaps` and the server's /gaps ask of a result.
struct GapQuery {
    std::string country, department, municipality;  ///< municipality: "CODE" or "COUNTRY:CODE"; "" any
    std::string family;                              ///< "" any
    std::string gap_class;                           ///< "" : gap and partial; unknowns listed apart
    enum class Order { need, people, score } by = Order::need;
    bool to_verify = false;
    std::optional<std::size_t> top;
    std::optional<Language> language;  ///< of messages; the study's where not given
};

/// One family's part of an answer: a numerator and what it is a part of.
struct FamilyTotals {
    std::string family;
    std::size_t matched = 0;          ///< rows of the answer, before `top`
    double unreached_people = 0.0;    ///< of the matched rows
    double people = 0.0;              ///< of the filter's municipalities with the same state of risk and a known value: the denominator
    double unreached_need = 0.0;
    double expected_incidents = 0.0;  ///< denominator of unreached_need
    std::size_t without_people = 0;   ///< matched rows whose unreached people are not known or withheld
    std::size_t without_need = 0;
};

struct GapAnswer {
    Table known;    ///< rows that match, ordered
    Table unknown;  ///< gap_unknown rows of the same filter (and risk_unknown ones counted below); empty where a class was asked for
    std::size_t matched = 0;            ///< known rows before `top`
    std::size_t matched_unknown = 0;    ///< unknown rows before `top`
    std::size_t risk_unknown = 0;       ///< municipalities of the filter whose risk is unknown or suppressed
    double people_at_risk = 0.0, unreached_people = 0.0, unreached_need = 0.0;  ///< totals of the matched rows, not only of the shown
    std::vector<FamilyTotals> families;  ///< the families asked for that have a matched row, in the order of study::Family
};

/// Filters, orders and sums the rows of table "gaps". Order: the asked measure from the largest down (score: gap_score_low, what is proven), rows without it last; then unreached people,
/// country, code, family. `people_at_risk` counts a municipality once; the other totals add families up. Throws usage (an unknown family or class, with the valid ones),
/// municipality_unknown (with the nearest), nothing_matched. Cost: linear in the table.
GapAnswer ask_gaps(const Store& store, const GapQuery& query);

}  // namespace presencia::emit
