// SPDX-License-Identifier: Apache-2.0
#include "layer/plain_rule.hpp"

#include <limits>

namespace presencia::layer {

namespace {

std::int32_t as_number(Date day) {
    return day.year() * 10000 + day.month() * 100 + day.day();
}

}  // namespace

PlainRule::PlainRule(const IncidentRoles& roles) {
    const auto places = roles.positions.plain_columns();
    const auto date = roles.clock.date_column();
    const BoundRole& of_class = roles.incident_class;
    const bool class_told = !of_class.given() || of_class.is_constant() || of_class.single_column();
    by_geometry_ = roles.positions.plain_geometry();
    if ((!places && !by_geometry_) || !date || !class_told || roles.filter.given() || roles.precision.given() || roles.weight.given() || roles.id.given()) {
        return;
    }
    given_ = true;
    x_ = places ? places->first : 0;
    y_ = places ? places->second : 0;
    date_ = *date;
    class_in_column_ = of_class.single_column().has_value();
    class_ = of_class.single_column().value_or(0);
    const Period& period = roles.clock.period();
    from_ = period.from.defined() ? as_number(period.from) : 0;
    to_ = period.to.defined() ? as_number(period.to) : std::numeric_limits<std::int32_t>::max();
}

}  // namespace presencia::layer
