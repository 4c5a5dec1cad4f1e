// SPDX-License-Identifier: Apache-2.0
#include "gap/settled.hpp"

#include "need/empirical_bayes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace presencia::gap {

namespace {

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// Above the noise of summing in another order, and above the nine digits in which ties are seen.
constexpr double slack = 1e-8;

Range widened(Range range) {
    return {range.low * (1.0 - slack), range.high * (1.0 + slack)};
}

/// One municipality the rule chooses among.
struct Candidate {
    std::size_t index;
    Range value;
};

using Candidates = std::vector<Candidate>;

/// Sums over the candidates by bound: how much lies surely above, how much may lie level or above.
class Order {
public:
    Order(const Candidates& candidates, const std::function<double(const Range&)>& weight_low, const std::function<double(const Range&)>& weight_high) {
        for (const Candidate& c : candidates) {
            lows_.emplace_back(c.value.low, weight_low(c.value));
            highs_.emplace_back(c.value.high, weight_high(c.value));
        }
        for (auto* side : {&lows_, &highs_}) {
            std::sort(side->begin(), side->end(), [](const auto& a, const auto& b) { return a.first > b.first; });
            double sum = 0.0;
            for (auto& [value, weight] : *side) weight = sum += weight;
        }
    }
    /// Weight of those whose lowest value is above `value`.
    double surely_above(double value) const {
        const auto end = std::partition_point(lows_.begin(), lows_.end(), [&](const auto& entry) { return entry.first > value; });
        return end == lows_.begin() ? 0.0 : std::prev(end)->second;
    }
    /// Weight of those whose highest value is not below `value`, itself included.
    double perhaps_not_below(double value) const {
        const auto end = std::partition_point(highs_.begin(), highs_.end(), [&](const auto& entry) { return entry.first >= value; });
        return end == highs_.begin() ? 0.0 : std::prev(end)->second;
    }

private:
    std::vector<std::pair<double, double>> lows_;   // value, sum of weights down to it
    std::vector<std::pair<double, double>> highs_;
};

class Settling {
public:
    Settling(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts, std::int64_t threshold)
        : context_(context), tree_(tree), withheld_(withheld), counts_(counts), bounds_(bounds(withheld, counts, threshold)), out_(counts.size()) {}

    std::vector<Maybe<bool>> run() {
        values();
        switch (context_.rule.rule) {
            case study::AtRisk::Rule::list:
                for (std::size_t i = 0; i < out_.size(); ++i) out_[i] = context_.listed[i] != 0;
                break;
            case study::AtRisk::Rule::above:
                for (std::size_t i = 0; i < out_.size(); ++i) above(i);
                break;
            case study::AtRisk::Rule::top_share:
            case study::AtRisk::Rule::top_burden:
                for (const auto& [name, members] : scopes()) share(name, members);
                break;
        }
        return std::move(out_);
    }

private:
    std::map<std::string, std::vector<std::size_t>> scopes() const {
        std::map<std::string, std::vector<std::size_t>> out;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            out[context_.rule.scope == study::Scope::country ? context_.country[i] : std::string()].push_back(i);
        }
        return out;
    }

