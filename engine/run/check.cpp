// SPDX-License-Identifier: Apache-2.0
#include "gap/gap.hpp"
#include "layer/incidents.hpp"
#include "layer/read_tables.hpp"
#include "reach/catchments.hpp"
#include "reach/reach.hpp"
#include "run/departments.hpp"
#include "run/incident_group.hpp"
#include "run/key_report.hpp"
#include "run/layers.hpp"
#include "run/run.hpp"
#include "study/parse_study.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace presencia {

namespace {

/// A study whose layers may each be missing or bad, looked at one by one: what would stop a run is written down and the next is tried.
class Checker {
public:
    Checker(const study::Study& study, const RunOptions& options, CheckReport& report, Progress& progress)
        : study_(study), dialects_(layer::dialects_for(study, options.data)), options_(options), report_(report), progress_(progress) {}

    void check() {
        bool units_read = read_units();
        const bool sites_read = read_sites();
        const bool surface_read = read_surface();
        units_read = units_read && attempt([&] {
            name_departments(study_, dialects_.place_names(), municipalities_);
            units_.emplace(study_, municipalities_, dialects_, options_.threads);
        });
        if (units_read) {
            join(*units_, sites_read, surface_read);
        } else {
            read_incidents_alone();
        }
        settle_books();
    }

private:
    bool attempt(const std::function<void()>& step) {
        try {
            step();
            return true;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) throw;
            const auto same = [&](const Error& known) { return known.code() == error.code() && known.where().file == error.where().file && known.where().row == error.where().row && known.where().column == error.where().column; };
            if (std::none_of(report_.problems.begin(), report_.problems.end(), same)) report_.problems.push_back(error);
            return false;
        }
    }

    /// Reads all layers of a kind together, as a run would; where that stops, each alone, so that a bad one does not hide the others.
    template <class Sources, class Table, class Read>
    bool read(const Sources& sources, Sources study::Study::*member, Table& table, Read read_table) {
        const std::size_t before = report_.problems.size();
        if (attempt([&] { table = read_table(study_); })) return true;
        if (sources.size() < 2) return false;
        report_.problems.erase(report_.problems.begin() + static_cast<std::ptrdiff_t>(before), report_.problems.end());
        bool each = true;
        for (const auto& source : sources) {
            study::Study alone = study_;
            alone.*member = {source};
            each = attempt([&] {
                const Table one = read_table(alone);
                report_.partial.insert(report_.partial.end(), one.ledgers.begin(), one.ledgers.end());
            }) && each;
        }
        // Each is sound by itself: what stops them is something between them.
        if (each) attempt([&] { table = read_table(study_); });
        return false;
    }

    bool read_units() {
        if (study_.municipalities.empty()) return false;
        return read(study_.municipalities, &study::Study::municipalities, municipalities_, [&](const study::Study& s) { return layer::read_municipalities(s, dialects_, progress_, options_.threads); });
    }
    bool read_sites() {
        return read(study_.sites, &study::Study::sites, sites_, [&](const study::Study& s) { return layer::read_sites(s, dialects_, progress_, layer::extent_of(municipalities_)); });
    }
    bool read_surface() {
        return read(study_.population, &study::Study::population, surface_, [&](const study::Study& s) { return layer::read_population(s, dialects_, progress_, layer::extent_of(municipalities_)); });
    }

    void join(const Units& units, bool sites_read, bool surface_read) {
        if (sites_read) attempt([&] { place_sites(sites_, study_, dialects_, units); });
        if (surface_read) attempt([&] { join::place_population(surface_, units.extent, units.locator); });
        tally(units);
        IncidentGroup group;
        const bool grouped = incidents_.tallies.size() == study_.incidents.size() && attempt([&] { group = group_incidents(study_, municipalities_, incidents_.tallies, dialects_, units.gazetteer); });
        const bool listed = attempt([&] { lists_ = read_risk_lists(study_, dialects_, units); });
        if (grouped && listed && sites_read && surface_read && report_.problems.empty()) attempt([&] { judge(std::move(group)); });
    }

    void tally(const Units& units) {
        const reach::Catchments no_catchments({}, municipalities_, study_.as_of);
        for (const study::IncidentSource& source : study_.incidents) {
            study::Study alone = study_;
            alone.incidents = {source};
            attempt([&] {
                IncidentLayers one = tally_layers(alone, dialects_, units, no_catchments, options_, progress_);
                incidents_.ledgers.insert(incidents_.ledgers.end(), one.ledgers.begin(), one.ledgers.end());
                incidents_.guesses.insert(incidents_.guesses.end(), one.guesses.begin(), one.guesses.end());
                incidents_.tallies.push_back(std::move(one.tallies.front()));
            });
        }
    }

    /// Without municipalities no row can be placed, but dates, numbers and coordinates can still be read.
    void read_incidents_alone() {
        for (std::size_t i = 0; i < study_.incidents.size(); ++i) {
            attempt([&] {
                layer::IncidentStream stream(study_, i, dialects_);
                Ledger& ledger = report_.partial.emplace_back();
                ledger.layer = study_.incidents[i].name;
                ledger.source = study_.incidents[i].source.shown;
                stream.read(ledger, [&](const layer::IncidentBatch&) { progress_.check_interrupted(); }, [](double) {});
                incidents_.guesses.insert(incidents_.guesses.end(), stream.guesses().begin(), stream.guesses().end());
            });
        }
    }

