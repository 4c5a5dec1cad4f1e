// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace presencia::gap {

enum class Certainty : std::uint8_t { firm, borderline, not_applicable };
std::string_view to_string(Certainty certainty);

/// Columns the rule looks at, one element a municipality in (country, code) order.
struct RiskInput {
    std::span<const std::string> country;
    std::span<const Maybe<std::int64_t>> incidents;
    std::span<const Maybe<double>> measure;  ///< what the study's `measure` names
    std::span<const Maybe<double>> low;      ///< 95 % limits in the measure's unit (of the crude rate for rate_eb; of the count for count)
    std::span<const Maybe<double>> high;
    std::span<const std::uint8_t> listed;    ///< 1 where rule = list names it; empty otherwise
};

struct Risk {
    std::vector<Maybe<bool>> at_risk;
    std::vector<Certainty> certainty;
    std::vector<Maybe<std::int64_t>> rank;  ///< 1 = highest measure, competition ranking, over the known
    /// The lowest measure that is at risk (by country where the scope is the country); NaN for lists.
    std::vector<double> cut;
    std::int64_t tied_out = 0;  ///< municipalities of a tied group at the cut that stayed out
    std::int64_t tied_in = 0;   ///< beyond the target, let in by a tie
};

/// Applies the rule (product.md section 3, At risk): exact ceiling of the decimal share, ties equal to 9 significant digits, none without incidents by a share.
Risk apply_rule(const study::AtRisk& rule, const RiskInput& input);

/// The smallest whole number not under share x n, with the share taken as the decimal it is written as (0.1 x 30 is 3, not 4).
std::int64_t exact_ceiling(double share, std::int64_t n);

}  // namespace presencia::gap
