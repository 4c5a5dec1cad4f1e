// SPDX-License-Identifier: Apache-2.0
#include "run/layers.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/batch_books.hpp"
#include "layer/key_sources.hpp"
#include "layer/read_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace presencia {

namespace {

std::vector<const geo::MultiPolygon*> shapes_of(const layer::MunicipalityTable& table) {
    std::vector<const geo::MultiPolygon*> shapes;
    for (const layer::Municipality& row : table.rows) shapes.push_back(&row.shape);
    return shapes;
}

template <class Layers>
bool is_layer(const Layers& layers, const Ledger& ledger) {
    return std::any_of(layers.begin(), layers.end(), [&](const auto& source) { return source.name == ledger.layer; });
}

void append(std::vector<Ledger>& to, const std::vector<Ledger>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

bool counted_none(const Ledger& ledger) {
    return ledger.read > 0 && ledger.located + ledger.snapped + ledger.by_key == 0;
}

/// Where the first rejected row is and why it was rejected, without its value.
std::string first_reject(const Ledger& ledger, Language language) {
    std::optional<Reject> first;
    ledger.each_left_out([&](const Reject& left_out) {
        if (is_rejection(left_out.code) && (!first || left_out.row < first->row)) first = left_out;
    });
    if (!first) return {};
    const ErrorEntry& entry = error_entry(first->code);
    return fmt::format(fmt::runtime(tr(language, "; la primera, fila {}{}{}: {} {}", "; the first one, row {}{}{}: {} {}")), first->row, first->column.empty() ? "" : ", ", first->column,
                       entry.id, language == Language::es ? entry.es : entry.en);
}

}  // namespace

Units::Units(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::Dialects& dialects, unsigned threads)
    : table(municipalities), extent(layer::extent_of(municipalities)), locator(join::Locator::over(shapes_of(municipalities), threads)),
      gazetteer(municipalities.rows, dialects.place_names(), layer::key_sources(study, dialects, guesses)) {}

std::optional<layer::Gazetteer> Units::own_gazetteer(const study::Study& study, const study::Source& source, const layer::Dialects& dialects) const {
    if (source.crosswalk.empty()) return std::nullopt;
    std::vector<layer::Guess> said;  // of the crosswalk file: those of the study's own stand in `guesses`
    return layer::Gazetteer(table.rows, dialects.place_names(), layer::key_sources(study, dialects, said, &source));
}

void place_sites(layer::SiteTable& sites, const study::Study& study, const layer::Dialects& dialects, const Units& units) {
    std::vector<std::optional<layer::Gazetteer>> own;
    std::vector<const layer::Gazetteer*> by_layer;
    own.reserve(study.sites.size());
    for (const study::SiteSource& source : study.sites) {
        own.push_back(units.own_gazetteer(study, source.source, dialects));
        by_layer.push_back(own.back() ? &*own.back() : &units.gazetteer);
    }
    join::place_sites(sites, study, units.extent, units.locator, by_layer);
}

std::vector<SplitParent> split_parents(const study::Study& study, const layer::Gazetteer& gazetteer) {
    std::vector<SplitParent> out;
    for (const auto& [old_unit, parent] : gazetteer.split_parents()) {
        const layer::OldUnit& old = gazetteer.old_units()[static_cast<std::size_t>(old_unit)];
        if (old.changed.defined() && study.period.from >= old.changed) continue;
        SplitParent& split = out.emplace_back(SplitParent{&old, parent, {}});
        for (const std::int32_t part : gazetteer.parts_of(old_unit)) {
            if (part != parent) split.others.push_back(part);
        }
    }
    return out;
}

std::string split_parents_said(const study::Study& study, const layer::Gazetteer& gazetteer) {
    std::vector<std::string> said;
    for (const SplitParent& split : split_parents(study, gazetteer)) {
        std::vector<std::string> others;
        for (const std::int32_t part : split.others) others.push_back(gazetteer.shown(part));
        said.push_back(gazetteer.shown(split.municipality) + " → " + text::join(others, ", "));
    }
    if (said.empty()) return {};
    return std::string(tr(study.language, "municipios divididos: las filas con el código antiguo quedan en el que lo conserva, también por sus partes nuevas: ",
                          "split municipalities: rows with the old code stay with the one that kept it, for its new parts too: ")) +
           text::join(said, "; ");
}

IncidentLayers tally_layers(const study::Study& study, const layer::Dialects& dialects, const Units& units, const reach::Catchments& catchments, const RunOptions& options,
                            Progress& progress) {
    IncidentLayers out;
    const join::FamiliesReaching families = catchments.none() ? join::FamiliesReaching() : [&](LonLat position, join::MunicipalityIndex m) { return catchments.families_reaching(position, m); };
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        const study::IncidentSource& source = study.incidents[i];
        layer::IncidentStream stream(study, i, dialects, units.extent);
        Ledger ledger;
        ledger.layer = source.name;
        ledger.source = source.source.shown;
        const join::Placer placer(units.locator, Metres(source.snap_m));
        const bool by_department = source.level == study::Level::department;
        const auto by = by_department ? layer::KeyedBy::department : layer::KeyedBy::municipality;
        const std::optional<layer::Gazetteer> own = units.own_gazetteer(study, source.source, dialects);
        const layer::Gazetteer& gazetteer = own ? *own : units.gazetteer;
        const std::size_t counted = by_department ? units.gazetteer.index().departments().size() : units.table.rows.size();
        out.tallies.push_back(join::tally_incidents(stream, placer, gazetteer, by, counted, units.extent, families, ledger, options.threads, progress));
        if (counted_none(ledger)) {
            ledger.notes.insert(ledger.notes.begin(), std::string(tr(study.language, "ATENCIÓN: no se contó ninguna fila de esta capa: todas caen fuera del período o de los límites, las quita where o se rechazaron; "
                                                                     "revise from y to, where y rejects/",
                                                                     "WARNING: no row of this layer was counted: every one lies outside the period or the boundaries, is left out by where or was rejected; "
                                                                     "look at from and to, where and rejects/")));
        }
        out.ledgers.push_back(std::move(ledger));
        out.guesses.insert(out.guesses.end(), stream.guesses().begin(), stream.guesses().end());
    }
    return out;
}

