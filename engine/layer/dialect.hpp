// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::layer {

/// A sentence for people, in both languages of the program.
struct Sentence {
    std::string es;
    std::string en;
    bool given() const noexcept { return !es.empty(); }
};

/// `[read]`: how the files of a known source are written. What is not said is found from the file; what the study says
/// goes before both.
struct DialectRead {
    std::optional<std::string> encoding;     ///< a word of the study's key `encoding`
    std::optional<char> delimiter;           ///< one of , ; | tab
    std::optional<char> decimal;             ///< '.' or ','
    std::optional<char> thousands;           ///< ',', '.', ' ' or '\''
    std::optional<int> header;               ///< line of the header, from 1; 0: the file has none, `columns` names them
    std::vector<std::string> columns;        ///< all columns of a file without header, in its order
    std::optional<std::string> date_format;  ///< as the study's key
    std::optional<std::string> pair;         ///< order of two coordinates in one column: "lat_lon" or "lon_lat"; what the values show goes before it
    std::optional<std::vector<std::string>> missing;  ///< cells that say "unknown"

    bool headerless() const noexcept { return header == 0; }
};

/// What the columns of a wide table stand for.
enum class Unfolded : std::uint8_t { years, months };

/// `[wide]`: a table with a column for each year or month; it is read as rows of one year or month each.
struct DialectWide {
    Unfolded columns = Unfolded::years;
    std::string value;                   ///< role that takes the cells
    std::vector<std::string> leave_out;  ///< columns that sum the others; folded
};

/// An entry of `[where]`: rows that do not pass are filtered.
struct DialectFilter {
    std::string column;  ///< folded
    std::vector<std::string> in;
    std::vector<std::string> not_in;
};

/// A role and the words for it.
struct RoleWords {
    std::string role;
    std::vector<std::string> allowed;                         ///< our words; empty: any
    std::vector<std::pair<std::string, std::string>> values;  ///< folded source word, our word
};

/// Spellings of one role in one dialect, folded, best first. None: no column plays it there, whatever the other
/// dialects say.
struct RoleColumns {
    std::string role;
    std::vector<std::string> columns;
};

/// `[likely]`: how columns of a role are called where none is called exactly as `[columns]` says. They count after those, and where they should be coordinates only if the values agree.
struct LikelyRole {
    std::string role;
    std::vector<std::string> columns;  ///< more spellings; folded
    std::vector<std::string> around;   ///< words that may stand beside a spelling of the role, these and those of `[columns]`; folded
    bool year = false;                 ///< so may the year of the values
    std::vector<std::pair<std::string, std::string>> begins;  ///< what a cell of the role begins with where its words are not known, and our word; folded, the longest first
    std::vector<std::string> never;                           ///< words that such a cell must not hold; folded
};

/// How one known source, or sources in general, spell the roles of one kind of layer.
struct Dialect {
    std::string name;  ///< for people
    std::string stem;  ///< of its file: the word of the study's key `dialect`
    std::vector<std::vector<std::string>> signatures;  ///< folded; all columns of one of them give the source away
    std::vector<RoleColumns> roles;
    std::vector<LikelyRole> likely;  ///< of a dialect without signature
    std::vector<std::pair<std::string, std::string>> constants;  ///< role, the same text for every row
    DialectRead read;
    std::optional<DialectWide> wide;
    bool several_places = false;  ///< of sites: a cell may hold several places (place_lists.hpp)
    std::vector<DialectFilter> where;
    std::vector<RoleWords> own_words;  ///< words that mean something else elsewhere
    std::vector<std::string> files;    ///< names of files without columns, with * and ?
    Sentence note;     ///< what to know of the source
    Sentence warning;  ///< what may make a result wrong

    /// Whether it speaks for every source of its kind, having nothing to recognise one by.
    bool general() const noexcept { return signatures.empty() && !read.headerless() && files.empty(); }
};

/// All that is known of one kind of layer.
struct DialectKind {
    std::string name;
    std::vector<RoleWords> roles;
    std::vector<Dialect> dialects;
};

}  // namespace presencia::layer
