// SPDX-License-Identifier: Apache-2.0
#include "run/incident_group.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "reach/completeness.hpp"

#include <algorithm>

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

}  // namespace

IncidentGroup group_incidents(const study::Study& study, const layer::MunicipalityTable& municipalities, const std::vector<std::vector<join::Tally>>& tallies,
                              const layer::Dialects& dialects) {
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
    for (const std::string& name : names) {
        const Member one = member(study, tallies, name);
        const study::IncidentSource& source = study.incidents[one.layer];
        group.disclosure = stricter(group.disclosure, source.disclosure ? *source.disclosure : dialects.disclosure_class(one.incident_class));
        if (one.tally) {
            add(group.sum, *one.tally);
        }
        for (std::size_t m = 0; m < n; ++m) {
            const bool record = (one.tally && one.tally->has_row[m]) || reach::complete_for(source.complete_for, municipalities.rows[m], study.period);
            group.sum.has_row[m] = group.sum.has_row[m] && record ? 1 : 0;
        }
    }
    for (std::size_t m = 0; m < n; ++m) {
        group.incidents.push_back(group.sum.has_row[m] ? Maybe<std::int64_t>(group.sum.weight[m]) : Maybe<std::int64_t>(Absence::no_record));
    }
    return group;
}

}  // namespace presencia
