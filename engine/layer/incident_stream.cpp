// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "layer/fingerprint.hpp"
#include "layer/incident_roles.hpp"
#include "layer/incidents.hpp"
#include "layer/text_arena.hpp"
#include "layer/text_memo.hpp"

#include <algorithm>
#include <optional>

namespace presencia::layer {

void IncidentBatch::clear() {
    row.clear();
    ordinal.clear();
    position.clear();
    country.clear();
    municipality.clear();
    weight.clear();
    incident_class.clear();
    id.clear();
    content.clear();
}

struct IncidentStream::Impl {
    Impl(const study::Study& study, std::size_t layer_index, const Dialects& dialects)
        : source(study.incidents[layer_index]), context{study, source.source, dialects, "incidents", guesses} {
        source::RowBatch sample;
        const auto reader = open_sample(context, sample);
        const RoleBinder binder(context, reader->columns());
        roles.emplace(binder, source, study.period, *reader, sample);
    }

    void take_batch(const source::RowBatch& batch, std::int64_t first_ordinal, Ledger& ledger);
    bool take_row(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    bool in_time(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    std::optional<std::int64_t> weight_of(const source::RowBatch& batch, std::size_t row, Ledger& ledger);
    std::uint16_t class_of(const source::RowBatch& batch, std::size_t row);
    std::string_view lasting(const BoundRole& role, std::string_view text) {
        return role.fleeting() ? arena.keep(text) : text;
    }

    const study::IncidentSource& source;
    std::vector<Guess> guesses;
    SourceContext context;
    std::optional<IncidentRoles> roles;
    std::vector<std::string> classes;
    TextMemo<std::uint16_t> class_memo;
    TextArena arena;
    std::vector<RowPosition> positions;
    IncidentBatch out;
};

bool IncidentStream::Impl::in_time(const source::RowBatch& batch, std::size_t row, Ledger& ledger) {
    const IncidentClock::Verdict verdict = roles->clock.judge(batch, row);
    switch (verdict.is) {
        case IncidentClock::Verdict::Is::inside: return true;
        case IncidentClock::Verdict::Is::outside: ++ledger.filtered; return false;
        case IncidentClock::Verdict::Is::bad: break;
    }
    ledger.reject(
        {batch.row[row], verdict.role->shown(), verdict.fault, text::clip(verdict.role->text(batch, row), 80)});
    return false;
}

std::optional<std::int64_t> IncidentStream::Impl::weight_of(const source::RowBatch& batch, std::size_t row,
                                                            Ledger& ledger) {
    if (!roles->weight.given()) {
        return 1;
    }
    const std::string_view text = roles->weight.text(batch, row);
    std::int64_t weight = 0;
    if (const auto fault = roles->numbers.count(text, weight)) {
        ledger.reject({batch.row[row], roles->weight.shown(), *fault, text::clip(text, 80)});
        return std::nullopt;
    }
    return weight;
}

std::uint16_t IncidentStream::Impl::class_of(const source::RowBatch& batch, std::size_t row) {
    constexpr std::size_t most = 1000;
    const std::string_view text = roles->incident_class.text(batch, row);
    if (const std::uint16_t* known = class_memo.find(text)) {
        return *known;
    }
    const std::string word(roles->classes.or_itself(text));
    auto at = std::find(classes.begin(), classes.end(), word);
    if (at == classes.end()) {
        if (classes.size() == most) {
            throw Error(ErrorCode::value_not_allowed, context.in_source(batch.row[row], roles->incident_class.shown()),
                        context.say("más de 1000 clases de incidente distintas",
                                    "more than 1000 different classes of incident"),
                        context.say("¿es la columna de la clase? class = { column = \"...\" }",
                                    "is this the class's column? class = { column = \"...\" }"));
        }
        at = classes.insert(classes.end(), word);
    }
    const auto index = static_cast<std::uint16_t>(at - classes.begin());
    class_memo.remember(text, index);
    return index;
}

bool IncidentStream::Impl::take_row(const source::RowBatch& batch, std::size_t row, Ledger& ledger) {
    if (!roles->filter.passes(batch, row)) {
        ++ledger.filtered;
        return false;
    }
    if (!in_time(batch, row, ledger)) {
        return false;
    }
    const auto weight = weight_of(batch, row, ledger);
    if (!weight) {
        return false;
    }
    const std::string_view key = roles->municipality.text(batch, row);
    const RowPosition& place = positions[row];
    if (!place.position.defined() && key.empty()) {
        const bool placed = roles->positions.basis() != PositionReader::Basis::none;
        ledger.reject({batch.row[row],
                       placed ? roles->positions.column(place) : roles->municipality.shown(),
                       placed ? place.fault : ErrorCode::municipality_missing,
                       {}});
        return false;
    }
    out.municipality.push_back(lasting(roles->municipality, key));
    out.country.push_back(lasting(roles->country, roles->countries.or_itself(roles->country.text(batch, row))));
    out.position.push_back(place.position);
    out.weight.push_back(*weight);
    out.incident_class.push_back(class_of(batch, row));
    const std::string_view id = lasting(roles->id, roles->id.text(batch, row));
    out.id.push_back(id);
    if (roles->id.given()) {
        out.content.push_back(id.empty() ? 0 : row_fingerprint(batch, row));
    }
    return true;
}

void IncidentStream::Impl::take_batch(const source::RowBatch& batch, std::int64_t first_ordinal, Ledger& ledger) {
    ledger.read += static_cast<std::int64_t>(batch.size() + batch.faults.size());
    for (const Reject& fault : batch.faults) ledger.reject(fault);
    out.clear();
    arena.clear();
    roles->positions.read(batch, positions);
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (take_row(batch, row, ledger)) {
            out.row.push_back(batch.row[row]);
            out.ordinal.push_back(first_ordinal + static_cast<std::int64_t>(row));
        }
    }
}

IncidentStream::IncidentStream(const study::Study& study, std::size_t layer_index, const Dialects& dialects)
    : impl_(std::make_unique<Impl>(study, layer_index, dialects)) {}

IncidentStream::~IncidentStream() = default;

bool IncidentStream::has_ids() const {
    return impl_->roles->id.given();
}

const std::string& IncidentStream::id_column() const {
    return impl_->roles->id.shown();
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
    if (const BoundRole& key = impl_->roles->municipality; key.given()) {
        ledger.key_column = key.shown();
    }
    const auto reader = open_source(impl_->source.source);
    source::RowBatch batch;
    std::int64_t ordinal = 0;
    while (reader->next(batch)) {
        impl_->take_batch(batch, ordinal, ledger);
        ordinal += static_cast<std::int64_t>(batch.size());
        take(impl_->out);
        progress(reader->progress());
    }
}

}  // namespace presencia::layer
