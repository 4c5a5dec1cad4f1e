// SPDX-License-Identifier: Apache-2.0
#include "run/incident_group.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "reach/completeness.hpp"

#include <algorithm>
#include <map>

namespace presencia {

namespace {

struct Member {
    std::size_t layer;
    const join::Tally* tally;  ///< none where the layer holds no row of the class
    std::string incident_class;
};

[[noreturn]] void no_such_class(const study::Study& study, const std::string& name, std::vector<std::string> known) {
    std::sort(known.begin(), known.end());
    const std::string hint = known.empty() ? std::string(tr(study.language, "nombre una capa [[incidents]]", "name an [[incidents]] layer"))
                                           : std::string(tr(study.language, "la capa tiene: ", "the layer holds: ")) + text::join(known, ", ");
    throw Error(ErrorCode::study_bad_value, {.file = study.file.filename().string(), .column = "at_risk.incidents"}, name, hint);
}

Member member(const study::Study& study, const std::vector<std::vector<join::Tally>>& tallies, const std::string& name) {
    const std::size_t slash = name.find('/');
    const std::string layer = name.substr(0, slash);
    const auto at = std::find_if(study.incidents.begin(), study.incidents.end(), [&](const study::IncidentSource& s) { return s.name == layer; });
    if (at == study.incidents.end()) {
        no_such_class(study, name, {});
    }
    const auto index = static_cast<std::size_t>(at - study.incidents.begin());
    std::vector<std::string> classes;
    for (const join::Tally& tally : tallies[index]) classes.push_back(tally.incident_class);
    std::vector<std::string> sorted = classes;
    std::sort(sorted.begin(), sorted.end());
    if (slash == std::string::npos) {
        if (classes.size() > 1) {
            throw Error(ErrorCode::study_contradiction, {.file = study.file.filename().string(), .column = "at_risk.incidents"},
                        layer + std::string(tr(study.language, " tiene varias clases (", " holds several classes (")) + text::join(sorted, ", ") +
                            std::string(tr(study.language, "), y no se suman sin que se pida", ") and classes are never summed unasked")),
                        "incidents = \"" + layer + "/" + sorted.front() + "\"; " +
                            std::string(tr(study.language, "o una lista de tales nombres, para sumarlas", "or a list of such names, to sum them")));
        }
        return {index, classes.empty() ? nullptr : &tallies[index].front(), classes.empty() ? at->incident_class.constant.value_or("") : classes.front()};
    }
    const std::string wanted = name.substr(slash + 1);
    const auto found = std::find(classes.begin(), classes.end(), wanted);
    if (found == classes.end()) {
        const auto& words = at->incident_class.values;
        // A class that the study's map names is a class of the layer even where the period holds no row of it.
        const bool named = at->incident_class.constant == wanted || std::any_of(words.begin(), words.end(), [&](const auto& entry) { return entry.second == wanted; });
        if (!named) no_such_class(study, name, classes);
        return {index, nullptr, wanted};
    }
    return {index, &tallies[index][static_cast<std::size_t>(found - classes.begin())], wanted};
}

void add(join::Tally& sum, const join::Tally& tally) {
    for (std::size_t m = 0; m < sum.weight.size(); ++m) {
        sum.weight[m] += tally.weight[m];
        sum.located[m] += tally.located[m];
        for (std::size_t families = 0; families < join::family_masks; ++families) sum.by_families[m][families] += tally.by_families[m][families];
    }
}

/// sensitive is stricter than other, other than homicide.
study::DisclosureClass stricter(study::DisclosureClass a, study::DisclosureClass b) {
    using enum study::DisclosureClass;
    return a == sensitive || b == sensitive ? sensitive : a == other || b == other ? other : homicide;
}

using Members = std::vector<Member>;

bool by_department(const study::Study& study, const Member& one) {
    return study.incidents[one.layer].level == study::Level::department;
}

/// Layers by municipality and by department cannot be summed.
void require_one_level(const study::Study& study, const Members& members) {
    const auto departments = std::count_if(members.begin(), members.end(), [&](const Member& one) { return by_department(study, one); });
    if (departments == 0 || departments == std::ssize(members)) return;
    throw Error(ErrorCode::study_contradiction, {.file = study.file.filename().string(), .column = "at_risk.incidents"},
                std::string(tr(study.language, "capas por municipio y por departamento en un mismo grupo", "layers by municipality and by department in one group")),
                std::string(tr(study.language, "nombre las de un solo nivel", "name those of one level")));
}

/// A department is on record where a row, or completeness for all of its municipalities, speaks of it in every layer of the group.
std::vector<gap::DepartmentIncidents> department_incidents(const study::Study& study, const layer::MunicipalityTable& municipalities, const Members& members, const layer::Gazetteer& gazetteer) {
    struct Sum {
        std::int64_t weight = 0;
        bool record = true;
    };
    std::map<std::pair<std::string, std::string>, Sum> sums;
    const std::vector<layer::Department>& departments = gazetteer.index().departments();
    for (std::size_t d = 0; d < departments.size(); ++d) {
        Sum& sum = sums[{departments[d].country, departments[d].text}];
        for (const Member& one : members) {
            const bool row = one.tally && one.tally->has_row[d];
            const bool complete = std::all_of(departments[d].members.begin(), departments[d].members.end(), [&](std::int32_t m) {
                return reach::complete_for(study.incidents[one.layer].complete_for, municipalities.rows[static_cast<std::size_t>(m)], study.period);
            });
            sum.weight += one.tally ? one.tally->weight[d] : 0;
            sum.record = sum.record && (row || complete);
        }
    }
    std::vector<gap::DepartmentIncidents> out;
    for (const auto& [name, sum] : sums) {
        out.push_back({name.first, name.second, sum.record ? Maybe<std::int64_t>(sum.weight) : Maybe<std::int64_t>(Absence::no_record)});
    }
    return out;
}

}  // namespace

IncidentGroup group_incidents(const study::Study& study, const layer::MunicipalityTable& municipalities, const std::vector<std::vector<join::Tally>>& tallies,
                              const layer::Dialects& dialects, const layer::Gazetteer& gazetteer) {
    const std::size_t n = municipalities.rows.size();
    IncidentGroup group;
    group.sum.weight.assign(n, 0);
    group.sum.located.assign(n, 0);
    group.sum.by_families.assign(n, {});
    group.sum.has_row.assign(n, 1);
    std::vector<std::string> names = study.at_risk.incidents;
    if (names.empty() && study.incidents.size() == 1) {
        names.push_back(study.incidents.front().name);
    }
    if (names.empty()) {
        group.sum.has_row.assign(n, 0);
    }
    group.disclosure = study::DisclosureClass::homicide;
    Members members;
    for (const std::string& name : names) members.push_back(member(study, tallies, name));
    require_one_level(study, members);
    for (const Member& one : members) {
        const study::IncidentSource& source = study.incidents[one.layer];
        group.disclosure = stricter(group.disclosure, source.disclosure ? *source.disclosure : dialects.disclosure_class(one.incident_class));
        if (by_department(study, one)) continue;
        if (one.tally) {
            add(group.sum, *one.tally);
        }
        for (std::size_t m = 0; m < n; ++m) {
            const bool record = (one.tally && one.tally->has_row[m]) || reach::complete_for(source.complete_for, municipalities.rows[m], study.period);
            group.sum.has_row[m] = group.sum.has_row[m] && record ? 1 : 0;
        }
    }
    if (!members.empty() && by_department(study, members.front())) {
        group.departments = department_incidents(study, municipalities, members, gazetteer);
        group.incidents.assign(n, Absence::not_applicable);
        return group;
    }
    for (std::size_t m = 0; m < n; ++m) {
        group.incidents.push_back(group.sum.has_row[m] ? Maybe<std::int64_t>(group.sum.weight[m]) : Maybe<std::int64_t>(Absence::no_record));
    }
    return group;
}

}  // namespace presencia
