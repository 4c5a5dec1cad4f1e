// SPDX-License-Identifier: Apache-2.0
#include "emit/by_people.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace presencia::emit {

std::vector<std::size_t> municipalities_by_people(const Table& municipalities) {
    std::vector<double> people;
    for (std::size_t m = 0; m < municipalities.rows.size(); ++m) {
        const Cell& population = municipalities.at(m, "population");
        people.push_back(population.is_number() ? population.number() : -1.0);
    }
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return people[a] > people[b]; });
    return order;
}

std::vector<DepartmentRows> departments_by_people(const Table& municipalities) {
    std::map<std::pair<std::string, std::string>, DepartmentRows> found;
    for (std::size_t m = 0; m < municipalities.rows.size(); ++m) {
        const std::string name = municipalities.at(m, "department").text();
        if (name.empty()) continue;
        DepartmentRows& one = found[{municipalities.at(m, "country").text(), name}];
        one.name = name;
        one.members.push_back(m);
        const Cell& population = municipalities.at(m, "population");
        if (population.is_number()) one.people += population.number();
    }
    std::vector<DepartmentRows> out;
    for (auto& [key, one] : found) out.push_back(std::move(one));
    std::stable_sort(out.begin(), out.end(), [](const DepartmentRows& a, const DepartmentRows& b) { return a.people > b.people; });
    return out;
}

}  // namespace presencia::emit
