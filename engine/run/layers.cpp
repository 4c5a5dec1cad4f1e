// SPDX-License-Identifier: Apache-2.0
#include "run/layers.hpp"

#include "core/language.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace presencia {

namespace {

std::vector<geo::MultiPolygon> shapes_of(const layer::MunicipalityTable& table) {
    std::vector<geo::MultiPolygon> shapes;
    for (const layer::Municipality& row : table.rows) shapes.push_back(row.shape);
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
        const bool rejected = left_out.code != ErrorCode::row_outside && left_out.code != ErrorCode::row_duplicate;
        if (rejected && (!first || left_out.row < first->row)) first = left_out;
    });
    if (!first) return {};
    const ErrorEntry& entry = error_entry(first->code);
    return fmt::format(fmt::runtime(tr(language, "; la primera, fila {}{}{}: {} {}", "; the first one, row {}{}{}: {} {}")), first->row, first->column.empty() ? "" : ", ", first->column,
                       entry.id, language == Language::es ? entry.es : entry.en);
}

}  // namespace

Units::Units(const layer::MunicipalityTable& municipalities, const layer::PlaceNames& names)
    : table(municipalities), locator(shapes_of(municipalities)), gazetteer(municipalities.rows, names), extent(layer::extent_of(municipalities)) {}

IncidentLayers tally_layers(const study::Study& study, const layer::Dialects& dialects, const Units& units, const reach::Catchments& catchments, const RunOptions& options,
                            Progress& progress) {
    IncidentLayers out;
    const auto families = [&](LonLat position, join::MunicipalityIndex m) { return catchments.families_reaching(position, m); };
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        const study::IncidentSource& source = study.incidents[i];
        layer::IncidentStream stream(study, i, dialects, units.extent);
        Ledger ledger;
        ledger.layer = source.name;
        ledger.source = source.source.shown;
        const join::Placer placer(units.locator, Metres(source.snap_m));
        out.tallies.push_back(join::tally_incidents(stream, placer, units.gazetteer, units.table.rows.size(), units.extent, families, ledger, options.threads, progress));
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
    if (study.at_risk.list) lists.listed = read_code_list(*study.at_risk.list, dialects, units.gazetteer, units.table.rows.size());
    if (study.at_risk.compare) lists.compared = read_code_list(*study.at_risk.compare, dialects, units.gazetteer, units.table.rows.size());
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
        ledger.sort_left_out();
        if (!ledger.balanced()) {
            throw Error(ErrorCode::internal, {.file = ledger.source}, "the ledger of layer " + ledger.layer + " does not balance");
        }
    }
    return all;
}

std::vector<layer::Guess> all_guesses(const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                                      const IncidentLayers& incidents) {
    std::vector<layer::Guess> all = municipalities.guesses;
    for (const auto* more : {&surface.guesses, &incidents.guesses, &sites.guesses}) all.insert(all.end(), more->begin(), more->end());
    return all;
}

void redact(std::vector<Ledger>& ledgers, const study::Study& study) {
    for (Ledger& ledger : ledgers) {
        ledger.hide_values = is_layer(study.incidents, ledger) || is_layer(study.sites, ledger);
    }
}

}  // namespace presencia
