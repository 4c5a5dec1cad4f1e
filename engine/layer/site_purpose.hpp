// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/site_sectors.hpp"
#include "layer/tables.hpp"
#include "layer/tag_table.hpp"
#include "layer/words.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace presencia::layer {

/// What the rows of one site layer are for: families of services and objectives. Families come from the study's `family`, else from tags of
/// OpenStreetMap, else from a column of families that the dialects know, else from sectors of aid. Objectives come from the study or from a
/// column of them, evenly where a row names several, else from sectors with their weights.
class SitePurpose {
public:
    /// `no_family`: the row is sound and serves none of the six families.
    enum class Verdict : std::uint8_t { serves, no_family, refused };

    /// Throws study_missing_key where nothing tells families.
    SitePurpose(const SourceContext& context, std::size_t layer, const RoleBinder& binder, const source::RowBatch& sample);

    /// Families in order, each once, and objectives (both are set for `no_family` too); why() says why not for the others.
    Verdict read(const source::RowBatch& batch, std::size_t row);
    const std::vector<study::Family>& families() const noexcept { return found_; }
    const ObjectiveShares& objectives() const noexcept { return objectives_; }
    const Reject& why() const noexcept { return why_; }

    /// The status that a tag names, "" where none does.
    std::string_view tagged_status(const source::RowBatch& batch, std::size_t row) const { return by_tags_ ? tags_.status(batch, row) : std::string_view{}; }
    /// Rows of no family and percentages that do not add up, for the reader.
    void note(Ledger& ledger) const;
    /// What the tables that are not the study's were used for.
    std::vector<PurposeUse> uses() const;

private:
    Verdict by_words(const source::RowBatch& batch, std::size_t row);
    Verdict by_tags(const source::RowBatch& batch, std::size_t row);
    Verdict by_sectors(std::int64_t row);
    void read_objectives(const source::RowBatch& batch, std::size_t row);
    void add(study::Family family);
    Verdict none(std::int64_t row, std::string_view word);
    std::string column_of(std::string_view word) const;
    void use(std::string word, const char* basis, std::optional<study::Family> family, const ObjectiveShares& objectives);

    const SourceContext& context_;
    const study::SiteSource& source_;
    std::uint16_t layer_;
    Words words_, objective_words_;
    BoundRole family_, objective_;
    SiteSectors sectors_;
    RowTags tags_;
    bool by_tags_ = false;

    std::vector<study::Family> found_;
    ObjectiveShares objectives_;
    Reject why_;
    std::vector<SiteSectors::Share> shares_;
    std::vector<RowTags::Hit> hits_;
    std::string excluded_;
    std::map<std::string, std::int64_t> without_;  ///< words, tags and sectors of rows that serve no family
    std::map<std::string, PurposeUse> uses_;
};

}  // namespace presencia::layer
