// SPDX-License-Identifier: Apache-2.0
#include "run/code_list.hpp"

#include "core/text.hpp"
#include "layer/recognition.hpp"

#include <algorithm>

namespace presencia {

namespace {

/// Which cells of a list name a municipality.
class ListColumns {
public:
    ListColumns(const study::Source& source, const layer::Dialects& dialects, const std::vector<std::string>& columns) : dialects_(dialects) {
        key_ = dialects.column_for("municipalities", "code", columns);
        if (!key_) key_ = dialects.column_for("municipalities", "name", columns);
        if (!key_) {
            throw Error(ErrorCode::column_missing, {.file = source.shown, .row = 1, .column = "code"}, "it has: " + text::join(columns, ", "),
                        "name the column of municipality codes `code`, or that of their names `name`");
        }
        const auto position = [&](const std::optional<std::string>& column) {
            return static_cast<std::size_t>(column ? std::find(columns.begin(), columns.end(), *column) - columns.begin() : std::ssize(columns));
        };
        const auto beside = [&](std::string_view role) {
            const auto column = dialects.column_for("municipalities", role, columns);
            return position(column == key_ ? std::nullopt : column);
        };
        key_at_ = position(key_);
        name_at_ = beside("name");
        department_at_ = beside("department");
        country_at_ = beside("country");
    }

    const std::string& key_column() const { return *key_; }
    /// Views live until the next call.
    layer::PlaceKey key(const source::RowBatch& batch, std::size_t row) {
        const std::string_view word = cell(batch, country_at_, row);
        country_ = dialects_.value_for("municipalities", "country", word).value_or(std::string(word));
        return {country_, cell(batch, department_at_, row), cell(batch, key_at_, row), cell(batch, name_at_, row)};
    }

private:
    static std::string_view cell(const source::RowBatch& batch, std::size_t column, std::size_t row) {
        return column < batch.cells.size() ? text::trim(batch.cells[column][row]) : std::string_view();
    }

    const layer::Dialects& dialects_;
    std::optional<std::string> key_;
    std::string country_;
    std::size_t key_at_ = 0, name_at_ = 0, department_at_ = 0, country_at_ = 0;
};

}  // namespace

CodeList read_code_list(const study::Study& study, const study::Source& source, const layer::Dialects& dialects, const layer::Gazetteer& gazetteer, std::size_t municipalities) {
    CodeList list;
    const layer::SourceContext context{study, source, dialects, "municipalities", list.guesses};
    const auto reader = layer::open_source(layer::recognise(context));
    ListColumns columns(source, dialects, reader->columns());
    list.named.assign(municipalities, 0);
    list.ledger.layer = source.database ? source.shown : source.path.stem().string();
    list.ledger.source = source.shown;
    list.ledger.key_column = columns.key_column();
    layer::KeyTally keys;
    source::RowBatch batch;
    while (reader->next(batch)) {
        list.ledger.read += static_cast<std::int64_t>(batch.aside.size());
        for (const Reject& aside : batch.aside) list.ledger.set_aside(aside);
        for (const Reject& fault : batch.faults) {
            ++list.ledger.read;
            list.ledger.reject(fault);
        }
        for (std::size_t k = 0; k < batch.size(); ++k) {
            ++list.ledger.read;
            const layer::PlaceKey key = columns.key(batch, k);
            const layer::KeyMatch found = gazetteer.find(key);
            keys.add(key, found, batch.row[k]);
            if (found.municipality == join::nowhere) {
                list.ledger.reject({batch.row[k], columns.key_column(), layer::reason_of(found.miss), text::clip(key.municipality, 80)});
            } else {
                ++list.ledger.by_key;
                list.named[static_cast<std::size_t>(found.municipality)] = 1;
            }
        }
    }
    keys.finish(gazetteer, list.ledger);
    return list;
}

}  // namespace presencia
