// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::emit {

/// What one municipality holds of the two totals.
struct Holding {
    double people = 0.0;
    double incidents = 0.0;
};

/// A point of the curve: shares of all people and of all incidents, in [0, 1].
struct LorenzPoint {
    double people = 0.0;
    double incidents = 0.0;
};

/// The Lorenz curve of burden (Lorenz 1905, read from the top): municipalities from the highest rate down, the share of people they hold against the share of incidents. Concave, from (0, 0)
/// to (1, 1); the diagonal is an even spread. Equal rates lie on one straight line, so their order does not matter.
class Lorenz {
public:
    /// Holdings without people take no part (a rate has no meaning there). Cost: n log n.
    explicit Lorenz(std::span<const Holding> holdings);

    /// Whether there is a curve: someone lives there and something was counted.
    bool drawn() const noexcept { return points_.size() > 1; }
    const std::vector<LorenzPoint>& points() const noexcept { return points_; }
    /// Share of incidents held where the first `people` (a share) live; linear between municipalities. Only where drawn().
    double incidents_at(double people) const;
    /// Share of people among whom the first `incidents` (a share) are: the inverse. Only where drawn().
    double people_holding(double incidents) const;
    /// The fewest municipalities, from the highest rate down, that hold at least `incidents` (a share).
    std::int64_t municipalities_holding(double incidents) const;

private:
    std::vector<LorenzPoint> points_;
};

/// The municipalities whose count and people are both shown, and how many are not and why.
struct Holdings {
    std::vector<Holding> shown;
    std::int64_t suppressed = 0, no_record = 0, no_people = 0;
    std::int64_t left_out() const noexcept { return suppressed + no_record + no_people; }
};
Holdings shown_holdings(const gap::Result& result);

}  // namespace presencia::emit