    /// The range of each known measure; municipalities without one, or in a pool that settles nothing, get their reason in `out_`.
    void values() {
        const study::Measure chosen = measure_of(context_.rule);
        values_.resize(counts_.size());
        open_.assign(counts_.size(), 0);
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (!counts_[i].known()) {
                out_[i] = counts_[i].absence();
            } else if (chosen == study::Measure::count) {
                values_[i] = {static_cast<double>(bounds_.low[i]), static_cast<double>(bounds_.high[i])};
            } else if (!(context_.population[i] > 0.0)) {
                out_[i] = Absence::no_population;
            } else {
                const double exposure = context_.population[i] * context_.years;
                values_[i] = {need::crude_rate(static_cast<double>(bounds_.low[i]), exposure), need::crude_rate(static_cast<double>(bounds_.high[i]), exposure)};
            }
        }
        if (chosen == study::Measure::rate_eb) smooth();
    }

    bool measured(std::size_t i) const {
        if (!counts_[i].known()) return false;
        return measure_of(context_.rule) == study::Measure::count || context_.population[i] > 0.0;
    }

    /// Whether the sum over a pool's members is public: its country's (or the region's) total is, and no count is hidden that belongs to the total and not to the pool.
    bool total_known(const std::string& pool) const {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (!pool.empty() && context_.country[i] != pool) continue;
            if (withheld_.hidden[i] && !(context_.population[i] > 0.0)) return false;
            if (!pool.empty() && withheld_.total_hidden[static_cast<std::size_t>(tree_.country(i))]) return false;
        }
        return !pool.empty() || !withheld_.total_hidden[static_cast<std::size_t>(tree_.region())];
    }

    /// Sum of incidents^2 / person-years between its bounds gives the variance between its own; rates move between the two ends of it.
    void smooth() {
        const need::Smoothing smoothing = need::smooth(numbers(counts_), context_.population, context_.country, context_.years, context_.rule.pool);
        for (std::size_t p = 0; p < smoothing.pools.size(); ++p) {
            smooth_pool(smoothing, static_cast<int>(p));
        }
    }

    void smooth_pool(const need::Smoothing& smoothing, int p) {
        const need::Pool& pool = smoothing.pools[static_cast<std::size_t>(p)];
        const bool mean_known = total_known(pool.name);
        Range squares;
        double members = 0.0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            // The study's pool holds everyone with people, also those of countries with a pool of their own.
            if (!measured(i) || !(pool.name.empty() || context_.country[i] == pool.name)) continue;
            const double exposure = context_.population[i] * context_.years;
            const auto low = static_cast<double>(bounds_.low[i]);
            const auto high = static_cast<double>(bounds_.high[i]);
            squares.low += low * low / exposure;
            squares.high += high * high / exposure;
            members += 1.0;
        }
        const double chance = pool.mean * members / pool.person_years + pool.mean * pool.mean;
        const need::Prior least{pool.mean, std::max(0.0, squares.low / pool.person_years - chance)};
        const need::Prior most{pool.mean, std::max(0.0, squares.high / pool.person_years - chance)};
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (smoothing.pool[i] != p) continue;
            open_[i] = mean_known ? 0 : 1;
            const double exposure = context_.population[i] * context_.years;
            const auto rate = [&](const need::Prior& prior, std::int64_t count) {
                return need::crude_rate(need::smoothed_rate(prior, static_cast<double>(count), exposure), 1.0);
            };
            values_[i].low = std::min(rate(least, bounds_.low[i]), rate(most, bounds_.low[i]));
            values_[i].high = std::max(rate(least, bounds_.high[i]), rate(most, bounds_.high[i]));
        }
    }

    void above(std::size_t i) {
        if (!measured(i)) return;
        const Range range = values_[i].low == values_[i].high ? values_[i] : widened(values_[i]);
        if (open_[i]) {
            out_[i] = Absence::suppressed;
        } else if (range.low > context_.rule.value) {
            out_[i] = true;
        } else if (range.high <= context_.rule.value) {
            out_[i] = false;
        } else {
            out_[i] = Absence::suppressed;
        }
    }

    /// How much the rule asks for: municipalities for a share, incidents for a burden; below zero where outsiders cannot tell.
    double asked(const std::string& scope, const std::vector<std::size_t>& members) const {
        if (context_.rule.rule == study::AtRisk::Rule::top_share) {
            const auto known = std::count_if(members.begin(), members.end(), [&](std::size_t i) { return measured(i); });
            return static_cast<double>(exact_ceiling(context_.rule.value, known));
        }
        const int node = scope.empty() ? tree_.region() : tree_.country(members.front());
        if (withheld_.total_hidden[static_cast<std::size_t>(node)]) return -1.0;
        std::int64_t total = 0;
        for (const std::size_t i : members) total += counts_[i].value_or(0);
        return static_cast<double>(exact_ceiling(context_.rule.value, total));
    }

    void share(const std::string& scope, const std::vector<std::size_t>& members) {
        Candidates candidates;
        bool open = false;
        for (const std::size_t i : members) {
            if (!measured(i)) continue;
            out_[i] = false;
            if (bounds_.high[i] == 0) continue;  // without incidents, never at risk by a share
            candidates.push_back({i, widened(values_[i])});
            open = open || open_[i];
        }
        const double needed = asked(scope, members);
        const bool burden = context_.rule.rule == study::AtRisk::Rule::top_burden;
        const Order order(candidates, [&](const Range& r) { return burden ? std::ceil(r.low) : 1.0; },
                          [&](const Range& r) { return burden ? std::floor(r.high) : 1.0; });
        const Order numbers(candidates, [](const Range&) { return 1.0; }, [](const Range&) { return 1.0; });
        for (const Candidate& c : candidates) {
            const double above = order.perhaps_not_below(c.value.low);
            const bool alone = numbers.perhaps_not_below(c.value.low) - numbers.surely_above(c.value.high) == 1.0;  // nobody can tie with it
            const bool out = order.surely_above(c.value.high) >= needed;
            const bool in = above <= needed || (alone && above - (burden ? std::floor(c.value.high) : 1.0) < needed);
            if (open || needed < 0.0 || out == in) {
                out_[c.index] = Absence::suppressed;
            } else {
                out_[c.index] = in;
            }
        }
    }

    const RiskContext& context_;
    const Tree& tree_;
    const Withheld& withheld_;
    const Counts& counts_;
    Bounds bounds_;
    std::vector<Range> values_;
    std::vector<std::uint8_t> open_;  // its pool's mean is not public
    std::vector<Maybe<bool>> out_;
};

}  // namespace

Bounds bounds(const Withheld& withheld, const Counts& counts, std::int64_t threshold) {
    struct Group {
        std::int64_t sum = 0;
        std::int64_t members = 0;
    };
    std::map<int, Group> groups;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!withheld.hidden[i]) continue;
        groups[withheld.residual[i]].sum += *counts[i];
        groups[withheld.residual[i]].members += 1;
    }
    constexpr std::int64_t anything = std::int64_t{1} << 40;
    Bounds out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        std::int64_t low = counts[i].value_or(0);
        std::int64_t high = low;
        if (withheld.hidden[i]) {
            const Group& group = groups[withheld.residual[i]];
            low = 1;
            high = withheld.small[i] ? threshold : withheld.residual[i] < 0 ? anything : std::max(threshold, group.sum - group.members + 1);
        }
        out.low.push_back(low);
        out.high.push_back(high);
    }
    return out;
}

std::vector<Maybe<bool>> settled(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts,
                                 std::int64_t threshold) {
    return Settling(context, tree, withheld, counts, threshold).run();
}

}  // namespace presencia::gap
