// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/published.hpp"

#include <vector>

namespace presencia {

/// Every file that the study names, the study itself first, with bytes and SHA-256; of a Shapefile its companions too. Each once, in the study's order; of a database
/// what messages name it, without either.
/// The digests of the files of withheld layers are left out: with them a reader could test guesses.
std::vector<emit::InputFile> input_files(const study::Study& study, const std::vector<bool>& incidents_withheld, const std::vector<bool>& sites_withheld);

}  // namespace presencia
