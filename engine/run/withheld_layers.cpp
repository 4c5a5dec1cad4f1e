// SPDX-License-Identifier: Apache-2.0
#include "run/withheld_layers.hpp"

#include <algorithm>

namespace presencia {

namespace {

bool counts_to_withhold(const study::Study& study, std::size_t i, const std::vector<join::Tally>& tallies, const layer::Dialects& dialects) {
    if (tallies.empty()) return true;
    const auto& disclosure = study.incidents[i].disclosure;
    return std::any_of(tallies.begin(), tallies.end(), [&](const join::Tally& tally) {
        return gap::suppression_threshold(study.profile, disclosure ? *disclosure : dialects.disclosure_class(tally.incident_class), study.disclosure_min_count) > 0;
    });
}

bool in_the_rule(const study::Study& study, const std::string& layer) {
    return std::any_of(study.at_risk.incidents.begin(), study.at_risk.incidents.end(),
                       [&](const std::string& name) { return name == layer || name.starts_with(layer + "/"); });
}

}  // namespace

WithheldLayers withheld_layers(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const IncidentLayers& incidents,
                               const layer::Dialects& dialects, const gap::DisclosureReport& disclosure) {
    WithheldLayers withheld{std::vector<bool>(study.incidents.size()), std::vector<bool>(study.incidents.size()), std::vector<bool>(study.sites.size())};
    if (study.profile == study::Profile::restricted) return withheld;
    const bool fine = gap::withholds_all_need(study.profile, municipalities.level);
    for (std::size_t i = 0; i < study.incidents.size(); ++i) withheld.incidents[i] = fine || counts_to_withhold(study, i, incidents.tallies[i], dialects);
    // The totals of the result are held against its hidden counts; those of one layer among several, or of a layer that the result does not show, are not.
    const bool several = std::count(withheld.incidents.begin(), withheld.incidents.end(), true) > 1;
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        const bool tells = fine || several || disclosure.unprotected > 0 || !in_the_rule(study, study.incidents[i].name);
        withheld.incident_books[i] = withheld.incidents[i] && tells;
    }
    for (std::size_t i = 0; i < study.sites.size(); ++i) withheld.sites[i] = study.sites[i].sensitive.given();
    // A column that may mark some withholds the books even where it marks none; rows that are no site, for want of a place or a family, are told by their records.
    for (std::size_t i = 0; i < sites.may_be_sensitive.size(); ++i) withheld.sites[i] = withheld.sites[i] || sites.may_be_sensitive[i];
    for (const layer::SiteRecord& record : sites.records) {
        if (record.sensitive) withheld.sites[record.layer] = true;
    }
    return withheld;
}

void withhold_books(std::vector<Ledger>& ledgers, const study::Study& study, const WithheldLayers& withheld) {
    const auto mark = [&](const std::string& layer) {
        for (Ledger& ledger : ledgers) ledger.withheld = ledger.withheld || ledger.layer == layer;
    };
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        if (withheld.incident_books[i]) mark(study.incidents[i].name);
    }
    for (std::size_t i = 0; i < study.sites.size(); ++i) {
        if (withheld.sites[i]) mark(study.sites[i].name);
    }
}

}  // namespace presencia
