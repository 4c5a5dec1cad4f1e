// SPDX-License-Identifier: Apache-2.0
#include "gap/judge.hpp"

#include "core/text.hpp"
#include "need/empirical_bayes.hpp"

namespace presencia::gap {

namespace {

Maybe<double> rounded(double value) {
    return text::round_significant(value, 12);
}

std::vector<Maybe<double>> crude(const RiskContext& context, std::span<const Maybe<std::int64_t>> incidents) {
    std::vector<Maybe<double>> out(incidents.size());
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!incidents[i].known()) {
            out[i] = incidents[i].absence();
        } else if (!(context.population[i] > 0.0)) {
            out[i] = Absence::no_population;
        } else {
            out[i] = rounded(need::crude_rate(static_cast<double>(*incidents[i]), context.population[i] * context.years));
        }
    }
    return out;
}

}  // namespace

study::Measure measure_of(const study::AtRisk& rule) {
    return rule.rule == study::AtRisk::Rule::top_burden ? study::Measure::count : rule.measure;
}

bool needs_rates(const study::AtRisk& rule) {
    return rule.rule != study::AtRisk::Rule::list && measure_of(rule) != study::Measure::count;
}

std::vector<Maybe<double>> measure(const RiskContext& context, std::span<const Maybe<std::int64_t>> incidents) {
    const study::Measure chosen = measure_of(context.rule);
    if (chosen == study::Measure::rate) {
        return crude(context, incidents);
    }
    std::vector<Maybe<double>> out(incidents.size());
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        out[i] = incidents[i].known() ? Maybe<double>(static_cast<double>(*incidents[i])) : Maybe<double>(incidents[i].absence());
    }
    if (chosen == study::Measure::rate_eb) {
        out = need::smooth(out, context.population, context.country, context.years, context.rule.pool).rate;
        for (Maybe<double>& rate : out) {
            if (rate.known()) rate = rounded(need::crude_rate(*rate, 1.0));
        }
    }
    return out;
}

Risk judge(const RiskContext& context, std::span<const Maybe<std::int64_t>> incidents) {
    const std::vector<Maybe<double>> values = measure(context, incidents);
    const std::vector<Maybe<double>> no_limits(incidents.size());
    return apply_rule(context.rule, {context.country, incidents, values, no_limits, no_limits, context.listed});
}

}  // namespace presencia::gap
