// SPDX-License-Identifier: Apache-2.0
#include "layer/incident_lane.hpp"

#include "core/text.hpp"
#include "layer/fingerprint.hpp"
#include "source/csv_rows.hpp"
#include "source/csv_tokenizer.hpp"
#include "source/json_rows.hpp"

#include <algorithm>

namespace presencia::layer {

void IncidentLane::read(IncidentPiece& piece, PlainSink& plain) {
    piece.batch.clear();
    piece.new_classes.clear();
    piece.ledger = {};
    piece.filtered.clear();
    filtered_.clear();
    first_row_.assign(classes_.size(), 0);
    piece.arena.clear();
    same_class_ = WordTable::unknown;
    plain_.open(plain);
    if (!piece.rows.plain.text.empty()) {
        take_text(piece.rows.plain, piece);
    } else if (!piece.rows.features.text.empty()) {
        take_features(piece.rows.features, piece);
    } else {
        take_batch(piece.rows.batch, piece);
    }
    piece.filtered.merge(filtered_);
    for (NewClass& one : piece.new_classes) one.row = first_row_[one.in_lane];
    std::sort(piece.new_classes.begin(), piece.new_classes.end(),
              [](const NewClass& a, const NewClass& b) { return a.row < b.row; });
}

/// Rows that are not plain are made rows of a batch and read as such behind all that are.
void IncidentLane::take_text(const source::PlainText& text, IncidentPiece& piece) {
    const source::CsvShape& shape = *text.shape;
    const auto storage = std::make_shared<source::CsvStorage>();
    storage->blocks.push_back(text.block);
    piece.rows.batch.storage = storage;
    source::CsvRows others(shape);
    others.begin(piece.rows.batch, 0, *storage);
    if (!rule_.given() || rule_.by_geometry() || shape.columns.size() > most_plain_cells) {
        std::int64_t line = text.first_line;
        for (PlainLines<AnyProcessor> lines(text.text, shape.delimiter, 1); lines.next(); ++line) others.take_line(lines.line(), line);
    } else {
        take_lines(text, others, piece);
    }
    piece.ledger.read += plain_.close();
    others.end();
    take_batch(piece.rows.batch, piece);
}

#if defined(PRESENCIA_AVX2)
void IncidentLane::take_lines(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece) {
    if (has_avx2()) {
        take_lines_avx2(text, others, piece);
    } else {
        take_lines_as<AnyProcessor>(text, others, piece);
    }
}

PRESENCIA_AVX2 void IncidentLane::take_lines_avx2(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece) {
    take_lines_as<Avx2Processor>(text, others, piece);
}
#else
void IncidentLane::take_lines(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece) {
    take_lines_as<AnyProcessor>(text, others, piece);
}
#endif

template <class Processor>
inline void IncidentLane::take_lines_as(const source::PlainText& text, source::CsvRows& others, IncidentPiece& piece) {
    const source::CsvShape& shape = *text.shape;
    std::int64_t line = text.first_line;
    for (PlainLines<Processor> lines(text.text, shape.delimiter, shape.columns.size()); lines.next(); ++line) {
        if (!lines.told() || !take_plain(lines, shape, line, piece)) {
            others.take_line(lines.line(), line);
        }
    }
}

/// False where a longer look is needed.
template <class Processor>
inline bool IncidentLane::take_plain(const PlainLines<Processor>& lines, const source::CsvShape& shape, std::int64_t line, IncidentPiece& piece) {
    if (lines.may_have_high_bytes() && (shape.encoding == source::Encoding::cp1252 || !text::valid_utf8(lines.line()))) {
        return false;
    }
    const std::string_view x = lines.cell(rule_.x()), y = lines.cell(rule_.y());
    const auto day = plain::day(lines.cell(rule_.date()));
    if (!day || x.empty() || y.empty()) {
        return false;
    }
    if (!rule_.in_period(*day)) {
        take_outside(line, lines.cell(rule_.date()), piece);
        return true;
    }
    static_assert(source::PlainText::room >= std::max(plain::degrees_room, WordTable::room));
    const auto degrees = plain::degrees(Processor(), x, y);
    if (!degrees || !PlainBlock::usable(*degrees)) {
        return false;
    }
    const std::string_view class_cell = rule_.class_in_column() ? lines.cell(rule_.incident_class()) : std::string_view{};
    plain_.add(line, *degrees, class_of_cell(class_cell, line, piece));
    return true;
}

/// Features that are not plain incidents are made rows of a batch, as lines are.
void IncidentLane::take_features(const source::FeatureText& text, IncidentPiece& piece) {
    const source::JsonLayer& layer = *text.layer;
    const auto storage = std::make_shared<source::CsvStorage>();
    storage->blocks.push_back(text.block);
    source::JsonRows others(layer);
    others.begin(piece.rows.batch, *storage);
    piece.rows.batch.storage = storage;
    source::PlainFeatures features(text.text, layer.shape, layer.layout);
    std::int64_t number = text.first;
    source::PlainFeatures::Met met = features.next();
    for (; met == source::PlainFeatures::Met::feature; met = features.next(), ++number) {
        if (!rule_.given() || !rule_.by_geometry() || !take_plain_feature(features, number, piece)) {
            others.take(features, number);
        }
    }
    if (met != source::PlainFeatures::Met::end || number != text.first + text.count) {
        source::throw_json_changed(layer, number);
    }
    piece.ledger.read += plain_.close();
    take_batch(piece.rows.batch, piece);
}

/// False where a longer look is needed.
bool IncidentLane::take_plain_feature(const source::PlainFeatures& features, std::int64_t number, IncidentPiece& piece) {
    using Kind = source::JsonValue::Kind;
    const auto values = features.values();
    const source::JsonGeometry& geometry = features.geometry();
    const bool told = geometry.kind == source::JsonGeometry::Kind::point && values[rule_.date()].kind == Kind::text &&
                      (!rule_.class_in_column() || values[rule_.incident_class()].kind == Kind::text);
    const auto day = told ? plain::day(values[rule_.date()].text()) : std::nullopt;
    if (!day) {
        return false;
    }
    if (!rule_.in_period(*day)) {
        take_outside(number, values[rule_.date()].text(), piece);
        return true;
    }
    // Behind the text there are zeros enough.
    const auto position = LonLat::checked(source::json_number(geometry.x, geometry.x.size() + source::PlainFeatures::padding),
                                          source::json_number(geometry.y, geometry.y.size() + source::PlainFeatures::padding));
    if (!position || position->null_island()) {
        return false;
    }
    const std::string_view class_cell = rule_.class_in_column() ? values[rule_.incident_class()].text() : std::string_view{};
    plain_.add(number, position->point(), class_of_cell(class_cell, number, piece));
    return true;
}

std::uint32_t IncidentLane::class_met_first(std::string_view cell, std::int64_t row, IncidentPiece& piece) {
    if (!rule_.class_in_column()) {
        return same_class_ = class_of(roles_.incident_class.shown(), row, piece);
    }
    const std::uint32_t of_class = class_of(text::trim(cell), row, piece);
    class_table_.remember(cell, of_class);
    return of_class;
}

void IncidentLane::take_outside(std::int64_t row, std::string_view date, IncidentPiece& piece) {
    ++piece.ledger.read;
    piece.filtered.add(row, roles_.clock.date().column(), ErrorCode::row_other_period, date);
}

void IncidentLane::take_batch(source::RowBatch& batch, IncidentPiece& piece) {
    roles_.books.enter(batch, piece.ledger);
    roles_.positions.read(batch, positions_);
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (take_row(batch, row, piece)) {
            piece.batch.row.push_back(batch.row[row]);
            piece.batch.ordinal.push_back(static_cast<std::int64_t>(row));
        }
    }
}

