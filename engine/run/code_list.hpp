// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "join/place.hpp"
#include "layer/dialects.hpp"

#include <cstdint>
#include <vector>

namespace presencia {

/// Which municipalities a file of codes names.
struct CodeList {
    std::vector<std::uint8_t> named;  ///< 1 by municipality
    Ledger ledger;                    ///< codes that fit none are rejected
    std::vector<layer::Guess> guesses;
};

/// Reads a list of municipalities, by code or name (with columns for country and department where those repeat). Throws column_missing where no column of either is recognised.
CodeList read_code_list(const study::Study& study, const study::Source& source, const layer::Dialects& dialects, const layer::Gazetteer& gazetteer, std::size_t municipalities);

}  // namespace presencia
