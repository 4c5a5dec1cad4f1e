// SPDX-License-Identifier: Apache-2.0
#include "run/withheld_layers.hpp"

#include "core/language.hpp"

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

/// The sources of all layers whose rows may be filtered.
std::vector<const study::Source*> row_sources(const study::Study& study) {
    std::vector<const study::Source*> all;
    for (const study::MunicipalitySource& one : study.municipalities) {
        all.push_back(&one.source);
        if (one.population_table) all.push_back(&one.population_table->source);
    }
    for (const study::IncidentSource& one : study.incidents) all.push_back(&one.source);
    for (const study::SiteSource& one : study.sites) all.push_back(&one.source);
    for (const study::PopulationSource& one : study.population) all.push_back(&one.source);
    return all;
}

void hide_filtered_rows(std::vector<Ledger>& ledgers, const study::Study& study, const std::set<std::filesystem::path>& files) {
    std::set<std::string> hidden;  // by the name that books have too
    for (const study::Source* source : row_sources(study)) {
        if (files.contains(std::filesystem::path(source->path).replace_extension())) hidden.insert(source->shown);
    }
    for (Ledger& ledger : ledgers) {
        if (!hidden.contains(ledger.source)) continue;
        if (ledger.filtered_count() > 0) {
            ledger.notes.emplace_back(tr(study.language, "las filas filtradas se cuentan y no se listan en rejects/: sus líneas dirían algo de lo que el perfil reserva",
                                         "filtered rows are counted and not listed in rejects/: their lines would tell of what the profile withholds"));
        }
        ledger.hide_filtered = true;
    }
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

std::set<std::filesystem::path> withheld_files(const study::Study& study, const std::vector<bool>& incidents, const std::vector<bool>& sites) {
    std::set<std::filesystem::path> files;
    const auto withhold = [&](const study::Source& source) { files.insert(std::filesystem::path(source.path).replace_extension()); };
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        if (incidents[i]) withhold(study.incidents[i].source);
    }
    for (std::size_t i = 0; i < study.sites.size(); ++i) {
        if (sites[i]) withhold(study.sites[i].source);
    }
    return files;
}

void withhold_books(std::vector<Ledger>& ledgers, const study::Study& study, const WithheldLayers& withheld) {
    hide_filtered_rows(ledgers, study, withheld_files(study, withheld.incidents, withheld.sites));
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
