// SPDX-License-Identifier: Apache-2.0
#include "gap/settled.hpp"

#include "gap/measure_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace presencia::gap {

namespace {

using Members = std::vector<std::size_t>;
using Verdicts = std::vector<Maybe<bool>>;

/// The municipalities among which a share is taken: how many of them may reach a value, how many must lie above it. Both fall as the value grows.
class Standing {
public:
    Standing(const MeasureRange& measure, const Bounds& bounds, const Members& candidates, const std::vector<std::uint8_t>& hidden)
        : measure_(measure), bounds_(bounds), among_(hidden.size(), 0) {
        for (const std::size_t i : candidates) {
            among_[i] = 1;
            if (hidden[i]) continue;
            const Range range = measure.of(i);
            lows_.push_back(range.low);
            highs_.push_back(range.high);
        }
        std::sort(lows_.begin(), lows_.end());
        std::sort(highs_.begin(), highs_.end());
    }

    double may_reach(double value) const {
        double number = static_cast<double>(highs_.end() - std::lower_bound(highs_.begin(), highs_.end(), value));
        for (const Bounds::Group& group : bounds_.groups) number += may_reach(group, value);
        return number;
    }

    double must_pass(double value) const {
        double number = static_cast<double>(lows_.end() - std::upper_bound(lows_.begin(), lows_.end(), value));
        for (const Bounds::Group& group : bounds_.groups) number += must_pass(group, value);
        return number;
    }

private:
    /// The cheapest reach first, while the group's sum pays for it.
    double may_reach(const Bounds::Group& group, double value) const {
        std::int64_t budget = group.sum.value_or(0);
        std::vector<std::int64_t> prices;
        for (const std::size_t i : group.members) {
            budget -= bounds_.low[i];
            if (!among_[i]) continue;
            const std::int64_t needed = measure_.least_reaching(i, value);
            if (needed <= bounds_.high[i]) prices.push_back(needed - bounds_.low[i]);
        }
        if (!group.sum) return static_cast<double>(prices.size());
        std::sort(prices.begin(), prices.end());
        double number = 0.0;
        for (const std::int64_t price : prices) {
            if (price > budget) break;
            budget -= price;
            number += 1.0;
        }
        return number;
    }

    /// Those that pass with any count, and then as many as it takes to hold the group's sum, the roomiest first.
    double must_pass(const Bounds::Group& group, double value) const {
        std::int64_t room = 0;
        std::vector<std::int64_t> more;
        double number = 0.0;
        for (const std::size_t i : group.members) {
            const std::int64_t within = among_[i] ? measure_.most_within(i, value) : bounds_.high[i];
            if (within < bounds_.low[i]) {
                number += 1.0;
                room += bounds_.high[i];
            } else {
                room += within;
                more.push_back(bounds_.high[i] - within);
            }
        }
        if (!group.sum) return number;
        std::sort(more.rbegin(), more.rend());
        for (const std::int64_t extra : more) {
            if (room >= *group.sum) break;
            room += extra;
            number += 1.0;
        }
        return number;
    }

    const MeasureRange& measure_;
    const Bounds& bounds_;
    std::vector<std::uint8_t> among_;
    std::vector<double> lows_;
    std::vector<double> highs_;
};

class Settling {
public:
    Settling(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts, std::int64_t threshold)
        : context_(context),
          tree_(tree),
          withheld_(withheld),
          counts_(counts),
          bounds_(bounds(withheld, counts, threshold)),
          measure_(context, bounds_, counts),
          out_(counts.size()) {}

