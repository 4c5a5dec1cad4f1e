// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/disclosure.hpp"
#include "layer/dialects.hpp"
#include "layer/tables.hpp"
#include "run/layers.hpp"
#include "study/study.hpp"

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

/// Marks the books of those layers.
void withhold_books(std::vector<Ledger>& ledgers, const study::Study& study, const WithheldLayers& withheld);

}  // namespace presencia
