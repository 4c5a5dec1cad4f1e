// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "emit/cells.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace presencia::emit {

/// Keys that found no municipality, each once; empty where cells may not be shown.
inline nlohmann::ordered_json unmatched_json(const Ledger& ledger) {
    nlohmann::ordered_json keys = nlohmann::ordered_json::array();
    if (ledger.hide_values) return keys;
    for (const UnmatchedKey& one : ledger.unmatched_keys) {
        keys.push_back({{"key", one.key}, {"rows", one.rows}, {"first_row", one.first_row}, {"ambiguous", one.ambiguous}, {"contradiction", one.contradiction}, {"nearest", one.nearest}});
    }
    return keys;
}

/// The counts and notes of every layer; the rows left out are in rejects/.
inline nlohmann::ordered_json ledgers_json(const std::vector<Ledger>& ledgers) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Ledger& ledger : ledgers) {
        if (ledger.withheld) {
            all.push_back({{"layer", ledger.layer}, {"source", ledger.source}, {"withheld", true}});
            continue;
        }
        all.push_back({{"layer", ledger.layer},
                       {"source", ledger.source},
                       {"read", ledger.read},
                       {"located", ledger.located},
                       {"by_key", ledger.by_key},
                       {"snapped", ledger.snapped},
                       {"outside", ledger.outside},
                       {"rejected", ledger.rejected},
                       {"duplicates", ledger.duplicates},
                       {"filtered", ledger.filtered},
                       {"unmatched_keys", unmatched_json(ledger)},
                       {"notes", ledger.notes}});
    }
    return all;
}

/// The same as the store gives them back: the layers' books from its table "ledger".
inline std::vector<nlohmann::ordered_json> books_of(const Table& ledger) {
    std::vector<nlohmann::ordered_json> books;
    for (std::size_t row = 0; row < ledger.rows.size(); ++row) {
        auto book = nlohmann::ordered_json::parse(ledger.at(row, "ledger").text(), nullptr, false);
        if (book.is_object()) books.push_back(std::move(book));
    }
    return books;
}

}  // namespace presencia::emit