    /// The rule of risk as a run would apply it: without people or without differences it cannot be kept.
    void judge(IncidentGroup group) {
        const reach::Catchments catchments(sites_, municipalities_, study_.as_of);
        const reach::Reach reach = reach::compute_reach(study_, municipalities_, sites_, surface_, catchments, group.sum, options_.threads, progress_);
        const gap::GapInput input{study_, municipalities_, sites_, reach, group.incidents, group.sum.located, lists_.listed.named, lists_.compared.named, group.disclosure, {}, {}, group.departments};
        report_.notes = gap::compute_gap(input).notes;
    }

    /// Books of layers that could not be read to the end do not balance: all are shown, or only those of which rows were left out.
    void settle_books() {
        const auto keep = [&](const std::vector<Ledger>& ledgers) { report_.partial.insert(report_.partial.end(), ledgers.begin(), ledgers.end()); };
        if (report_.problems.empty()) {
            report_.ledgers = all_ledgers(study_, municipalities_, sites_, surface_, incidents_, lists_);
        } else {
            report_.ledgers = incidents_.ledgers;
            keep(municipalities_.ledgers);
            keep(municipalities_.population_ledgers);
            keep(sites_.ledgers);
            keep(surface_.ledgers);
        }
        report_.guesses = all_guesses(municipalities_, sites_, surface_, incidents_, lists_);
        if (units_) {
            report_.guesses.insert(report_.guesses.end(), units_->guesses.begin(), units_->guesses.end());
            if (std::string split = split_parents_said(study_, units_->gazetteer); !split.empty()) report_.notes.push_back(std::move(split));
        }
        for (layer::Guess& guess : key_guesses(report_.ledgers, study_.language)) report_.guesses.push_back(std::move(guess));
        // Which keys find nobody is said whatever the profile: each once, beside no line number.
        note_unmatched_keys(report_.ledgers, study_.language);
        // What a run may not write down, a check may not say: a terminal is copied into a mail.
        if (study_.profile == study::Profile::restricted) return;
        redact(report_.ledgers, study_);
        redact(report_.partial, study_);
    }

    const study::Study& study_;
    layer::Dialects dialects_;
    const RunOptions& options_;
    CheckReport& report_;
    Progress& progress_;
    layer::MunicipalityTable municipalities_;
    layer::SiteTable sites_;
    layer::PopulationSurface surface_;
    IncidentLayers incidents_;
    RiskLists lists_;
    std::optional<Units> units_;
};

/// Whether a problem lies in the named source itself: not there, refused, or not a plain file.
bool bad_source(const std::vector<Error>& problems, const std::string& key) {
    return std::any_of(problems.begin(), problems.end(), [&](const Error& problem) { return problem.where().column == key; });
}

template <class Layers>
void drop_bad(Layers& layers, const char* table, const std::vector<Error>& problems) {
    for (std::size_t i = layers.size(); i-- > 0;) {
        if (bad_source(problems, std::string(table) + "[" + std::to_string(i) + "].source")) layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

/// Leaves out the sources that have problems of their own: those are known by now, must not hide the others, and what may not be read is not.
void drop_bad_sources(study::Study& study, const std::vector<Error>& problems) {
    for (std::size_t i = 0; i < study.municipalities.size(); ++i) {
        if (bad_source(problems, "municipalities[" + std::to_string(i) + "].population.source")) study.municipalities[i].population_table.reset();
    }
    drop_bad(study.municipalities, "municipalities", problems);
    drop_bad(study.incidents, "incidents", problems);
    drop_bad(study.sites, "sites", problems);
    drop_bad(study.population, "population", problems);
    for (const auto& [key, list] : {std::pair("at_risk.list", &study.at_risk.list), std::pair("at_risk.compare", &study.at_risk.compare)}) {
        if (bad_source(problems, key) || bad_source(problems, std::string(key) + ".source")) list->reset();
    }
}

}  // namespace

CheckReport check(const RunOptions& options, Progress& progress) {
    CheckReport report;
    try {
        study::Inspection seen = study::inspect_study(options.study, std::nullopt, options.allowed);
        report.language = seen.study.language;
        report.profile = seen.study.profile;
        if (seen.problems.empty()) return check(seen.study, options, progress);
        report.problems = std::move(seen.problems);
        if (!seen.study.period.from.defined() || !seen.study.period.to.defined()) return report;
        drop_bad_sources(seen.study, report.problems);
        Checker(seen.study, options, report, progress).check();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        report.language = study::asked_language(options.study).value_or(report.language);
        report.problems.push_back(error);
    }
    return report;
}

CheckReport check(const study::Study& study, const RunOptions& options, Progress& progress) {
    CheckReport report;
    report.language = study.language;
    report.profile = study.profile;
    Checker(study, options, report, progress).check();
    return report;
}

}  // namespace presencia
