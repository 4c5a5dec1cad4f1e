// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/reading_words.hpp"
#include "layer/roles.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Which numbers made of nines stand for "not known" in a role: never those that a count could be.
enum class Nines : std::uint8_t { none, month, year, key, date };

/// Enters batches in a layer's books before their rows are looked at, and blanks the cells that say "no value" in words ("S/D", "-") or by a
/// number that the role cannot have (month 99, year 9999, municipality 9999). Such cells are counted in the ledger by column and word.
class BatchBooks {
public:
    /// The words are the study's, else those of a known source, else layers/reading.toml's.
    explicit BatchBooks(const RoleBinder& binder);

    /// Blanks in this role's columns from now on. Roles of words (family, status, class) are left alone: their words mean something.
    void watch(const BoundRole& role, Nines nines = Nines::none);

    /// Adds the batch to `ledger`: read, rejected (what the reader refused) and set aside (what is no row of data).
    void enter(source::RowBatch& batch, Ledger& ledger) const;
    /// Whether a cell of a role with these nines says "no value".
    bool is_missing(std::string_view cell, Nines nines) const;

private:
    struct Watched {
        std::size_t column;
        Nines nines;
    };

    std::vector<std::string> columns_;  ///< names of the watched ones
    WordList words_;
    bool replaced_ = false;  ///< the study or the source gives its own words: nines are numbers like any other
    bool starts_[256] = {};
    std::size_t longest_ = 0;
    std::vector<Watched> watched_;
};

/// Says in a ledger's notes which cells were taken for blank.
void note_missing(const study::Study& study, Ledger& ledger);

}  // namespace presencia::layer
