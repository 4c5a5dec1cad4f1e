// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace presencia {

/// A number with a unit. Built by name only, so that a kilometre never arrives where a metre is meant.
template <class Unit>
class Quantity {
public:
    constexpr Quantity() = default;
    explicit constexpr Quantity(double value) : value_(value) {}
    constexpr double value() const { return value_; }
    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }

private:
    double value_ = 0.0;
};

struct MetreUnit;
struct SquareKilometreUnit;

using Metres = Quantity<MetreUnit>;
using SquareKilometres = Quantity<SquareKilometreUnit>;

constexpr Metres kilometres(double km) {
    return Metres(km * 1000.0);
}

}  // namespace presencia
