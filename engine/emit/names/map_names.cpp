// SPDX-License-Identifier: Apache-2.0
#include "emit/names/map_names.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace presencia::emit {

namespace {

double people_of(const Table& table, std::size_t m) {
    const Cell& cell = table.at(m, "population");
    return cell.is_number() ? std::max(0.0, cell.number()) : 0.0;
}

/// What is known of a department from its municipalities.
struct Department {
    double people = 0.0, area = 0.0, x = 0.0, y = 0.0;  ///< x and y: sums weighted by area
    std::size_t largest = 0;
    std::vector<std::size_t> members;
};

/// Where the mean of the members' places lies in none of them (a bay, an enclave), the largest one's place.
WorldPoint middle(const Department& one, const CoverageGeometry& coverage) {
    const WorldPoint mean{static_cast<std::int64_t>(one.x / one.area), static_cast<std::int64_t>(one.y / one.area)};
    const auto near = [&](std::size_t m) {
        const MunicipalityPlace place = coverage.place(m);
        const double reach = 0.75 * std::sqrt(place.area);
        return std::hypot(static_cast<double>(mean.x - place.at.x), static_cast<double>(mean.y - place.at.y)) <= reach;
    };
    return std::any_of(one.members.begin(), one.members.end(), near) ? mean : coverage.place(one.largest).at;
}

std::vector<MapName> department_names(const Table& table, const CoverageGeometry& coverage) {
    std::map<std::pair<std::string, std::string>, Department> found;
    for (std::size_t m = 0; m < table.rows.size(); ++m) {
        const std::string name = table.at(m, "department").text();
        const MunicipalityPlace place = coverage.place(m);
        if (name.empty() || !(place.area > 0.0)) continue;
        Department& one = found[{table.at(m, "country").text(), name}];
        if (one.members.empty() || place.area > coverage.place(one.largest).area) one.largest = m;
        one.people += people_of(table, m);
        one.area += place.area;
        one.x += place.area * static_cast<double>(place.at.x);
        one.y += place.area * static_cast<double>(place.at.y);
        one.members.push_back(m);
    }
    if (found.size() < 2) return {};
    std::vector<std::pair<double, MapName>> names;
    for (const auto& [key, one] : found) names.push_back({one.people, {key.second, true, middle(one, coverage), std::sqrt(one.area)}});
    std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<MapName> out;
    for (auto& [people, name] : names) out.push_back(std::move(name));
    return out;
}

}  // namespace

std::vector<MapName> map_names(const Table& municipalities, const CoverageGeometry& coverage) {
    std::vector<MapName> names = department_names(municipalities, coverage);
    std::vector<std::size_t> order(municipalities.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return people_of(municipalities, a) > people_of(municipalities, b); });
    for (const std::size_t m : order) {
        const std::string name = municipalities.at(m, "name").text();
        const MunicipalityPlace place = coverage.place(m);
        if (!name.empty() && place.area > 0.0) names.push_back({name, false, place.at, place.width});
    }
    return names;
}

}  // namespace presencia::emit
