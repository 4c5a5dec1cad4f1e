// SPDX-License-Identifier: Apache-2.0
// Ranks and scores: the measures of a municipality that depend on all the others.
#include "core/text.hpp"
#include "gap/gap.hpp"
#include "gap/judge.hpp"
#include "gap/measures.hpp"
#include "gap/ties.hpp"

#include <algorithm>
#include <tuple>

namespace presencia::gap {

namespace {

Maybe<double> measure_shown(const MunicipalityResult& m, study::Measure measure) {
    switch (measure) {
        case study::Measure::rate: return m.rate;
        case study::Measure::rate_eb: return m.rate_eb;
        case study::Measure::count: break;
    }
    return m.incidents.known() ? Maybe<double>(static_cast<double>(*m.incidents)) : Maybe<double>(m.incidents.absence());
}

/// p of each municipality: (number lower + half the number tied, itself included) / n, over the known.
std::vector<Maybe<double>> percentiles(std::span<const Maybe<double>> values) {
    std::vector<double> keys;
    for (const Maybe<double>& value : values) {
        if (value.known()) keys.push_back(tie_key(*value));
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Maybe<double>> out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].known()) {
            out[i] = values[i].absence();
            continue;
        }
        const auto [first, last] = std::equal_range(keys.begin(), keys.end(), tie_key(*values[i]));
        const double lower = static_cast<double>(first - keys.begin());
        const double tied = static_cast<double>(last - first);
        out[i] = (lower + tied / 2.0) / static_cast<double>(keys.size());
    }
    return out;
}

double unreached_people(const MunicipalityResult& m) {
    double sum = 0.0;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        sum += m.family[f].unreached_people.value_or(0.0);
    }
    return sum;
}

void rank_gaps(Result& result) {
    // Largest unmet need first, then most people out of reach, then identity (the order of the vector): unique ranks.
    using Key = std::tuple<double, double, std::size_t>;
    std::vector<Key> keys;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        if (!m.at_risk.known()) {
            m.gap_rank = m.at_risk.absence();
        } else if (!*m.at_risk) {
            m.gap_rank = Absence::not_applicable;
        } else if (!m.unreached_need.known()) {
            m.gap_rank = m.unreached_need.absence();
        } else {
            keys.emplace_back(-tie_key(*m.unreached_need), -tie_key(unreached_people(m)), i);
        }
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t k = 0; k < keys.size(); ++k) {
        result.municipalities[std::get<2>(keys[k])].gap_rank = static_cast<std::int64_t>(k) + 1;
    }
}

}  // namespace

void rank(Result& result, const study::Study& study) {
    std::vector<Maybe<double>> values;
    for (const MunicipalityResult& m : result.municipalities) {
        // What a department has is no municipality's: there is nothing to rank.
        values.push_back(result.by_department ? Maybe<double>(m.incidents.absence()) : measure_shown(m, measure_of(study.at_risk)));
    }
    const std::vector<Maybe<std::int64_t>> ranks = competition_ranks(values);
    const std::vector<Maybe<double>> p = percentiles(values);
    const auto score = [](double percentile, double presence) { return text::round_significant(100.0 * percentile * (1.0 - presence), 12); };
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        MunicipalityResult& m = result.municipalities[i];
        m.need_rank = ranks[i];
        m.gap_score_low = combine(p[i], m.presence_high, score);
        m.gap_score_high = combine(p[i], m.presence_low, score);
    }
    rank_gaps(result);
}

}  // namespace presencia::gap
