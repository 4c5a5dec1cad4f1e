// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Something the program took for granted, printed and kept in manifest.json.
struct Guess {
    std::string source;    ///< file as the study names it
    std::string role;      ///< "code", "longitude", "delimiter" ...
    std::string value;     ///< what was chosen
    std::string evidence;  ///< why
};

/// How known sources spell the roles: read from the files under layers/ (TOML), never compiled in. layers/README.md
/// describes them.
class Dialects {
public:
    /// Reads `root`/countries.toml, `root`/incidents/classes.toml and the schema and dialects of municipalities,
    /// incidents, sites and population: generic.toml first, the others in the order of their names. Throws
    /// file_missing, study_syntax (also for a role or word that the schema does not have), study_contradiction where
    /// two dialects read one word differently.
    explicit Dialects(const std::filesystem::path& root);

    /// The column of `columns` that plays `role` in a layer of `kind`, compared under text::fold; nothing where none
    /// does. Dialects whose signature is wholly among `columns` come first, then those without one; within a dialect
    /// earlier spellings win. A dialect of a known source may say that no column plays the role.
    std::optional<std::string> column_for(std::string_view kind, std::string_view role,
                                          const std::vector<std::string>& columns) const;
    /// Our word for a source's word of a role ("implementación" -> "implementation"), or nothing where it is not known.
    /// Our own words are known too.
    std::optional<std::string> value_for(std::string_view kind, std::string_view role, std::string_view word) const;
    /// The disclosure class of an ICCS code (longest known prefix) or crime term: homicide (0101), sensitive, other;
    /// sensitive where not recognised.
    study::DisclosureClass disclosure_class(std::string_view incident_class) const;
    /// Names of the known sources whose signature is wholly among `columns`: evidence for a guess. Empty where none is
    /// recognised.
    std::vector<std::string> recognised(std::string_view kind, const std::vector<std::string>& columns) const;
    /// Roles of a kind, in the order of its schema; empty for another kind.
    std::vector<std::string> roles(std::string_view kind) const;

    struct RoleColumns;
    struct Dialect;
    struct RoleWords;
    struct Kind;

private:
    const Kind* kind(std::string_view name) const;

    std::vector<Kind> kinds_;
    std::vector<std::pair<std::string, study::DisclosureClass>> classes_;  // code prefix or folded term
};

/// Spellings of one role in one dialect, folded, best first. None: no column plays it there, whatever the other
/// dialects say.
struct Dialects::RoleColumns {
    std::string role;
    std::vector<std::string> columns;
};

struct Dialects::Dialect {
    std::string name;
    std::vector<std::string> signature;  // folded; empty: speaks for every source
    std::vector<RoleColumns> roles;
};

/// A role of the schema, with the words of all dialects.
struct Dialects::RoleWords {
    std::string role;
    std::vector<std::string> allowed;                         // our words; empty: any
    std::vector<std::pair<std::string, std::string>> values;  // folded source word, our word
};

struct Dialects::Kind {
    std::string name;
    std::vector<RoleWords> roles;
    std::vector<Dialect> dialects;
};

}  // namespace presencia::layer
