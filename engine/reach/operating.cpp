// SPDX-License-Identifier: Apache-2.0
#include "reach/catchments.hpp"

#include <algorithm>

namespace presencia::reach {

namespace {

constexpr int programme_silence_months = 24;

/// The same day `months` later, or the last day of that month.
Date add_months(Date day, int months) {
    const int count = day.year() * 12 + day.month() - 1 + months;
    const int year = count / 12;
    const int month = count % 12 + 1;
    return *Date::from_ymd(year, month, std::min(day.day(), days_in_month(year, month)));
}

}  // namespace

std::optional<bool> operates(const layer::Site& site, Date as_of) {
    if (!site.operating_status || (site.start.defined() && as_of < site.start) || (site.end.defined() && site.end < as_of)) {
        return false;
    }
    const bool silent = site.kind == study::Kind::programme && !site.end.defined() && site.last_event.defined() &&
                        add_months(site.last_event, programme_silence_months) < as_of;
    return silent ? std::nullopt : std::optional(true);
}

}  // namespace presencia::reach
