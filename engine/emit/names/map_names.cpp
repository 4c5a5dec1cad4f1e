// SPDX-License-Identifier: Apache-2.0
#include "emit/names/map_names.hpp"

#include "emit/by_people.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

/// In the middle of its surface; where that lies in none of the members (a bay, an enclave), in the largest one.
MapName department_name(const DepartmentRows& department, const CoverageGeometry& coverage) {
    MunicipalityPlace largest;
    double area = 0.0, x = 0.0, y = 0.0;  // x and y: sums weighted by area
    for (const std::size_t m : department.members) {
        const MunicipalityPlace place = coverage.place(m);
        area += place.area;
        x += place.area * static_cast<double>(place.at.x);
        y += place.area * static_cast<double>(place.at.y);
        if (place.area > largest.area) largest = place;
    }
    MapName name{department.name, true, largest.at, std::sqrt(area)};
    if (!(area > 0.0)) return name;
    const WorldPoint mean{static_cast<std::int64_t>(x / area), static_cast<std::int64_t>(y / area)};
    const auto near = [&](std::size_t m) {
        const MunicipalityPlace place = coverage.place(m);
        const double reach = 0.75 * std::sqrt(place.area);
        return std::hypot(static_cast<double>(mean.x - place.at.x), static_cast<double>(mean.y - place.at.y)) <= reach;
    };
    if (std::any_of(department.members.begin(), department.members.end(), near)) name.at = mean;
    return name;
}

}  // namespace

std::vector<MapName> map_names(const Table& municipalities, const CoverageGeometry& coverage) {
    std::vector<MapName> names;
    const std::vector<DepartmentRows> departments = departments_by_people(municipalities);
    if (departments.size() > 1) {
        for (const DepartmentRows& one : departments) names.push_back(department_name(one, coverage));
    }
    for (const std::size_t m : municipalities_by_people(municipalities)) {
        const MunicipalityPlace place = coverage.place(m);
        names.push_back({municipalities.at(m, "name").text(), false, place.at, place.width});
    }
    // Nothing to say, or no place to say it.
    std::erase_if(names, [](const MapName& name) { return name.text.empty() || !(name.room > 0.0); });
    return names;
}

}  // namespace presencia::emit
