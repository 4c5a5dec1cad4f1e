// SPDX-License-Identifier: Apache-2.0
#include "run/code_list.hpp"

#include "core/text.hpp"
#include "layer/source_context.hpp"

#include <algorithm>

namespace presencia {

namespace {

std::size_t position_of(const std::vector<std::string>& columns, const std::string& name) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

}  // namespace

CodeList read_code_list(const study::Source& source, const layer::Dialects& dialects, const join::CodeIndex& codes, std::size_t municipalities) {
    const auto reader = layer::open_source(source);
    const auto code_column = dialects.column_for("municipalities", "code", reader->columns());
    if (!code_column) {
        throw Error(ErrorCode::column_missing, {.file = source.shown, .row = 1, .column = "code"}, "it has: " + text::join(reader->columns(), ", "),
                    "name the column of municipality codes `code`");
    }
    const std::size_t code_at = position_of(reader->columns(), *code_column);
    const auto country_column = dialects.column_for("municipalities", "country", reader->columns());
    const std::size_t country_at = country_column ? position_of(reader->columns(), *country_column) : reader->columns().size();

    CodeList list;
    list.named.assign(municipalities, 0);
    list.ledger.layer = source.database ? source.shown : source.path.stem().string();
    list.ledger.source = source.shown;
    source::RowBatch batch;
    while (reader->next(batch)) {
        for (const Reject& fault : batch.faults) {
            ++list.ledger.read;
            list.ledger.reject(fault);
        }
        for (std::size_t k = 0; k < batch.size(); ++k) {
            ++list.ledger.read;
            const std::string_view code = text::trim(batch.cells[code_at][k]);
            const std::string_view country = country_column ? text::trim(batch.cells[country_at][k]) : std::string_view();
            const join::MunicipalityIndex found = codes.find(country, code);
            if (found == join::nowhere) {
                list.ledger.reject({batch.row[k], *code_column, ErrorCode::municipality_unknown, text::clip(code, 80)});
            } else {
                ++list.ledger.by_key;
                list.named[static_cast<std::size_t>(found)] = 1;
            }
        }
    }
    return list;
}

}  // namespace presencia