bool IncidentLane::in_time(const source::RowBatch& batch, std::size_t row, Ledger& ledger) {
    const IncidentClock::Verdict verdict = roles_.clock.judge(batch, row);
    switch (verdict.is) {
        case IncidentClock::Verdict::Is::inside: return true;
        case IncidentClock::Verdict::Is::outside:
            filtered_.add(batch.row[row], verdict.role->column(), ErrorCode::row_other_period, verdict.role->text(batch, row));
            return false;
        case IncidentClock::Verdict::Is::bad: break;
    }
    ledger.reject(
        {batch.row[row], verdict.role->shown(), verdict.fault, text::clip(verdict.role->text(batch, row), 80)});
    return false;
}

std::optional<std::int64_t> IncidentLane::weight_of(const source::RowBatch& batch, std::size_t row, Ledger& ledger) {
    if (!roles_.weight.given()) {
        return 1;
    }
    std::int64_t weight = 0;
    if (const auto fault = roles_.numbers.count(roles_.weight, batch, row, weight)) {
        ledger.reject({batch.row[row], roles_.weight.shown(), fault->code, text::clip(fault->text, 80)});
        return std::nullopt;
    }
    return weight;
}

std::optional<Precision> IncidentLane::precision_of(const source::RowBatch& batch, std::size_t row, Ledger& ledger) {
    const std::string_view word = roles_.precision.text(batch, row);
    if (word.empty()) {
        return Precision::exact;
    }
    const auto precision = read_precision(roles_.precisions, word);
    if (!precision) {
        ledger.reject({batch.row[row], roles_.precision.shown(), ErrorCode::value_not_allowed, text::clip(word, 80)});
    }
    return precision;
}

