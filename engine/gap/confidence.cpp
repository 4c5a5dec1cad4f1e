// SPDX-License-Identifier: Apache-2.0
#include "gap/confidence.hpp"

#include <algorithm>

namespace presencia::gap {

namespace {

/// The same day `years` years before; 29 February becomes the 28th.
Date years_before(Date day, int years) {
    const int year = std::max(1, day.year() - years);
    return *Date::from_ymd(year, day.month(), std::min(day.day(), days_in_month(year, day.month())));
}

Confidence of_precision(layer::Precision worst) {
    if (worst == layer::Precision::exact) return Confidence::high;
    return worst == layer::Precision::approximate ? Confidence::medium : Confidence::low;
}

Confidence of_age(Date newest, Date as_of) {
    if (!newest.defined() || !as_of.defined()) return Confidence::medium;
    if (newest >= years_before(as_of, 2)) return Confidence::high;
    return newest >= years_before(as_of, 5) ? Confidence::medium : Confidence::low;
}

Confidence of_basis(std::string_view population_basis) {
    if (population_basis == "none") return Confidence::low;
    return population_basis == "surface" ? Confidence::medium : Confidence::high;
}

}  // namespace

Confidence confidence_of(const std::array<reach::FamilyReach, study::family_count>& families,
                         const std::array<bool, study::family_count>& studied, std::string_view population_basis, Date as_of) {
    int all = 0;
    int complete = 0;
    Date newest;
    layer::Precision worst = layer::Precision::exact;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (!studied[f]) {
            continue;
        }
        ++all;
        complete += families[f].complete ? 1 : 0;
        if (families[f].newest.defined()) newest = newest.defined() ? std::max(newest, families[f].newest) : families[f].newest;
        if (families[f].sites > 0) worst = std::max(worst, families[f].worst_precision);
    }
    const Confidence completeness = complete == 0 ? Confidence::low : (complete == all ? Confidence::high : Confidence::medium);
    return std::max({of_precision(worst), of_age(newest, as_of), completeness, of_basis(population_basis)});
}

}  // namespace presencia::gap
