// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "core/ledger.hpp"
#include "layer/dialects.hpp"

#include <vector>

namespace presencia {

/// What was taken for granted of keys that were not letter by letter, rule by rule, for the layers whose books may be seen: with the number of rows, and with an example where
/// cells may be shown.
std::vector<layer::Guess> key_guesses(const std::vector<Ledger>& ledgers, Language language);

/// Writes into each ledger's notes which keys found no municipality, each once with its rows and the three nearest names. Where cells may not be shown: how many keys and rows.
void note_unmatched_keys(std::vector<Ledger>& ledgers, Language language);

}  // namespace presencia