std::uint32_t IncidentLane::class_of(std::string_view text, std::int64_t row, IncidentPiece& piece) {
    const std::uint32_t* const known = class_memo_.find(text);
    if (known) {
        first_row_[*known] = std::min(first_row_[*known], row);
        return *known;
    }
    const std::string word(roles_.classes.or_itself(text));
    auto at = std::find(classes_.begin(), classes_.end(), word);
    const auto index = static_cast<std::uint32_t>(at - classes_.begin());
    if (at == classes_.end() && classes_.size() == most_classes) {
        return index - 1;  // settling will refuse the layer: what else there is need not be told apart
    }
    if (at == classes_.end()) {
        classes_.push_back(word);
        first_row_.push_back(row);
        piece.new_classes.push_back({row, index, word});
    }
    first_row_[index] = std::min(first_row_[index], row);
    class_memo_.remember(text, index);
    return index;
}

bool IncidentLane::take_row(const source::RowBatch& batch, std::size_t row, IncidentPiece& piece) {
    Ledger& ledger = piece.ledger;
    IncidentBatch& out = piece.batch;
    if (!roles_.filter.passes(batch, row)) {
        filtered_.add(batch.row[row], roles_.filter.column(), ErrorCode::row_excluded, roles_.filter.value());
        return false;
    }
    if (!in_time(batch, row, ledger)) {
        return false;
    }
    const auto weight = weight_of(batch, row, ledger);
    if (!weight) {
        return false;
    }
    const std::string_view key = roles_.municipality.text(batch, row);
    const std::string_view name = roles_.municipality_name.text(batch, row);
    const std::string_view department = roles_.department.text(batch, row);
    RowPosition place = positions_[row];
    const auto precision = precision_of(batch, row, ledger);
    if (!precision) {
        return false;
    }
    const bool keyed = roles_.by_department ? !department.empty() : !key.empty() || !name.empty();
    if (*precision > roles_.coarsest && place.position.defined()) {
        place = {};  // the middle or the capital of something larger
        if (!keyed) {
            ledger.reject({batch.row[row], roles_.precision.shown(), ErrorCode::row_too_coarse,
                           text::clip(roles_.precision.text(batch, row), 80)});
            return false;
        }
    }
    if (!place.position.defined() && !keyed) {
        const bool placed = roles_.positions.basis() != PositionReader::Basis::none;
        ledger.reject({batch.row[row],
                       placed ? roles_.positions.column(place) : roles_.key().shown(),
                       placed ? place.fault : ErrorCode::municipality_missing,
                       {}});
        return false;
    }
    out.municipality.push_back(piece.lasting(roles_.municipality, key));
    out.municipality_name.push_back(piece.lasting(roles_.municipality_name, name));
    out.department.push_back(piece.lasting(roles_.department, department));
    out.country.push_back(piece.lasting(roles_.country, roles_.countries.or_itself(roles_.country.text(batch, row))));
    out.position.push_back(place.position);
    out.area_only.push_back(*precision >= Precision::municipality ? 1 : 0);
    out.weight.push_back(*weight);
    out.incident_class.push_back(class_of(roles_.incident_class.text(batch, row), batch.row[row], piece));
    const std::string_view id = piece.lasting(roles_.id, roles_.id.text(batch, row));
    out.id.push_back(id);
    if (roles_.id.given()) {
        out.content.push_back(id.empty() ? 0 : row_fingerprint(batch, row));
    }
    return true;
}

}  // namespace presencia::layer
