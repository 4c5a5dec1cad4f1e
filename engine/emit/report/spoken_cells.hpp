// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/report/data_table.hpp"
#include "emit/report/voice.hpp"

namespace presencia::emit {

/// A value of a table as a person reads it; the word of its absence, marked as no value, where there is none.
inline SpokenCell spoken(const Cell& cell, int decimals, const Voice& voice) {
    return {voice.cell(cell, decimals), cell.empty()};
}

/// The same for a share in [0, 1], as per cent.
inline SpokenCell spoken_part(const Cell& cell, const Voice& voice) {
    return cell.empty() ? spoken(cell, 0, voice) : SpokenCell(spoken_share(cell.number(), voice.language()));
}

}  // namespace presencia::emit
