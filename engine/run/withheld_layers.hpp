// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/disclosure.hpp"
#include "layer/dialects.hpp"
#include "layer/tables.hpp"
#include "run/layers.hpp"
#include "study/study.hpp"

#include <filesystem>
#include <set>
#include <vector>

namespace presencia {

/// Layers of which the profile publishes neither the digest of a file nor, where it would tell, the books. By layer of the study.
struct WithheldLayers {
    std::vector<bool> incidents;       ///< a class with counts to withhold, or none may be shown at this level
    std::vector<bool> incident_books;  ///< and the row counts would give one away
    std::vector<bool> sites;           ///< a sensitive site, or a column that could name one: a rejected row is one, too
};
WithheldLayers withheld_layers(const study::Study& study, const layer::MunicipalityTable& municipalities, const layer::SiteTable& sites, const IncidentLayers& incidents,
                               const layer::Dialects& dialects, const gap::DisclosureReport& disclosure);

/// Paths, without their extensions, of the files of withheld layers: a Shapefile's companions tell as much as it does, and two layers may name a file two ways. "" stands for all databases.
std::set<std::filesystem::path> withheld_files(const study::Study& study, const std::vector<bool>& incidents, const std::vector<bool>& sites);

/// Marks the books of those layers, and of every layer that is read from a file of theirs that its filtered rows are not listed: between them lie the rows of the other layer, and in a file
/// ordered by municipality so do its counts.
void withhold_books(std::vector<Ledger>& ledgers, const study::Study& study, const WithheldLayers& withheld);

}  // namespace presencia
