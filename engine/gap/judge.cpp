// SPDX-License-Identifier: Apache-2.0
#include "gap/judge.hpp"

#include "core/text.hpp"
#include "need/empirical_bayes.hpp"

namespace presencia::gap {

namespace {

Maybe<double> rounded(double value) {
    return text::round_significant(value, 12);
}

void divide(const RiskContext& context, std::vector<Maybe<double>>& incidents) {
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!incidents[i].known()) {
            continue;
        }
        if (context.population[i] > 0.0) {
            incidents[i] = rounded(need::crude_rate(*incidents[i], context.population[i] * context.years));
        } else {
            incidents[i] = Absence::no_population;
        }
    }
}

}  // namespace

study::Measure measure_of(const study::AtRisk& rule) {
    return rule.rule == study::AtRisk::Rule::top_burden ? study::Measure::count : rule.measure;
}

bool needs_rates(const study::AtRisk& rule) {
    return rule.rule != study::AtRisk::Rule::list && measure_of(rule) != study::Measure::count;
}

std::vector<Maybe<double>> numbers(std::span<const Maybe<std::int64_t>> counts) {
    std::vector<Maybe<double>> out(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        out[i] = counts[i].known() ? Maybe<double>(static_cast<double>(*counts[i])) : Maybe<double>(counts[i].absence());
    }
    return out;
}

std::vector<Maybe<double>> measure(const RiskContext& context, std::vector<Maybe<double>> incidents) {
    switch (measure_of(context.rule)) {
        case study::Measure::count: break;
        case study::Measure::rate: divide(context, incidents); break;
        case study::Measure::rate_eb:
            incidents = need::smooth(incidents, context.population, context.country, context.years, context.rule.pool).rate;
            for (Maybe<double>& rate : incidents) {
                if (rate.known()) rate = rounded(need::crude_rate(*rate, 1.0));
            }
            break;
    }
    return incidents;
}

Risk judge(const RiskContext& context, std::span<const Maybe<std::int64_t>> incidents) {
    const std::vector<Maybe<double>> values = measure(context, numbers(incidents));
    const std::vector<Maybe<double>> no_limits(incidents.size());
    return apply_rule(context.rule, {context.country, incidents, values, no_limits, no_limits, context.listed});
}

}  // namespace presencia::gap
