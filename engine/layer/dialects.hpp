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

/// How known sources spell the roles: read from the files under layers/<kind>/ (TOML), never compiled in.
class Dialects {
public:
    /// Reads `root`/municipalities, incidents, sites and population. Throws file_missing, study_syntax.
    explicit Dialects(const std::filesystem::path& root);

    /// The column of `columns` that plays `role` in a layer of `kind`, compared under text::fold; nothing where none does. Earlier synonyms win.
    std::optional<std::string> column_for(std::string_view kind, std::string_view role, const std::vector<std::string>& columns) const;
    /// Our word for a source's word of a role ("implementación" -> "implementation"), or nothing where it is not known.
    std::optional<std::string> value_for(std::string_view kind, std::string_view role, std::string_view word) const;
    /// The disclosure class of an ICCS code or crime term: homicide (0101), sensitive, other; sensitive where not recognised.
    study::DisclosureClass disclosure_class(std::string_view incident_class) const;

    struct RoleWords;
    struct Kind;

private:
    std::vector<Kind> kinds_;
    std::vector<std::pair<std::string, study::DisclosureClass>> classes_;  // code prefix or folded term
};

struct Dialects::RoleWords {
    std::string role;
    std::vector<std::string> columns;                             // folded
    std::vector<std::pair<std::string, std::string>> values;      // folded source word, our word
};

struct Dialects::Kind {
    std::string name;
    std::vector<RoleWords> roles;
};

}  // namespace presencia::layer
