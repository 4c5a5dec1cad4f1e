// SPDX-License-Identifier: Apache-2.0
#include "gap/at_risk.hpp"

#include "gap/ties.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace presencia::gap {

namespace {

using Members = std::vector<std::size_t>;
constexpr double no_cut = std::numeric_limits<double>::quiet_NaN();

/// The municipalities among which the rule chooses: all, or those of each country.
std::vector<Members> scopes(const study::AtRisk& rule, std::span<const std::string> country) {
    std::map<std::string, Members> by_country;
    for (std::size_t i = 0; i < country.size(); ++i) {
        by_country[rule.scope == study::Scope::country ? country[i] : std::string()].push_back(i);
    }
    std::vector<Members> out;
    for (auto& [name, members] : by_country) {
        out.push_back(std::move(members));
    }
    return out;
}

/// Candidates from the highest down, with the keys under which they tie.
struct Ordered {
    Members index;
    std::vector<double> key;
};

Ordered order(const Members& candidates, const std::function<double(std::size_t)>& value) {
    std::vector<std::pair<double, std::size_t>> pairs;
    pairs.reserve(candidates.size());
    for (const std::size_t i : candidates) {
        pairs.emplace_back(-tie_key(value(i)), i);
    }
    std::sort(pairs.begin(), pairs.end());
    Ordered out;
    for (const auto& [key, i] : pairs) {
        out.index.push_back(i);
        out.key.push_back(-key);
    }
    return out;
}

/// How many of the ordered candidates enter, when `target` are asked for: a tied group at the cut enters whole where the set stays within 1.1 x the target,
/// and stays out whole otherwise.
std::size_t admitted(const Ordered& ordered, std::size_t target, Risk& risk) {
    const std::size_t size = ordered.index.size();
    if (target >= size) {
        return size;
    }
    if (target == 0 || ordered.key[target] != ordered.key[target - 1]) {
        return target;
    }
    const double tied = ordered.key[target - 1];
    std::size_t first = target - 1;
    while (first > 0 && ordered.key[first - 1] == tied) {
        --first;
    }
    std::size_t last = target;
    while (last < size && ordered.key[last] == tied) {
        ++last;
    }
    if (10 * last <= 11 * target) {
        risk.tied_in += static_cast<std::int64_t>(last - target);
        return last;
    }
    risk.tied_out += static_cast<std::int64_t>(last - first);
    return first;
}

void admit(const Ordered& ordered, std::size_t count, const Members& members, const std::function<double(std::size_t)>& value, Risk& risk) {
    double cut = no_cut;
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t i = ordered.index[k];
        risk.at_risk[i] = true;
        cut = std::isnan(cut) ? value(i) : std::min(cut, value(i));
    }
    for (const std::size_t i : members) {
        risk.cut[i] = cut;
    }
}

bool has_incidents(const RiskInput& input, std::size_t i) {
    return input.incidents[i].known() && *input.incidents[i] > 0;
}

void choose_top_share(double share, const Members& members, const RiskInput& input, Risk& risk) {
    Members candidates;
    std::int64_t known = 0;
    for (const std::size_t i : members) {
        if (!input.measure[i].known()) {
            continue;
        }
        ++known;
        risk.at_risk[i] = false;
        if (has_incidents(input, i)) {
            candidates.push_back(i);
        }
    }
    const auto value = [&](std::size_t i) { return *input.measure[i]; };
    const Ordered ordered = order(candidates, value);
    const auto target = static_cast<std::size_t>(exact_ceiling(share, known));
    admit(ordered, admitted(ordered, target, risk), members, value, risk);
}

