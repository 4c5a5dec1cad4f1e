// SPDX-License-Identifier: Apache-2.0
#include "gap/gap.hpp"
#include "layer/read_tables.hpp"
#include "reach/catchments.hpp"
#include "reach/reach.hpp"
#include "run/incident_group.hpp"
#include "run/departments.hpp"
#include "run/key_report.hpp"
#include "run/layers.hpp"
#include "run/run.hpp"

#include <functional>
#include <optional>

namespace presencia {

namespace {

/// Runs one step; what would stop a run is written down and the next step is tried.
bool attempt(CheckReport& report, const std::function<void()>& step) {
    try {
        step();
        return true;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        report.problems.push_back(error);
        return false;
    }
}

struct Tables {
    const layer::MunicipalityTable& municipalities;
    const layer::SiteTable& sites;
    const layer::PopulationSurface& surface;
};

/// The rule of risk as a run would apply it: without people or without differences it cannot be kept.
void judge(const study::Study& study, const Tables& tables, IncidentGroup group, const RiskLists& lists, const RunOptions& options, CheckReport& report, Progress& progress) {
    const reach::Catchments catchments(tables.sites, tables.municipalities, study.as_of);
    const reach::Reach reach = reach::compute_reach(study, tables.municipalities, tables.sites, tables.surface, catchments, group.sum, options.threads, progress);
    const gap::GapInput input{study, tables.municipalities, tables.sites, reach, group.incidents, group.sum.located, lists.listed.named, lists.compared.named, group.disclosure, {}, {}, group.departments};
    report.notes = gap::compute_gap(input).notes;
}

void check_layers(const study::Study& study, const layer::Dialects& dialects, const RunOptions& options, CheckReport& report, Progress& progress) {
    layer::MunicipalityTable municipalities;
    layer::SiteTable sites;
    layer::PopulationSurface surface;
    const bool units_read = attempt(report, [&] { municipalities = layer::read_municipalities(study, dialects, progress, options.threads); });
    const bool sites_read = attempt(report, [&] { sites = layer::read_sites(study, dialects, progress, layer::extent_of(municipalities)); });
    const bool surface_read = attempt(report, [&] { surface = layer::read_population(study, dialects, progress, layer::extent_of(municipalities)); });
    IncidentLayers incidents;
    RiskLists lists;
    std::string split;
    std::optional<Units> placed;
    const bool units_ready = units_read && attempt(report, [&] {
        name_departments(study, dialects.place_names(), municipalities);
        placed.emplace(study, municipalities, dialects, options.threads);
    });
    if (units_ready) {
        const Units& units = *placed;
        split = split_parents(study, units.gazetteer);
        if (sites_read) attempt(report, [&] { place_sites(sites, study, dialects, units); });
        if (surface_read) attempt(report, [&] { join::place_population(surface, units.extent, units.locator); });
        const reach::Catchments no_catchments({}, municipalities, study.as_of);
        for (std::size_t i = 0; i < study.incidents.size(); ++i) {
            // One layer at a time, so that a bad one does not hide the others.
            study::Study alone = study;
            alone.incidents = {study.incidents[i]};
            attempt(report, [&] {
                IncidentLayers one = tally_layers(alone, dialects, units, no_catchments, options, progress);
                incidents.ledgers.insert(incidents.ledgers.end(), one.ledgers.begin(), one.ledgers.end());
                incidents.guesses.insert(incidents.guesses.end(), one.guesses.begin(), one.guesses.end());
                incidents.tallies.push_back(std::move(one.tallies.front()));
            });
        }
        IncidentGroup group;
        const bool grouped = incidents.tallies.size() == study.incidents.size() &&
                             attempt(report, [&] { group = group_incidents(study, municipalities, incidents.tallies, dialects, units.gazetteer); });
        const bool listed = attempt(report, [&] { lists = read_risk_lists(study, dialects, units); });
        if (grouped && listed && sites_read && surface_read && report.problems.empty()) {
            attempt(report, [&] { judge(study, {municipalities, sites, surface}, std::move(group), lists, options, report, progress); });
        }
    }
    // Books of layers that could not be read to the end do not balance: they are shown only where all could.
    if (report.problems.empty()) {
        report.ledgers = all_ledgers(study, municipalities, sites, surface, incidents, lists);
    } else {
        report.ledgers = incidents.ledgers;
    }
    if (!split.empty()) report.notes.push_back(std::move(split));
    report.guesses = all_guesses(municipalities, sites, surface, incidents);
    if (placed) report.guesses.insert(report.guesses.end(), placed->guesses.begin(), placed->guesses.end());
    for (layer::Guess& guess : key_guesses(report.ledgers, study.language)) report.guesses.push_back(std::move(guess));
    note_unmatched_keys(report.ledgers, study.language);
}

}  // namespace

CheckReport check(const RunOptions& options, Progress& progress) {
    CheckReport report;
    report.problems = study::check_study(options.study, std::nullopt, options.allowed);
    if (!report.problems.empty()) {
        report.language = study::asked_language(options.study).value_or(report.language);
        return report;
    }
    const study::Study study = study::read_study(options.study, std::nullopt, options.allowed);
    report.language = study.language;
    const layer::Dialects dialects = layer::dialects_for(study, options.data);
    check_layers(study, dialects, options, report, progress);
    return report;
}

}  // namespace presencia