    Verdicts run() {
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (measure_.measured(i)) continue;
            out_[i] = counts_[i].known() ? Absence::no_population : counts_[i].absence();
        }
        switch (context_.rule.rule) {
            case study::AtRisk::Rule::list:
                for (std::size_t i = 0; i < out_.size(); ++i) out_[i] = context_.listed[i] != 0;
                break;
            case study::AtRisk::Rule::above: above(); break;
            case study::AtRisk::Rule::top_share:
                for (const auto& [name, members] : scopes()) share(members);
                break;
            case study::AtRisk::Rule::top_burden:
                for (const auto& [name, members] : scopes()) burden(name, members);
                break;
        }
        return std::move(out_);
    }

private:
    std::map<std::string, Members> scopes() const {
        std::map<std::string, Members> out;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            out[context_.rule.scope == study::Scope::country ? context_.country[i] : std::string()].push_back(i);
        }
        return out;
    }

    /// Those with a measure and at least one incident; the others are settled as not at risk.
    Members candidates(const Members& members) {
        Members out;
        for (const std::size_t i : members) {
            if (!measure_.measured(i)) continue;
            out_[i] = false;
            if (bounds_.high[i] > 0) out.push_back(i);
        }
        return out;
    }

    void above() {
        for (std::size_t cell = 0; cell < measure_.cells(); ++cell) {
            measure_.choose(cell);
            for (std::size_t i = 0; i < out_.size(); ++i) {
                if (!measure_.measured(i)) continue;
                const Range range = measure_.of(i);
                const bool in = range.low > context_.rule.value;
                const bool out = range.high <= context_.rule.value;
                note(i, in, out, cell == 0);
            }
        }
        own_verdicts();
    }

    /// Without smoothing a verdict on a threshold follows from the municipality's own count: shown counts keep theirs, also at the very threshold.
    void own_verdicts() {
        if (measure_of(context_.rule) == study::Measure::rate_eb) return;
        const Risk risk = judge(context_, counts_);
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (!withheld_.hidden[i]) out_[i] = risk.at_risk[i];
        }
    }

    /// Keeps a verdict only while every cell gives it.
    void note(std::size_t i, bool in, bool out, bool first) {
        const Maybe<bool> here = in == out ? Maybe<bool>(Absence::suppressed) : Maybe<bool>(in);
        out_[i] = first || out_[i] == here ? here : Maybe<bool>(Absence::suppressed);
    }

    void share(const Members& members) {
        const Members chosen = candidates(members);
        const auto known = std::count_if(members.begin(), members.end(), [&](std::size_t i) { return measure_.measured(i); });
        const auto target = static_cast<double>(exact_ceiling(context_.rule.value, known));
        for (std::size_t cell = 0; cell < measure_.cells(); ++cell) {
            measure_.choose(cell);
            const Standing standing(measure_, bounds_, chosen, withheld_.hidden);
            std::vector<double> lows;
            std::vector<double> highs;
            for (const std::size_t i : chosen) {
                lows.push_back(measure_.of(i).low);
                highs.push_back(measure_.of(i).high);
            }
            std::sort(lows.begin(), lows.end());
            std::sort(highs.begin(), highs.end());
            // In: no more than the target may be level with it or above. Out: the target is full of those that must lie above.
            const auto enters = std::partition_point(lows.begin(), lows.end(), [&](double v) { return standing.may_reach(v) > target; });
            const auto stays_out = std::partition_point(highs.begin(), highs.end(), [&](double v) { return standing.must_pass(v) >= target; });
            const double in_from = enters == lows.end() ? HUGE_VAL : *enters;
            const double out_to = stays_out == highs.begin() ? -HUGE_VAL : *std::prev(stays_out);
            for (const std::size_t i : chosen) {
                const Range range = measure_.of(i);
                note(i, range.low >= in_from, range.high <= out_to, cell == 0);
            }
        }
    }

    /// Counts against the total, which must be shown. Hidden counts add at most their group's sum above a count, and at least what the rest of the group cannot hold.
    void burden(const std::string& scope, const Members& members) {
        const Members chosen = candidates(members);
        const int node = scope.empty() ? tree_.region() : tree_.country(members.front());
        std::int64_t total = 0;
        for (const std::size_t i : members) total += counts_[i].value_or(0);
        const std::int64_t needed = exact_ceiling(context_.rule.value, total);
        for (const std::size_t i : chosen) {
            if (withheld_.total_hidden[static_cast<std::size_t>(node)]) {
                out_[i] = Absence::suppressed;
                continue;
            }
            bool tied = false;
            std::int64_t level = 0;  // the most that may lie level or above, itself included
            std::int64_t higher = 0;  // the least that must lie above
            for (const std::size_t k : chosen) {
                if (!withheld_.hidden[k]) {
                    level += bounds_.low[k] >= bounds_.low[i] ? bounds_.low[k] : 0;
                    higher += bounds_.low[k] > bounds_.high[i] ? bounds_.low[k] : 0;
                }
                tied = tied || (k != i && bounds_.low[k] <= bounds_.high[i] && bounds_.high[k] >= bounds_.low[i]);
            }
            for (const Bounds::Group& group : bounds_.groups) add_group(group, members, i, level, higher);
            const std::int64_t others = level - bounds_.high[i];
            note(i, level <= needed || (!tied && others < needed), higher >= needed, true);
        }
    }

    void add_group(const Bounds::Group& group, const Members& members, std::size_t i, std::int64_t& level, std::int64_t& higher) const {
        const auto inside = [&](std::size_t k) { return std::binary_search(members.begin(), members.end(), k); };
        std::int64_t reach = 0;
        std::int64_t room = 0;
        for (const std::size_t k : group.members) {
            if (inside(k) && bounds_.high[k] >= bounds_.low[i]) reach += bounds_.high[k];
            room += inside(k) ? std::min(bounds_.high[k], bounds_.high[i]) : bounds_.high[k];
        }
        level += group.sum ? std::min(reach, *group.sum) : reach;
        higher += group.sum ? std::max<std::int64_t>(0, *group.sum - room) : 0;
    }

    const RiskContext& context_;
    const Tree& tree_;
    const Withheld& withheld_;
    const Counts& counts_;
    Bounds bounds_;
    MeasureRange measure_;
    Verdicts out_;
};

}  // namespace

std::vector<Maybe<bool>> settled(const RiskContext& context, const Tree& tree, const Withheld& withheld, const Counts& counts,
                                 std::int64_t threshold) {
    return Settling(context, tree, withheld, counts, threshold).run();
}

}  // namespace presencia::gap
