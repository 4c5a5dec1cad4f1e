// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "join/place.hpp"
#include "join/tally.hpp"
#include "layer/tables.hpp"
#include "reach/catchments.hpp"
#include "run/code_list.hpp"
#include "run/run.hpp"

#include <optional>
#include <vector>

namespace presencia {

/// The municipalities as something that rows are placed in.
struct Units {
    /// Reads the crosswalks and lists of names that the study names. Errors: those of layer::key_sources.
    Units(const study::Study& study, const layer::MunicipalityTable& table, const layer::Dialects& dialects, unsigned threads = 1);
    /// For a layer that is keyed by an older division: by its own crosswalk. Nothing for others.
    std::optional<layer::Gazetteer> own_gazetteer(const study::Study& study, const study::Source& source, const layer::Dialects& dialects) const;

    const layer::MunicipalityTable& table;
    std::vector<layer::Guess> guesses;
    geo::Box extent;
    join::Locator locator;
    layer::Gazetteer gazetteer;
};

/// Gives every site its municipality, by the gazetteer of its layer (join::place_sites).
void place_sites(layer::SiteTable& sites, const study::Study& study, const layer::Dialects& dialects, const Units& units);

/// A municipality that kept the code of an older one that was split: what older rows say of it holds for `others` too. Indices into Units::table.
struct SplitParent {
    const layer::OldUnit* old;
    std::int32_t municipality;
    std::vector<std::int32_t> others;
};
/// Those of a study that begins before the split, in the order of the crosswalks.
std::vector<SplitParent> split_parents(const study::Study& study, const layer::Gazetteer& gazetteer);
/// The same as one sentence, in the study's language; empty where there is none.
std::string split_parents_said(const study::Study& study, const layer::Gazetteer& gazetteer);

/// What streaming every incident layer left: counters, books and guesses.
struct IncidentLayers {
    std::vector<std::vector<join::Tally>> tallies;  ///< by layer of the study, then class
    std::vector<Ledger> ledgers;
    std::vector<layer::Guess> guesses;
};
IncidentLayers tally_layers(const study::Study& study, const layer::Dialects& dialects, const Units& units, const reach::Catchments& catchments, const RunOptions& options,
                            Progress& progress);

/// The layers with rows of which none was counted: for each how many rows were left out and why, one sentence, in the study's language. Empty where there is none.
std::string uncounted_layers(const study::Study& study, const IncidentLayers& incidents);

/// The files of codes that the rule names; empty where it names none.
struct RiskLists {
    CodeList listed;
    CodeList compared;
};
RiskLists read_risk_lists(const study::Study& study, const layer::Dialects& dialects, const Units& units);

/// The books of all layers in the order of the study: municipalities, population, incidents, sites, lists. Each must balance.
std::vector<Ledger> all_ledgers(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                                const IncidentLayers& incidents, const RiskLists& lists);
std::vector<layer::Guess> all_guesses(const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const layer::PopulationSurface& surface,
                                      const IncidentLayers& incidents, const RiskLists& lists);

/// Takes the values out of the rows left out of incident and site layers: any cell beside a line number can name a person or a shelter.
void redact(std::vector<Ledger>& ledgers, const study::Study& study);

}  // namespace presencia
