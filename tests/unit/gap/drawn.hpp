// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/gap.hpp"

#include <memory>

namespace drawn {

using namespace presencia;

/// A study drawn in a test: municipalities with people, counts and reaches, without files or geometry. Families are studied once a reach is drawn.
struct World {
    study::Study study;
    layer::MunicipalityTable municipalities;
    layer::SiteTable sites;
    reach::Reach reach;
    std::vector<Maybe<std::int64_t>> incidents;
    std::vector<std::int64_t> located;
    std::vector<std::uint8_t> listed, compared;
    std::vector<std::array<std::int64_t, join::family_masks>> by_families;
    study::DisclosureClass disclosure = study::DisclosureClass::homicide;

    World() {
        study.period = {*Date::from_ymd(2013, 1, 1), *Date::from_ymd(2013, 12, 31)};
        study.as_of = study.period.to;
        study.language = Language::en;
        study.profile = study::Profile::restricted;
        study.at_risk.rule = study::AtRisk::Rule::above;
        study.at_risk.measure = study::Measure::count;
        study.at_risk.value = 10;
        study.municipalities.emplace_back();
    }

    /// Adds a municipality; codes must come in order within a country. Its index is returned.
    std::size_t add(double people, Maybe<std::int64_t> count, const std::string& country = "AAA", const std::string& department = "D1") {
        layer::Municipality row;
        row.country = country;
        const std::string number = std::to_string(municipalities.rows.size() + 1);
        row.code = std::string(4 - number.size(), '0') + number;
        row.name = "M" + row.code;
        row.department = department;
        row.population = people;
        row.area = SquareKilometres(100.0);
        municipalities.rows.push_back(row);
        incidents.push_back(count);
        located.push_back(count.value_or(0));
        listed.push_back(0);
        reach.by_municipality.emplace_back();
        reach.concurrence.emplace_back();
        reach.surface_people.push_back(Absence::no_surface);
        reach.surface_usable.push_back(0);
        return municipalities.rows.size() - 1;
    }

    /// Draws the reach of a family in a municipality, by people.
    reach::FamilyReach& draw(std::size_t i, study::Family family, double share, std::int64_t services = 0, bool complete = true) {
        const auto f = static_cast<std::size_t>(family);
        reach.studied[f] = true;
        reach::FamilyReach& out = reach.by_municipality[i][f];
        out.people = out.area = out.need = out.reach = share;
        out.need_is_reach = true;
        out.basis = reach::Basis::people;
        out.sites = services;
        out.complete = complete;
        return out;
    }

    gap::GapInput input() const {
        return {study, municipalities, sites, reach, incidents, located, listed, compared, disclosure, by_families};
    }
    gap::Result compute() const { return gap::compute_gap(input()); }
};

}  // namespace drawn