void choose_top_burden(double burden, const Members& members, const RiskInput& input, Risk& risk) {
    Members candidates;
    std::int64_t total = 0;
    for (const std::size_t i : members) {
        if (!input.incidents[i].known()) {
            continue;
        }
        risk.at_risk[i] = false;
        total += *input.incidents[i];
        if (has_incidents(input, i)) {
            candidates.push_back(i);
        }
    }
    const auto value = [&](std::size_t i) { return static_cast<double>(*input.incidents[i]); };
    const Ordered ordered = order(candidates, value);
    const std::int64_t needed = exact_ceiling(burden, total);  // counts are whole: at least b x total is at least its ceiling
    std::int64_t held = 0;
    std::size_t target = 0;
    while (held < needed && target < ordered.index.size()) {
        held += *input.incidents[ordered.index[target]];
        ++target;
    }
    admit(ordered, admitted(ordered, target, risk), members, value, risk);
}

void judge_above(double threshold, const RiskInput& input, Risk& risk) {
    for (std::size_t i = 0; i < input.measure.size(); ++i) {
        if (input.measure[i].known()) {
            risk.at_risk[i] = *input.measure[i] > threshold;
        }
        risk.cut[i] = threshold;
    }
}

void judge_certainty(const RiskInput& input, Risk& risk) {
    for (std::size_t i = 0; i < input.measure.size(); ++i) {
        if (!risk.at_risk[i].known() || std::isnan(risk.cut[i]) || !input.low[i].known() || !input.high[i].known()) {
            continue;
        }
        const bool straddles = *input.low[i] < risk.cut[i] && risk.cut[i] < *input.high[i];
        risk.certainty[i] = straddles ? Certainty::borderline : Certainty::firm;
    }
}

}  // namespace

std::string_view to_string(Certainty certainty) {
    switch (certainty) {
        case Certainty::firm: return "firm";
        case Certainty::borderline: return "borderline";
        case Certainty::not_applicable: return "not_applicable";
    }
    return "not_applicable";
}

std::vector<Maybe<std::int64_t>> competition_ranks(std::span<const Maybe<double>> values) {
    std::vector<Maybe<std::int64_t>> ranks(values.size());
    Members known;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].known()) {
            known.push_back(i);
        } else {
            ranks[i] = values[i].absence();
        }
    }
    const Ordered ordered = order(known, [&](std::size_t i) { return *values[i]; });
    for (std::size_t k = 0; k < ordered.index.size(); ++k) {
        const bool tied = k > 0 && ordered.key[k] == ordered.key[k - 1];
        ranks[ordered.index[k]] = tied ? ranks[ordered.index[k - 1]] : Maybe<std::int64_t>(static_cast<std::int64_t>(k) + 1);
    }
    return ranks;
}

Risk apply_rule(const study::AtRisk& rule, const RiskInput& input) {
    const std::size_t n = input.measure.size();
    Risk risk;
    risk.at_risk.resize(n);
    risk.certainty.assign(n, Certainty::not_applicable);
    risk.cut.assign(n, no_cut);
    for (std::size_t i = 0; i < n; ++i) {
        const bool burden = rule.rule == study::AtRisk::Rule::top_burden;
        const Absence why = burden ? input.incidents[i].absence() : input.measure[i].absence();
        if (why != Absence::none) {
            risk.at_risk[i] = why;
        }
    }
    switch (rule.rule) {
        case study::AtRisk::Rule::above: judge_above(rule.value, input, risk); break;
        case study::AtRisk::Rule::top_share:
            for (const Members& members : scopes(rule, input.country)) choose_top_share(rule.value, members, input, risk);
            break;
        case study::AtRisk::Rule::top_burden:
            for (const Members& members : scopes(rule, input.country)) choose_top_burden(rule.value, members, input, risk);
            break;
        case study::AtRisk::Rule::list:
            for (std::size_t i = 0; i < n; ++i) risk.at_risk[i] = input.listed[i] != 0;
            risk.certainty.assign(n, Certainty::firm);  // no cut that another year could pass
            break;
    }
    judge_certainty(input, risk);
    risk.rank = competition_ranks(input.measure);
    return risk;
}

}  // namespace presencia::gap
