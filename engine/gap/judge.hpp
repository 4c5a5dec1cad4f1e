// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/at_risk.hpp"
#include "need/need.hpp"

namespace presencia::gap {

/// What the rule needs to know of a study besides the counts. The spans outlive it.
struct RiskContext {
    const study::AtRisk& rule;
    std::span<const std::string> country;
    std::span<const double> population;  ///< NaN where unknown
    double years = 1.0;
    std::span<const std::uint8_t> listed;
};

/// The measure by which municipalities are compared: a rule by burden compares counts, every other one what the study names.
study::Measure measure_of(const study::AtRisk& rule);

/// True where the rule cannot work without rates.
bool needs_rates(const study::AtRisk& rule);

/// Counts as numbers; null ones keep their reason.
std::vector<Maybe<double>> numbers(std::span<const Maybe<std::int64_t>> counts);

/// The measure for any set of counts (fractions where totals were shared out), rounded to 12 significant digits. Cost: linear.
std::vector<Maybe<double>> measure(const RiskContext& context, std::vector<Maybe<double>> incidents);

/// The rule for any set of counts, without the certainty (which needs limits). Cost: n log n.
Risk judge(const RiskContext& context, std::span<const Maybe<std::int64_t>> incidents);

}  // namespace presencia::gap
