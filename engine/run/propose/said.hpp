// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/draft.hpp"
#include "run/propose/file_kind.hpp"
#include "study/study.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::propose {

/// The user's word on one file, or one layer of it, before anything is guessed: `--set FILE:KEY=VALUE`, `--set FILE:LAYER:KEY=VALUE`.
struct Said {
    std::string file;   ///< a file among those given: one that files_meant() finds by it, and no other
    std::string layer;  ///< the layer or sheet that is meant; "": all that the file has
    std::string key;    ///< a key of the file's table in the study; "as" for what the file is
    std::string value;  ///< as TOML writes it in one line; a word or a text without quotes is put between quotes
};

/// Nothing where the text is no FILE:KEY=VALUE, or KEY is `source` or `layer`, where FILE and LAYER say that already. FILE is as much of the text as means one of `files`, so that a file may have a
/// colon in its name; LAYER may stand between double quotes, as TOML writes a text, and must where it holds a colon, an equals sign or a quote. Where no part means a file, `file` is all that
/// stands before KEY.
std::optional<Said> said_from(std::string_view text, const std::vector<std::filesystem::path>& files);

/// LAYER as said_from() takes it: between quotes where it needs them.
std::string layer_word(const std::string& layer);

/// All that was said of one file.
struct FileSaid {
    std::optional<FileKind> kind;  ///< `as = sites`
    bool left_out = false;         ///< `as = none`
    std::vector<std::pair<std::string, std::string>> keys;  ///< the others: key, TOML
    std::set<std::string> named;   ///< of these keys: a number that is the name of a column

    bool has(std::string_view key) const;
    /// One more word: the last one on a key counts.
    void take(const Said& one);
    /// `value`, TOML, in place of what was said of the key.
    void say(const std::string& key, const std::string& value);
    /// Takes whole numbers said of these roles for the columns that are called so, where the file has such; true where it has any. What is the same in every row is said as `{ value = 2013 }`.
    bool name_columns(const std::vector<std::string>& roles, const std::vector<std::string>& columns);
    /// What stands in its place in a table that was proposed; the reason beside it is the flag.
    void write_into(DraftTable& table, Language language) const;
    /// `, key = value` for each: what an inline table with the file's source goes on with.
    std::string inline_keys() const;
    /// What is said beside such an inline table: `comment`, and which of its keys the user says.
    std::string beside(std::string comment, Language language) const;
};
/// What was said of `layer` of `file`, one of `files`; "": what was said of the file as a whole. A word on one layer goes before a word on all.
FileSaid said_of(const std::filesystem::path& file, const std::string& layer, const std::vector<std::filesystem::path>& files, const std::vector<Said>& all);

/// What `as` may be, in the order of the help text.
std::vector<std::string_view> words_of_kinds();
/// Whether `word` is one of them.
bool is_kind_word(std::string_view word);

/// A study of one layer, read as the study to be would read it with these keys: `incidents[0]`, `municipalities[0]` and the sources in them. What is wrong with a key is found when the
/// whole study is tried.
study::Study study_of_one(const FileSaid& said, const std::string& shown, const study::Study& frame, const study::Permissions& allowed);

}  // namespace presencia::propose
