// SPDX-License-Identifier: Apache-2.0
#include "gap/measure_range.hpp"

#include "need/empirical_bayes.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::gap {

namespace {

constexpr double slack = 1e-8;
constexpr double most_cells = 256.0;

/// m (1 - w) + w r is linear in m and in w = A / (A + m / e): its extremes over a cell are at the corners.
Range corners(const Range& mean, const Range& weight, double rate) {
    Range out{HUGE_VAL, -HUGE_VAL};
    for (const double m : {mean.low, mean.high}) {
        for (const double w : {weight.low, weight.high}) {
            const double value = m * (1.0 - w) + w * rate;
            out.low = std::min(out.low, value);
            out.high = std::max(out.high, value);
        }
    }
    return out;
}

double weight(double variance, double mean, double person_years) {
    return variance > 0.0 ? variance / (variance + mean / person_years) : 0.0;
}

}  // namespace

MeasureRange::MeasureRange(const RiskContext& context, const Bounds& bounds, const Counts& counts)
    : context_(context), bounds_(bounds), counts_(counts), measure_(measure_of(context.rule)) {
    for (const double people : context.population) person_years_.push_back(people * context.years);
    if (measure_ == study::Measure::rate_eb) find_pools();
    choose(0);
}

void MeasureRange::find_pools() {
    const need::Smoothing smoothing = need::smooth(numbers(counts_), context_.population, context_.country, context_.years, context_.rule.pool);
    pool_ = smoothing.pool;
    double open = 0.0;
    for (std::size_t p = 0; p < smoothing.pools.size(); ++p) {
        const std::string& name = smoothing.pools[p].name;
        const bool used = std::find(pool_.begin(), pool_.end(), static_cast<int>(p)) != pool_.end();
        // The study's pool holds everyone with people, also those of countries with a pool of their own.
        ranges_.push_back(!used ? PoolRange{} : pool_range(bounds_, counts_, person_years_, [&](std::size_t i) {
            return counts_[i].known() && context_.population[i] > 0.0 && (name.empty() || context_.country[i] == name);
        }));
        open += ranges_.back().squares.low < ranges_.back().squares.high ? 1.0 : 0.0;
    }
    cell_.resize(ranges_.size());
    parts_ = open > 0.0 ? static_cast<std::size_t>(std::max(1.0, std::floor(std::pow(most_cells, 1.0 / open) + 1e-9))) : 1;
}

std::size_t MeasureRange::cells() const {
    std::size_t out = 1;
    for (const PoolRange& range : ranges_) out *= range.squares.low < range.squares.high ? parts_ : 1;
    return out;
}

void MeasureRange::choose(std::size_t cell) {
    for (std::size_t p = 0; p < ranges_.size(); ++p) {
        const PoolRange& range = ranges_[p];
        if (range.members == 0.0) continue;
        Range squares = range.squares;
        if (squares.low < squares.high) {
            const double width = (squares.high - squares.low) / static_cast<double>(parts_);
            const auto part = static_cast<double>(cell % parts_);
            cell /= parts_;
            squares = {squares.low + part * width, squares.low + (part + 1.0) * width};
        }
        const Range mean{range.incidents.low / range.person_years, range.incidents.high / range.person_years};
        const auto chance = [&](double m) { return m * m + m * range.members / range.person_years; };
        cell_[p] = {mean,
                    {std::max(0.0, squares.low * (1.0 - 1e-12) / range.person_years - chance(mean.high)),
                     std::max(0.0, squares.high * (1.0 + 1e-12) / range.person_years - chance(mean.low))}};
    }
}

bool MeasureRange::measured(std::size_t i) const {
    return counts_[i].known() && (measure_ == study::Measure::count || context_.population[i] > 0.0);
}

Range MeasureRange::smoothed(std::size_t i, std::int64_t count) const {
    const Cell& cell = cell_[static_cast<std::size_t>(pool_[i])];
    const Range weights{weight(cell.variance.low, cell.mean.high, person_years_[i]), weight(cell.variance.high, cell.mean.low, person_years_[i])};
    return corners(cell.mean, weights, static_cast<double>(count) / person_years_[i]);
}

double MeasureRange::lowest(std::size_t i, std::int64_t count) const {
    const auto number = static_cast<double>(count);
    if (measure_ == study::Measure::count) return number * (1.0 - slack);
    if (measure_ == study::Measure::rate) return need::crude_rate(number, person_years_[i]) * (1.0 - slack);
    return need::crude_rate(smoothed(i, count).low, 1.0) * (1.0 - slack);
}

double MeasureRange::highest(std::size_t i, std::int64_t count) const {
    const auto number = static_cast<double>(count);
    if (measure_ == study::Measure::count) return number * (1.0 + slack);
    if (measure_ == study::Measure::rate) return need::crude_rate(number, person_years_[i]) * (1.0 + slack);
    return need::crude_rate(smoothed(i, count).high, 1.0) * (1.0 + slack);
}

Range MeasureRange::of(std::size_t i) const {
    return {lowest(i, bounds_.low[i]), highest(i, bounds_.high[i])};
}

std::int64_t MeasureRange::least_reaching(std::size_t i, double value) const {
    std::int64_t below = bounds_.low[i] - 1;
    std::int64_t reaching = bounds_.high[i] + 1;
    while (reaching - below > 1) {
        const std::int64_t middle = below + (reaching - below) / 2;
        (highest(i, middle) >= value ? reaching : below) = middle;
    }
    return reaching;
}

std::int64_t MeasureRange::most_within(std::size_t i, double value) const {
    std::int64_t within = bounds_.low[i] - 1;
    std::int64_t above = bounds_.high[i] + 1;
    while (above - within > 1) {
        const std::int64_t middle = within + (above - within) / 2;
        (lowest(i, middle) <= value ? within : above) = middle;
    }
    return within;
}

}  // namespace presencia::gap
