// SPDX-License-Identifier: Apache-2.0
#include "layer/incident_lane.hpp"
#include "layer/incident_roles.hpp"
#include "layer/incidents.hpp"
#include "layer/layout.hpp"
#include "layer/recognition.hpp"

#include <algorithm>
#include <optional>

namespace presencia::layer {

void IncidentBatch::clear() {
    row.clear();
    ordinal.clear();
    position.clear();
    area_only.clear();
    country.clear();
    department.clear();
    municipality.clear();
    municipality_name.clear();
    weight.clear();
    incident_class.clear();
    id.clear();
    content.clear();
}

void NoPlainRows::take(const PlainIncidents& /*rows*/) {
    throw Error(ErrorCode::internal, {}, "a plain row where there is none");
}

struct IncidentStream::Impl {
    Impl(const study::Study& study, std::size_t layer_index, const Dialects& dialects, const geo::Box& extent, std::size_t block)
        : block_bytes(block),
          source(study.incidents[layer_index]),
          context{study, source.source, dialects, "incidents", guesses, extent} {
        source::RowBatch sample;
        opened = open_sample(context, sample, recognition, block_bytes);
        const RoleBinder binder(context, *opened);
        roles.emplace(binder, source, study.period, *opened, sample);
    }

    /// The index of a class in the layer; `row` is the first one that has it.
    std::uint16_t class_index(const std::string& word, std::int64_t row) {
        auto at = std::find(classes.begin(), classes.end(), word);
        if (at == classes.end()) {
            if (classes.size() == most_classes) {
                throw Error(ErrorCode::value_not_allowed, context.in_source(row, roles->incident_class.shown()),
                            context.say("más de " + std::to_string(most_classes) + " clases de incidente distintas",
                                        "more than " + std::to_string(most_classes) + " different classes of incident"),
                            context.say("¿es la columna de la clase? class = { column = \"...\" }",
                                        "is this the class's column? class = { column = \"...\" }"));
            }
            at = classes.insert(classes.end(), word);
        }
        return static_cast<std::uint16_t>(at - classes.begin());
    }

    std::size_t block_bytes;
    const study::IncidentSource& source;
    std::vector<Guess> guesses;
    SourceContext context;
    /// The layer's rows from the first one on.
    std::unique_ptr<source::RowReader> rows() const {
        auto reader = opened->again(batch_rows);
        return reader ? std::move(reader) : open_source(recognition, batch_rows, block_bytes);
    }

    static constexpr std::size_t batch_rows = 32'768;
    Recognition recognition;
    std::unique_ptr<source::RowReader> opened;  ///< what it knows of the file serves every reading
    std::optional<IncidentRoles> roles;
    std::vector<std::string> classes;
};

struct IncidentLanes::Impl {
    struct Lane {
        IncidentLane reader;
        std::vector<std::uint32_t> class_index;  ///< in the layer, by the lane's number; of settled pieces
    };

    Impl(IncidentStream::Impl& layer, unsigned count, Text wanted) : stream(layer), text(wanted), reader(layer.rows()) {
        for (unsigned k = 0; k < count; ++k) lanes.push_back({IncidentLane(*layer.roles), {}});
    }

    IncidentStream::Impl& stream;
    Text text;
    std::unique_ptr<source::RowReader> reader;
    std::vector<Lane> lanes;
    std::int64_t ordinal = 0;
};

IncidentLanes::IncidentLanes(IncidentStream& stream, unsigned lanes, Text text)
    : impl_(std::make_unique<Impl>(*stream.impl_, lanes, text)) {}

IncidentLanes::~IncidentLanes() = default;

bool IncidentLanes::next(IncidentPiece& piece) {
    if (impl_->text == Text::plain_too) {
        return impl_->reader->next_piece(piece.rows);
    }
    piece.rows.plain = {};
    piece.rows.features = {};
    const bool got = impl_->reader->next(piece.rows.batch);
    piece.rows.progress = impl_->reader->progress();
    return got;
}

void IncidentLanes::read(IncidentPiece& piece, unsigned lane, PlainSink& plain) {
    piece.lane = lane;
    impl_->lanes[lane].reader.read(piece, plain);
}

void IncidentLanes::settle(IncidentPiece& piece, Ledger& ledger) {
    if (const BoundRole& key = impl_->stream.roles->key(); key.given()) {
        ledger.key_column = key.shown();
    }
    ledger.read += piece.ledger.read;
    ledger.filtered += piece.ledger.filtered;
    ledger.filter(piece.filtered);
    for (Reject& reject : piece.ledger.left_out) {
        ledger.rejected += is_rejection(reject.code) ? 1 : 0;
        ledger.left_out.push_back(std::move(reject));
    }
    for (const MissingCells& one : piece.ledger.missing) ledger.count_missing(one.column, one.word, one.cells);
    std::vector<std::uint32_t>& index = impl_->lanes[piece.lane].class_index;
    for (const NewClass& one : piece.new_classes) {
        index.resize(std::max<std::size_t>(index.size(), one.in_lane + 1));
        index[one.in_lane] = impl_->stream.class_index(one.word, one.row);
    }
    for (std::uint32_t& of_class : piece.batch.incident_class) of_class = index[of_class];
    for (std::int64_t& ordinal : piece.batch.ordinal) ordinal += impl_->ordinal;
    impl_->ordinal += static_cast<std::int64_t>(piece.rows.batch.size());
}

std::uint32_t IncidentLanes::class_index(unsigned lane, std::uint32_t in_lane) const {
    return impl_->lanes[lane].class_index[in_lane];
}

void IncidentLanes::finish(Ledger& ledger) const {
    note_layout(impl_->stream.context, *impl_->reader, ledger);
}

IncidentStream::IncidentStream(const study::Study& study, std::size_t layer_index, const Dialects& dialects,
                               const geo::Box& extent, std::size_t block_bytes)
    : impl_(std::make_unique<Impl>(study, layer_index, dialects, extent, block_bytes)) {}

IncidentStream::~IncidentStream() = default;

bool IncidentStream::has_ids() const {
    return impl_->roles->id.given();
}

const std::string& IncidentStream::id_column() const {
    return impl_->roles->id.shown();
}

bool IncidentStream::coordinates_as_written() const {
    return impl_->source.source.coordinates.as_written;
}

Language IncidentStream::language() const {
    return impl_->context.study.language;
}

bool IncidentStream::counts_by_key() const {
    return impl_->roles->counts && impl_->roles->positions.basis() == PositionReader::Basis::none;
}

const std::vector<Guess>& IncidentStream::guesses() const {
    return impl_->guesses;
}

const std::vector<std::string>& IncidentStream::classes() const {
    return impl_->classes;
}

void IncidentStream::read(Ledger& ledger, const std::function<void(const IncidentBatch&)>& take,
                          const std::function<void(double)>& progress) {
    IncidentLanes lanes(*this, 1, IncidentLanes::Text::batches_only);
    NoPlainRows none;
    for (IncidentPiece piece; lanes.next(piece);) {
        lanes.read(piece, 0, none);
        lanes.settle(piece, ledger);
        take(piece.batch);
        progress(piece.rows.progress);
    }
    lanes.finish(ledger);
}

}  // namespace presencia::layer
