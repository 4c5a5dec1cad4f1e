// SPDX-License-Identifier: Apache-2.0
#include "need/empirical_bayes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace presencia::need {

namespace {

/// The members of one pool as columns, in the order of the study.
struct Members {
    std::vector<std::size_t> index;
    std::vector<double> incidents;
    std::vector<double> person_years;

    void add(std::size_t i, double count, double people_years) {
        index.push_back(i);
        incidents.push_back(count);
        person_years.push_back(people_years);
    }
};

Pool describe(const std::string& name, const Members& members) {
    Pool pool;
    pool.name = name;
    pool.members = static_cast<std::int64_t>(members.index.size());
    double incidents = 0.0;
    for (std::size_t k = 0; k < members.index.size(); ++k) {
        incidents += members.incidents[k];
        pool.person_years += members.person_years[k];
    }
    pool.incidents = std::llround(incidents);
    const Prior prior = marshall_prior(members.incidents, members.person_years);
    pool.mean = prior.mean;
    pool.variance = prior.variance;
    return pool;
}

void smooth_members(const Members& members, const Pool& pool, int pool_index, Smoothing& out) {
    const Prior prior{pool.mean, pool.variance};
    for (std::size_t k = 0; k < members.index.size(); ++k) {
        out.rate[members.index[k]] = smoothed_rate(prior, members.incidents[k], members.person_years[k]);
        out.pool[members.index[k]] = pool_index;
    }
}

}  // namespace

Prior marshall_prior(std::span<const double> incidents, std::span<const double> person_years) {
    double total = 0.0;
    double exposure = 0.0;
    for (std::size_t k = 0; k < incidents.size(); ++k) {
        total += incidents[k];
        exposure += person_years[k];
    }
    if (exposure <= 0.0) {
        return {};
    }
    const double mean = total / exposure;
    double spread = 0.0;
    for (std::size_t k = 0; k < incidents.size(); ++k) {
        const double difference = incidents[k] / person_years[k] - mean;
        spread += person_years[k] * difference * difference;
    }
    const double average_exposure = exposure / static_cast<double>(incidents.size());
    return {mean, std::max(0.0, spread / exposure - mean / average_exposure)};
}

double smoothed_rate(const Prior& prior, double incidents, double person_years) {
    if (prior.variance <= 0.0) {
        return prior.mean;
    }
    const double weight = prior.variance / (prior.variance + prior.mean / person_years);
    return prior.mean + weight * (incidents / person_years - prior.mean);
}

Smoothing smooth(std::span<const Maybe<double>> incidents, std::span<const double> population,
                 std::span<const std::string> country, double years, study::Scope scope) {
    Smoothing out;
    out.rate.resize(incidents.size());
    out.pool.assign(incidents.size(), -1);
    std::map<std::string, Members> countries;
    Members all;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!incidents[i].known()) {
            out.rate[i] = incidents[i].absence();
        } else if (!(population[i] > 0.0)) {
            out.rate[i] = Absence::no_population;
        } else {
            all.add(i, *incidents[i], population[i] * years);
            if (scope == study::Scope::country) {
                countries[country[i]].add(i, *incidents[i], population[i] * years);
            }
        }
    }
    const Pool study_pool = describe("", all);
    bool study_needed = scope == study::Scope::study;
    for (const auto& [name, members] : countries) {
        Pool pool = describe(name, members);
        pool.fell_back = pool.members < fewest_members;
        if (pool.fell_back) {
            pool.mean = study_pool.mean;
            pool.variance = study_pool.variance;
            study_needed = true;
        }
        out.pools.push_back(pool);
    }
    if (study_needed) {
        out.pools.push_back(study_pool);
    }
    const int study_index = static_cast<int>(out.pools.size()) - 1;
    if (scope == study::Scope::study) {
        smooth_members(all, study_pool, study_index, out);
        return out;
    }
    int index = 0;
    for (const auto& [name, members] : countries) {
        const Pool& pool = out.pools[static_cast<std::size_t>(index)];
        smooth_members(members, pool, pool.fell_back ? study_index : index, out);
        ++index;
    }
    return out;
}

}  // namespace presencia::need
