// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::layer {

/// What tags of OpenStreetMap say of a feature: layers/sites/osm_tags.toml, never compiled in.
class TagTable {
public:
    struct Entry {
        std::string key;
        std::string value;  ///< "*": any
        std::string means;  ///< a family, or a status
    };

    TagTable() = default;
    /// Throws file_missing, study_syntax (also for a family or a status that there is not).
    explicit TagTable(const std::filesystem::path& file);

    const std::vector<Entry>& families() const noexcept { return families_; }
    const std::vector<Entry>& statuses() const noexcept { return statuses_; }
    const std::vector<Entry>& excluded() const noexcept { return excluded_; }
    /// Whether the columns are tags of OpenStreetMap: one that identifies elements, and one whose values the table knows.
    bool recognises(const std::vector<std::string>& columns) const;

private:
    std::vector<std::string> ids_;
    std::vector<Entry> families_, statuses_, excluded_;
};

/// The table against the columns of one file.
class RowTags {
public:
    RowTags() = default;
    RowTags(const TagTable& table, const std::vector<std::string>& columns);

    /// A tag that names a family.
    struct Hit {
        study::Family family;
        std::string_view key, value;
    };
    /// Those of the row; none where a tag excludes the feature (`excluded` then says which).
    void families(const source::RowBatch& batch, std::size_t row, std::vector<Hit>& out, std::string& excluded) const;
    /// The status that a tag names, "" where none does.
    std::string_view status(const source::RowBatch& batch, std::size_t row) const;
    /// The tags that could have named a family, as "office=government, amenity=townhall"; "" where the row has none of them.
    std::string shown(const source::RowBatch& batch, std::size_t row) const;
    /// Columns that are looked at, for people.
    std::string columns() const;

private:
    struct Bound {
        std::size_t column;
        std::string_view key;
        std::string_view value;
        std::string_view means;
    };
    static bool holds(const Bound& bound, const source::RowBatch& batch, std::size_t row);
    static std::vector<Bound> bind(const std::vector<TagTable::Entry>& entries, const std::vector<std::string>& columns);

    std::vector<Bound> families_, statuses_, excluded_;
    std::vector<std::pair<std::size_t, std::string_view>> keys_;  ///< column and key of those that name families
};

}  // namespace presencia::layer
