// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/material.hpp"

#include <vector>

namespace presencia::propose {

/// The layers of which a run of the study would reject more than `limit` of the rows: why, and with which options init could be told better. Values of cells are not said.
std::vector<RejectDoubt> doubts_about_rejects(const Material& material, const std::vector<Ledger>& ledgers, double limit, const layer::Dialects& dialects, Language language);

}  // namespace presencia::propose
