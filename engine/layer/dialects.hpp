// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/dialect.hpp"
#include "layer/guess.hpp"
#include "layer/place_names.hpp"
#include "layer/reading_words.hpp"
#include "layer/sector_table.hpp"
#include "layer/tag_table.hpp"
#include "study/study.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// How known sources spell the roles: read from the files under layers/ (TOML), never compiled in. layers/README.md
/// describes them.
class Dialects {
public:
    /// Reads `root`/reading.toml, `root`/countries.toml, `root`/incidents/classes.toml, `root`/sites/sectors.toml and osm_tags.toml, and the schema and dialects of municipalities,
    /// incidents, sites and population: generic.toml first, the others in the order of their names. `users` is a folder
    /// of more dialects, one folder a kind, for kinds that have any; they speak before those of `root`. Throws
    /// file_missing, study_syntax (also for a role or word that the schema does not have), study_contradiction where
    /// two dialects read one word differently.
    explicit Dialects(const std::filesystem::path& root, const std::filesystem::path& users = {});

    /// The column of `columns` that plays `role` in a layer of `kind`, compared under text::fold; nothing where none
    /// does. `known`, the dialect of the file, speaks first, then those without a signature; within a dialect earlier
    /// spellings win; likely spellings come after all others. A dialect of a known source may say that no column plays the role.
    std::optional<std::string> column_for(std::string_view kind, std::string_view role,
                                          const std::vector<std::string>& columns, const Dialect* known) const;
    /// The same for the dialect that the columns themselves give away.
    std::optional<std::string> column_for(std::string_view kind, std::string_view role,
                                          const std::vector<std::string>& columns) const;
    /// Whether `column` plays the role by a likely spelling alone (layer/likely_columns.hpp): a guess that its values may contradict.
    bool likely_only(std::string_view kind, std::string_view role, const std::string& column, const Dialect* known) const;
    /// The year of the values that the column's name gives beside a spelling of the role: 2013 for "pob_2013".
    std::optional<int> year_in_name(std::string_view kind, std::string_view role, const std::string& column) const;
    /// The column that plays `role` by its HXL hashtag (layer/hxl.hpp: `tags` are normalised, "" for columns without one): the spellings that are
    /// patterns of tags are tried in the order of the dialects, the best spelling first.
    std::optional<std::size_t> tagged_column(std::string_view kind, std::string_view role, const std::vector<std::string>& tags) const;
    /// Our word for a source's word of a role ("implementación" -> "implementation"), or nothing where it is not known.
    /// Our own words are known too.
    std::optional<std::string> value_for(std::string_view kind, std::string_view role, std::string_view word) const;
    /// The same, where words that `known`, the dialect of the file, has for itself go before.
    std::optional<std::string> value_for(std::string_view kind, std::string_view role, std::string_view word,
                                         const Dialect* known) const;
    /// Of a word that is not known: the phrase of `[likely]` that it begins with, and our word for it ("Comisaría PNC": "comisaria", "law_enforcement").
    std::optional<std::pair<std::string, std::string>> value_beginning(std::string_view kind, std::string_view role, std::string_view word) const;
    /// Whether value_for() or value_beginning() tells what the word means.
    bool understands(std::string_view kind, std::string_view role, std::string_view word) const {
        return value_for(kind, role, word) || value_beginning(kind, role, word);
    }
    /// The disclosure class of an ICCS code (longest known prefix) or crime term: homicide (0101), sensitive, other;
    /// sensitive where not recognised.
    study::DisclosureClass disclosure_class(std::string_view incident_class) const;

    /// The known source whose signature is wholly among `columns`: the one with the longest signature, the user's
    /// before ours, then the first by name. Null where none is. Lives as long as this object.
    const Dialect* recognise(std::string_view kind, const std::vector<std::string>& columns) const;
    /// The known source of files without a header whose first row `cells` looks like: as many cells as the dialect has
    /// columns, and coordinates, years and dates where it has them. Null where none is.
    const Dialect* recognise_headerless(std::string_view kind, const std::vector<std::string>& cells) const;
    /// The known source by the name of a file of its own (a raster has no columns); null where none is.
    const Dialect* recognise_file(std::string_view kind, std::string_view file_name) const;
    /// The dialect of a kind by the stem of its file ("gtm_pnc"), the word of the study's key `dialect`; null where
    /// there is none.
    const Dialect* named(std::string_view kind, std::string_view stem) const;
    /// Stems of the dialects of known sources of a kind.
    std::vector<std::string> stems(std::string_view kind) const;
    /// Roles of a kind, in the order of its schema; empty for another kind.
    std::vector<std::string> roles(std::string_view kind) const;
    /// How places are written: `root`/countries.toml, country_codes.toml, departments.toml, municipalities/aliases.toml.
    const PlaceNames& place_names() const noexcept { return place_names_; }
    /// Sectors of aid and tags of OpenStreetMap to families and objectives.
    const SectorTable& sectors() const noexcept { return sectors_; }
    const TagTable& tags() const noexcept { return tags_; }

    /// Words that every kind of layer shares.
    const ReadingWords& reading() const noexcept { return reading_; }

private:
    const DialectKind* kind(std::string_view name) const;

    ReadingWords reading_;
    std::vector<DialectKind> kinds_;
    SectorTable sectors_;
    TagTable tags_;
    std::vector<std::pair<std::string, study::DisclosureClass>> classes_;  // code prefix or folded term
    PlaceNames place_names_;
};

/// The dialects of `data`/layers, and those of the folder `dialects` beside the study file.
Dialects dialects_for(const study::Study& study, const std::filesystem::path& data);

/// The files of that folder that are read, as paths below it ("incidents/police.toml"), in order.
std::vector<std::filesystem::path> user_dialects(const study::Study& study);

/// The column of `columns` that plays `role` in one dialect, or nothing; `columns` are folded.
std::optional<std::size_t> column_in(const Dialect& dialect, std::string_view role,
                                     const std::vector<std::string>& columns);

}  // namespace presencia::layer
