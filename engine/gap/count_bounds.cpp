// SPDX-License-Identifier: Apache-2.0
#include "gap/count_bounds.hpp"

#include <algorithm>
#include <map>

namespace presencia::gap {

namespace {

/// One hidden count that is to be spread over.
struct Slot {
    double low;
    double high;
    double person_years;
};

/// The least sum of squares / person-years when the slots hold `sum`: equal rates, as far as the bounds allow (bisection on the rate).
double least_squares(const std::vector<Slot>& slots, double sum) {
    const auto held = [&](double rate) {
        double total = 0.0;
        for (const Slot& s : slots) total += std::clamp(rate * s.person_years, s.low, s.high);
        return total;
    };
    double below = 0.0;
    double above = 0.0;
    for (const Slot& s : slots) above = std::max(above, s.high / s.person_years);
    for (int step = 0; step < 100; ++step) {
        const double middle = (below + above) / 2.0;
        (held(middle) <= sum ? below : above) = middle;
    }
    double squares = 0.0;  // at `below` the slots hold no more than `sum`: a bound from below
    for (const Slot& s : slots) {
        const double count = std::clamp(below * s.person_years, s.low, s.high);
        squares += count * count / s.person_years;
    }
    return squares;
}

/// No less than the greatest sum of squares / person-years when the slots hold `sum`.
double most_squares(std::vector<Slot> slots, double sum) {
    const auto slope = [](const Slot& s) { return (s.low + s.high) / s.person_years; };
    std::sort(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) { return slope(a) > slope(b); });
    double squares = 0.0;
    double left = sum;
    for (const Slot& s : slots) {
        squares += s.low * s.low / s.person_years;
        left -= s.low;
    }
    for (const Slot& s : slots) {
        const double more = std::clamp(left, 0.0, s.high - s.low);
        squares += more * slope(s);
        left -= more;
    }
    return squares;
}

}  // namespace

Bounds bounds(const Withheld& withheld, const Counts& counts, std::int64_t threshold) {
    constexpr std::int64_t anything = std::int64_t{1} << 40;
    Bounds out;
    std::map<int, Bounds::Group> groups;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        out.low.push_back(withheld.hidden[i] ? 1 : counts[i].value_or(0));
        out.high.push_back(counts[i].value_or(0));
        if (withheld.hidden[i]) groups[withheld.residual[i]].members.push_back(i);
    }
    for (auto& [node, group] : groups) {
        std::int64_t sum = 0;
        for (const std::size_t i : group.members) sum += *counts[i];
        if (node >= 0) group.sum = sum;
        const std::int64_t most = node < 0 ? anything : std::max(threshold, sum - static_cast<std::int64_t>(group.members.size()) + 1);
        for (const std::size_t i : group.members) out.high[i] = withheld.small[i] ? threshold : most;
        out.groups.push_back(std::move(group));
    }
    return out;
}

Range sum_range(const Bounds& bounds, const Bounds::Group& group, const Chosen& chosen) {
    Range inside;
    Range others;
    for (const std::size_t i : group.members) {
        Range& side = chosen(i) ? inside : others;
        side.low += static_cast<double>(bounds.low[i]);
        side.high += static_cast<double>(bounds.high[i]);
    }
    if (group.sum) {
        inside.low = std::max(inside.low, static_cast<double>(*group.sum) - others.high);
        inside.high = std::min(inside.high, static_cast<double>(*group.sum) - others.low);
    }
    return inside;
}

PoolRange pool_range(const Bounds& bounds, const Counts& counts, std::span<const double> person_years, const Chosen& chosen) {
    PoolRange out;
    std::vector<std::uint8_t> hidden(counts.size(), 0);
    for (const Bounds::Group& group : bounds.groups) {
        std::vector<Slot> slots;
        for (const std::size_t i : group.members) {
            hidden[i] = 1;
            if (chosen(i)) slots.push_back({static_cast<double>(bounds.low[i]), static_cast<double>(bounds.high[i]), person_years[i]});
        }
        if (slots.empty()) continue;
        const Range sum = sum_range(bounds, group, chosen);
        out.incidents.low += sum.low;
        out.incidents.high += sum.high;
        out.squares.low += least_squares(slots, sum.low);
        out.squares.high += most_squares(slots, sum.high);
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!chosen(i)) continue;
        out.person_years += person_years[i];
        out.members += 1.0;
        if (hidden[i]) continue;
        const auto count = static_cast<double>(*counts[i]);
        out.incidents.low += count;
        out.incidents.high += count;
        out.squares.low += count * count / person_years[i];
        out.squares.high += count * count / person_years[i];
    }
    return out;
}

}  // namespace presencia::gap
