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
};

/// Reads a list of municipality codes (with a country column where codes repeat). Throws column_missing where no column of codes is recognised.
CodeList read_code_list(const study::Source& source, const layer::Dialects& dialects, const join::CodeIndex& codes, std::size_t municipalities);

}  // namespace presencia
