// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/dates.hpp"
#include "layer/measure_cells.hpp"
#include "layer/positions.hpp"
#include "layer/row_filter.hpp"
#include "layer/tables.hpp"
#include "layer/words.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::layer {

/// Turns the rows of one `[[sites]]` layer into sites.
///
/// A row that serves several families (a cell with a separator) becomes a site of each, with the same layer and row:
/// one row of the ledger. Words that the study's own `family` map does not hold are left out on purpose: a row with
/// none but such is filtered, and said so. A status, kind or precision that is not known, and a family without a map,
/// reject the row (value_not_allowed). Only the year given: start is its first day, end its last. Sensitive unless the
/// word says no: what is not understood is protected.
class SiteRows {
public:
    SiteRows(const SourceContext& context, std::size_t layer, const source::RowReader& reader,
             const source::RowBatch& sample, Ledger& ledger);

    void take(const source::RowBatch& batch);
    /// Settles rows that share an id (same content: one kept; other content: all rejected), writes the notes, and hands
    /// over the sites.
    std::vector<Site> finish();

private:
    /// Rows that share an id.
    struct Named {
        std::uint64_t content;
        std::vector<std::int64_t> rows;
        bool conflict = false;
    };

    bool take_row(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site);
    bool read_words(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_precision(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_dates(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_place(const source::RowBatch& batch, std::size_t row, const RowPosition& position, Site& site);
    bool read_polygon(const source::RowBatch& batch, std::size_t row, Site& site);
    bool read_families(const source::RowBatch& batch, std::size_t row, std::vector<study::Family>& families);
    bool sensitive(const source::RowBatch& batch, std::size_t row);
    void remember(const source::RowBatch& batch, std::size_t row);
    void settle_ids();
    void note_words();
    bool reject(std::int64_t row, const std::string& column, ErrorCode why, std::string_view value = {});

    const SourceContext& context_;
    const study::SiteSource& source_;
    std::uint16_t layer_;
    Ledger& ledger_;
    RoleBinder binder_;
    RowFilter filter_;
    PositionReader positions_;
    Words families_, kinds_, objectives_, statuses_, precisions_, sensitives_, countries_;
    BoundRole id_, name_, country_, department_, municipality_, municipality_name_, start_, end_, family_, kind_, objective_, status_, precision_,
        partner_, sensitive_;
    DateReader start_dates_, end_dates_;
    MeasureCells capacity_, staff_, amount_;

    std::vector<Site> sites_;
    std::unordered_map<std::string, Named> named_;
    std::vector<RowPosition> row_positions_;
    std::vector<study::Family> row_families_;
    std::map<std::string, std::int64_t> unmapped_;  ///< words outside the study's map of families
    std::int64_t unclear_sensitive_ = 0;
};

}  // namespace presencia::layer
