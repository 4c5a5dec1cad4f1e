// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/file_look.hpp"
#include "run/propose/file_words.hpp"

#include <string>
#include <string_view>

namespace presencia::propose {

/// What a file is good for in a study.
enum class FileKind : std::uint8_t { municipalities, incidents, sites, population, people, codes, unknown };
std::string_view to_string(FileKind kind);
/// "municipios", "hechos de violencia" ...: for people.
std::string_view label(FileKind kind, Language language);

/// What a file was taken for and why, and what could be said of its rows.
struct FileVerdict {
    FileKind kind = FileKind::unknown;
    std::string evidence;  ///< one sentence in the language asked for
    FileWords words;
    bool family_in_column = false;  ///< sites: most rows name a family that the dialects know
    std::string code_column;        ///< boundaries: a column that holds codes by its values, where no name says so; "" elsewhere
    std::string code_evidence;
    std::string municipality_column;  ///< incidents, sites: a column that holds codes of the boundaries, where no name says so; "" elsewhere
    std::string municipality_evidence;
    std::string class_column;       ///< incidents: a column that names crimes among its words, where no name says so; "" elsewhere
    std::string people_column;      ///< people: the column that holds them, where none is called so; "" elsewhere
    std::string people_evidence;
    std::optional<int> people_year;  ///< people: the year that the column's name gives
    bool year_in_name = false;      ///< incidents: the file's name alone tells when
    std::string remedy;             ///< unknown: what would settle it
};

/// The option that says `word` ("family=social") of the file beforehand, as a shell takes it.
std::string set_flag(const FileLook& look, const std::string& word);

/// What the file looks like as the kind of layer that it becomes; a table of people or a list is one of municipalities.
const Sight& sight_as(const FileLook& look, FileKind kind);

/// Judges by known layouts, geometry, the roles that columns can play, and the file's name, in this order.
FileVerdict judge_file(const FileLook& look, const layer::Dialects& dialects, Language language);

/// Of a file that is taken for one of people: finds the column that holds them, and its year. True where no column is known to, and the user must name it.
bool needs_people_column(FileVerdict& verdict, const FileLook& look, const layer::Dialects& dialects);

}  // namespace presencia::propose
