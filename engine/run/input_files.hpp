// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/published.hpp"

#include <vector>

namespace presencia {

/// Every file that the study names, the study itself first, with bytes and SHA-256; of a Shapefile its companions too. Each once, in the study's order.
/// Outside the restricted profile the digests of incident files with counts to withhold and of site files with sensitive sites are left out: with them a reader could test guesses.
std::vector<emit::InputFile> input_files(const study::Study& study, const std::vector<bool>& incidents_withheld, const layer::SiteTable& sites);

}  // namespace presencia
