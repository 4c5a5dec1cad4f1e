// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/batch_books.hpp"
#include "layer/dates.hpp"
#include "layer/measure_cells.hpp"
#include "layer/positions.hpp"
#include "layer/row_filter.hpp"
#include "layer/site_precision.hpp"
#include "layer/site_purpose.hpp"
#include "layer/tables.hpp"
#include "layer/words.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::layer {

/// Turns the rows of one `[[sites]]` layer into sites.
///
/// A row that serves several families (site_purpose.hpp) becomes a site of each, with the same layer and record: one row of the
/// ledger. A row of no family is filtered, and said so. A status, kind or precision that is not known rejects the row
/// (value_not_allowed). Only the year given: start is its first day, end its last. Sensitive unless the word says no: what is not
/// understood is protected.
///
/// A row of several places (place_lists.hpp) comes here as a row each: its money, staff and capacity are split evenly over them, and its id carries the place's number.
///
/// A row known only to the department or the country, and a programme without any place, is in no municipality: the ledger counts it as
/// outside (row_too_coarse), and its money stays in the totals by objective as not mappable.
class SiteRows {
public:
    SiteRows(const SourceContext& context, std::size_t layer, const source::RowReader& reader,
             const source::RowBatch& sample, Ledger& ledger);

    void take(source::RowBatch& batch);
    /// Settles rows that share an id (same content: one kept; other content: all rejected), writes the notes, and hands
    /// over the sites.
    std::vector<Site> finish();
    /// Every sound row, and what shipped tables were used for; after finish().
    std::vector<SiteRecord> records() { return std::move(records_); }
    std::vector<PurposeUse> uses() const { return purpose_.uses(); }
    /// Whether a column says which sites are sensitive.
    bool may_be_sensitive() const { return sensitive_.given(); }
    /// Whether the study or the known source says that all it lists are programmes.
    bool only_programmes() const { return kind_.is_constant() && kind_.shown() == "programme"; }

private:
    /// Rows that share an id.
    struct Named {
        struct Member {
            std::int64_t row, record;
        };
        std::uint64_t content;
        std::vector<Member> members;
        bool conflict = false;
    };

    bool take_row(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site);
    bool read_words(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_dates(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_place(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site);
    bool read_polygon(const source::RowBatch& batch, std::size_t row, Site& site);
    std::string bounded(std::string_view name);
    double of_place(MeasureCells& measure, const source::RowBatch& batch, std::size_t row);
    std::string id_of_place(const source::RowBatch& batch, std::size_t row) const;
    bool has_place(const RowPosition& position, const Site& site) const;
    bool not_mappable(const source::RowBatch& batch, std::size_t row, const RowPosition& position, const Site& site);
    SiteRecord record_of(const source::RowBatch& batch, std::size_t row, SiteRecord::Fate fate);
    void add_sites(const Site& site);
    bool sensitive(const source::RowBatch& batch, std::size_t row);
    void remember(const source::RowBatch& batch, std::size_t row);
    void settle_ids();
    void note_words();
    void note_departments();
    void watch_missing();
    bool reject(std::int64_t row, const std::string& column, ErrorCode why, std::string_view value = {});

    const SourceContext& context_;
    const study::SiteSource& source_;
    std::uint16_t layer_;
    Ledger& ledger_;
    RoleBinder binder_;
    RowFilter filter_;
    PositionReader positions_;
    SitePurpose purpose_;
    SitePrecision precision_;
    Words kinds_, statuses_, sensitives_, countries_;
    BoundRole id_, name_, country_, department_, municipality_, municipality_name_, start_, end_, kind_, status_, partner_, currency_, sensitive_;
    DateReader start_dates_, end_dates_;
    MeasureCells capacity_, staff_, amount_;
    BatchBooks books_;

    std::vector<Site> sites_;
    std::unordered_map<std::string, Named> named_;
    std::vector<RowPosition> row_positions_;
    std::vector<SiteRecord> records_;
    std::int64_t taken_ = 0;  ///< rows of the layer so far
    std::int64_t not_mappable_ = 0;
    std::int64_t only_department_ = 0;  ///< rows among them of a table that says no more of its places
    bool by_department_ = false;  ///< nothing in the file says more of a place than its department
    std::int64_t unclear_sensitive_ = 0;
    std::int64_t shortened_ = 0;  ///< names over text::longest_name
};

}  // namespace presencia::layer
