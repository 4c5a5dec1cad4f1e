// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reject_list.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia {

/// A way of understanding keys that was not letter by letter, and how often it was used.
struct KeyRuleUse {
    int rule = 0;              ///< layer::KeyRule
    std::int64_t rows = 0;
    std::int64_t keys = 0;     ///< distinct ones
    std::string example;       ///< the first key understood so
    std::vector<std::string> meaning;  ///< what it means: a municipality; where people of an older one were shared out, each with its share
    std::vector<std::string> also;     ///< of a municipality that was split and kept its code: the others, which get none of its rows
};

/// A key that found no municipality.
struct UnmatchedKey {
    std::string key;                   ///< as the rows write it
    std::int64_t rows = 0;
    bool ambiguous = false;            ///< several answer to it
    std::vector<std::string> nearest;  ///< at most three, with their codes; of an ambiguous one those who answer; of a contradiction the code's and the name's
    bool split = false;                ///< a municipality of an older division that became several, all of which are in `nearest`
    bool contradiction = false;        ///< its code, which had to be understood, and its name are of two municipalities
    std::int64_t first_row = 0;        ///< of the file
};

/// A key whose code is one municipality's, to the letter, and whose name is another's: the code counts.
struct ContradictedKey {
    std::string key;
    std::int64_t rows = 0;
    std::int64_t first_row = 0;
    std::string by_code, by_name;  ///< the two municipalities
};

/// True for the reasons of rows that are no rows of data (blanks, totals, notes, the header again): they count as filtered, though nobody asked for
/// their leaving.
bool is_set_aside(ErrorCode code);
/// True for the reasons of sound rows that the study does not ask for (`where`, another period, year or country, of no family, without people): they
/// count as filtered, and nothing is wrong with them.
bool is_filtered(ErrorCode code);
/// True for the reasons that make a row a rejected one.
bool is_rejection(ErrorCode code);

/// Cells of one column with one word that stands for "no value".
struct MissingCells {
    std::string column;
    std::string word;
    std::int64_t cells = 0;
};

/// What became of every row of one layer. `balanced()` is asserted at the end of every layer:
/// read = located + by_key + snapped + outside + rejected + duplicates + filtered.
struct Ledger {
    std::string layer;
    std::string source;  ///< file name as the study names it
    std::string key_column = "municipality";  ///< what the file calls the municipality's code, for rows whose code nobody knows
    std::int64_t read = 0;
    std::int64_t located = 0;
    std::int64_t by_key = 0;
    std::int64_t snapped = 0;
    std::int64_t outside = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t filtered = 0;         ///< not asked for, or set aside
    std::int64_t unlisted = 0;         ///< of those outside: cells of a raster, which are no rows
    bool withheld = false;             ///< the counts would give away what the disclosure profile withholds: outputs leave them out
    /// Every rejected, outside and duplicate row and those set aside, but for those that spill_left_out() moved away before.
    std::vector<Reject> left_out;
    RejectList spilled;                ///< rows of the file before those in `left_out`
    RejectList filtered_rows;          ///< those that the study does not ask for, in the order of the file
    bool hide_values = false;          ///< any cell beside a line number can name a person or a shelter: each_left_out leaves the values out
    bool hide_filtered = false;        ///< which lines are not asked for would tell how many stand between them: each_left_out leaves those rows out
    std::vector<KeyRuleUse> key_rules;         ///< how keys were understood, where not letter by letter
    std::vector<UnmatchedKey> unmatched_keys;  ///< each once, those with the most rows first
    std::int64_t unmatched_rows_unlisted = 0;  ///< rows of unmatched keys beyond those listed
    std::int64_t keys_contradicted = 0;        ///< rows whose code and name speak of two municipalities; the code counted
    std::vector<ContradictedKey> contradicted_keys;  ///< each once, by first row; at most some hundred
    std::vector<MissingCells> missing;  ///< by column and word
    std::vector<std::string> notes;  ///< repairs, guesses and counts a reader must see, in the study's language

    bool balanced() const noexcept {
        return read == located + by_key + snapped + outside + rejected + duplicates + filtered;
    }
    /// Counts the row as rejected and keeps the reason.
    void reject(Reject why) {
        ++rejected;
        left_out.push_back(std::move(why));
    }

    /// Counts a row that is no row of data as filtered and keeps the reason.
    void set_aside(Reject why) {
        ++filtered;
        left_out.push_back(std::move(why));
    }
    /// Counts a row that the study does not ask for and lists it, with at most 80 bytes of the value. Call it in the order of the file.
    void filter(std::int64_t row, std::string_view column, ErrorCode why, std::string_view value) {
        ++filtered;
        filtered_rows.add(row, column, why, value);
    }
    /// The same for some rows that come behind all that were filtered before.
    void filter(const RejectPack& rows) {
        filtered += rows.size();
        filtered_rows.append(rows);
    }
    /// Every row that was left out is listed: the sum of its counts is what the lists hold.
    bool listed() const noexcept;
    /// Counts cells that were taken as blank.
    void count_missing(const std::string& column, const std::string& word, std::int64_t cells);

    /// By row, the order in which they were found within a row.
    void sort_left_out();
    /// Moves the rows of `left_out` to `spilled` where they are more than `keep`. Call it between batches: rows of later batches must come later in the file.
    void spill_left_out(std::size_t keep);
    /// All rows left out that may be shown, in the order of the file once sort_left_out() was called; of one row the filtered come last.
    void each_left_out(const std::function<void(const Reject&)>& take) const;
    /// How many each_left_out gives.
    std::int64_t left_out_count() const;
    /// How many of them are those that the study does not ask for.
    std::int64_t filtered_count() const { return hide_filtered ? 0 : filtered_rows.size(); }
};

/// Throws internal where a layer's books do not balance, or not every row that was left out is listed.
void require_whole(const Ledger& ledger);

}  // namespace presencia
