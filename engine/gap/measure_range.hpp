// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/count_bounds.hpp"
#include "gap/judge.hpp"

namespace presencia::gap {

/// The measure of each municipality as far as outsiders can tell, in one cell of what pools can be: between two values for every count it could have. Widened by a hundred millionth, above the
/// noise of summing and the nine digits in which ties are seen.
class MeasureRange {
public:
    MeasureRange(const RiskContext& context, const Bounds& bounds, const Counts& counts);

    /// Cells into which the ranges of the pools' variances are cut; 1 for counts and crude rates.
    std::size_t cells() const;
    void choose(std::size_t cell);

    bool measured(std::size_t i) const;
    /// Of the whole range of its counts.
    Range of(std::size_t i) const;
    /// The least count within its bounds whose measure may reach `value`; one beyond the bounds where none may.
    std::int64_t least_reaching(std::size_t i, double value) const;
    /// The greatest count within its bounds whose measure may stay at or below `value`; one below the bounds where none may.
    std::int64_t most_within(std::size_t i, double value) const;

private:
    /// What the chosen cell says of a pool: m and A.
    struct Cell {
        Range mean;
        Range variance;
    };
    double lowest(std::size_t i, std::int64_t count) const;
    double highest(std::size_t i, std::int64_t count) const;
    Range smoothed(std::size_t i, std::int64_t count) const;
    void find_pools();

    const RiskContext& context_;
    const Bounds& bounds_;
    const Counts& counts_;
    study::Measure measure_;
    std::vector<double> person_years_;
    std::vector<int> pool_;
    std::vector<PoolRange> ranges_;
    std::vector<Cell> cell_;
    std::size_t parts_ = 1;  // into which each pool's variance is cut
};

}  // namespace presencia::gap
