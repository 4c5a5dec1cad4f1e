// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/incident_lanes.hpp"
#include "layer/incident_roles.hpp"
#include "layer/plain_lines.hpp"
#include "layer/plain_rule.hpp"
#include "layer/text_memo.hpp"
#include "layer/word_table.hpp"
#include "source/plain_features.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Gathers plain rows and hands them on when there are as many as go at once.
class PlainBlock {
public:
    void open(PlainSink& sink) {
        sink_ = &sink;
        rows_.size = 0;
        total_ = 0;
    }
    void add(std::int64_t row, Point<Wgs84> position, std::uint32_t incident_class) {
        rows_.row[rows_.size] = row;
        rows_.position[rows_.size] = position;
        rows_.incident_class[rows_.size] = incident_class;
        if (++rows_.size == PlainIncidents::most) hand_on();
    }
    /// Hands on what is left; returns how many rows there were.
    std::int64_t close() {
        if (rows_.size > 0) hand_on();
        return total_;
    }

private:
    void hand_on() {
        sink_->take(rows_);
        total_ += static_cast<std::int64_t>(rows_.size);
        rows_.size = 0;
    }

    PlainIncidents rows_;
    PlainSink* sink_ = nullptr;
    std::int64_t total_ = 0;
};

/// What one thread needs to turn rows into incidents: roles of its own, since they remember words and transform
/// coordinates.
class IncidentLane {
public:
    explicit IncidentLane(const IncidentRoles& roles) : roles_(roles), rule_(roles_) {}

    /// Fills the piece's incidents and books from its rows; those that are plain go to `plain`.
    void read(IncidentPiece& piece, PlainSink& plain);

private:
    void take_text(const source::PlainText& text, IncidentPiece& piece);
    bool take_plain(const PlainLines& lines, const source::CsvShape& shape, std::int64_t line, IncidentPiece& piece);
    void take_features(const source::FeatureText& text, IncidentPiece& piece);
    bool take_plain_feature(const source::PlainFeatures& features, std::int64_t number, IncidentPiece& piece);
    std::uint32_t class_of_cell(std::string_view cell, std::int64_t row, IncidentPiece& piece);
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
};

}  // namespace presencia::layer
