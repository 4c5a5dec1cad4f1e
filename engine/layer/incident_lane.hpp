// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/incident_lanes.hpp"
#include "layer/incident_roles.hpp"
#include "layer/plain_block.hpp"
#include "layer/plain_lines.hpp"
#include "layer/plain_rule.hpp"
#include "layer/text_memo.hpp"
#include "layer/word_table.hpp"
#include "source/csv_rows.hpp"
#include "source/plain_features.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// What one thread needs to turn rows into incidents: roles of its own, since they remember words and transform
/// coordinates.
class IncidentLane {
public:
    explicit IncidentLane(const IncidentRoles& roles) : roles_(roles), rule_(roles_) {}

    /// Fills the piece's incidents and books from its rows; those that are plain go to `plain`.
    void read(IncidentPiece& piece, PlainSink& plain);

private:
    void take_text(const source::PlainText& text, IncidentPiece& piece);
    void take_lines(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece);
#if defined(PRESENCIA_AVX2)
    void take_lines_avx2(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece);
#endif
    template <class Processor>
    [[gnu::always_inline]] void take_lines_as(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece);
    template <class Processor>
    [[gnu::always_inline]] bool take_plain(const PlainLines<Processor>& lines, const source::CsvShape& shape, std::int64_t line, IncidentPiece& piece);
    void take_features(const source::FeatureText& text, IncidentPiece& piece);
    bool take_plain_feature(const source::PlainFeatures& features, std::int64_t number, IncidentPiece& piece);
    /// The class of a plain row: its cell's, or the one that all have.
    std::uint32_t class_of_cell(std::string_view cell, std::int64_t row, IncidentPiece& piece) {
        const std::uint32_t known = rule_.class_in_column() ? class_table_.find(cell) : same_class_;
        return known != WordTable::unknown ? known : class_met_first(cell, row, piece);
    }
    std::uint32_t class_met_first(std::string_view cell, std::int64_t row, IncidentPiece& piece);
    /// A plain row of another day: listed with the text of its date.
    void take_outside(std::int64_t row, std::string_view date, IncidentPiece& piece);
    void take_batch(source::RowBatch& batch, IncidentPiece& piece);
    bool take_row(const source::RowBatch& batch, std::size_t row, IncidentPiece& piece);
    bool in_time(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    std::optional<std::int64_t> weight_of(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    /// Exact where the row does not say; nothing where its word is not known, and the row is rejected.
    std::optional<Precision> precision_of(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    /// The class as this lane numbers them; a new one goes into the piece's list.
    std::uint32_t class_of(std::string_view text, std::int64_t row, IncidentPiece& piece);

    static constexpr std::size_t most_classes = 4096;

    IncidentRoles roles_;
    PlainRule rule_;
    TextMemo<std::uint32_t> class_memo_;
    WordTable class_table_;  ///< before the memo, for plain rows
    std::uint32_t same_class_ = WordTable::unknown;  ///< of the piece's plain rows, where one stands for all
    std::vector<std::string> classes_;
    std::vector<std::int64_t> first_row_;  ///< of each class in the piece that brought it, while that is read
    std::vector<RowPosition> positions_;
    PlainBlock plain_;
    RejectPack filtered_;  ///< rows of the piece's batch that are not asked for
};

}  // namespace presencia::layer