std::string uncounted_layers(const study::Study& study, const IncidentLayers& incidents) {
    std::vector<std::string> said;
    for (const Ledger& ledger : incidents.ledgers) {
        if (!counted_none(ledger)) continue;
        said.push_back(fmt::format(fmt::runtime(tr(study.language, "de {} no se contó ninguna fila (leídas: {}; fuera del período o quitadas por where: {}; fuera de los límites: {}; rechazadas: {}{})",
                                                   "no row of {} was counted (read: {}; outside the period or left out by where: {}; outside the boundaries: {}; rejected: {}{})")),
                                   ledger.layer, ledger.read, ledger.filtered, ledger.outside, ledger.rejected, first_reject(ledger, study.language)));
    }
    return text::join(said, "; ");
}

RiskLists read_risk_lists(const study::Study& study, const layer::Dialects& dialects, const Units& units) {
    RiskLists lists;
    const auto read = [&](const study::Source& source) {
        const std::optional<layer::Gazetteer> own = units.own_gazetteer(study, source, dialects);
        return read_code_list(study, source, dialects, own ? *own : units.gazetteer, units.table.rows.size());
    };
    if (study.at_risk.list) lists.listed = read(*study.at_risk.list);
    if (study.at_risk.compare) lists.compared = read(*study.at_risk.compare);
    return lists;
}

std::vector<Ledger> all_ledgers(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                                const IncidentLayers& incidents, const RiskLists& lists) {
    std::vector<Ledger> all;
    append(all, municipalities.ledgers);
    append(all, municipalities.population_ledgers);
    append(all, surface.ledgers);
    append(all, incidents.ledgers);
    append(all, sites.ledgers);
    if (study.at_risk.list) all.push_back(lists.listed.ledger);
    if (study.at_risk.compare) all.push_back(lists.compared.ledger);
    for (Ledger& ledger : all) {
        layer::note_missing(study, ledger);
        ledger.sort_left_out();
        require_whole(ledger);
    }
    return all;
}

std::vector<layer::Guess> all_guesses(const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                                      const IncidentLayers& incidents, const RiskLists& lists) {
    std::vector<layer::Guess> all = municipalities.guesses;
    for (const auto* more : {&surface.guesses, &incidents.guesses, &sites.guesses, &lists.listed.guesses, &lists.compared.guesses}) all.insert(all.end(), more->begin(), more->end());
    return all;
}

void redact(std::vector<Ledger>& ledgers, const study::Study& study) {
    for (Ledger& ledger : ledgers) {
        ledger.hide_values = is_layer(study.incidents, ledger) || is_layer(study.sites, ledger);
    }
}

}  // namespace presencia
