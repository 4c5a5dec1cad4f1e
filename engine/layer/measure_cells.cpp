// SPDX-License-Identifier: Apache-2.0
#include "layer/measure_cells.hpp"

#include "core/text.hpp"
#include "layer/tables.hpp"

namespace presencia::layer {

double MeasureCells::read(const source::RowBatch& batch, std::size_t row) {
    if (!role_.given()) {
        return not_known;
    }
    double value = 0.0;
    if (role_.text(batch, row).empty()) {
        ++missing_;
    } else if (const auto fault = numbers_.measure(role_, batch, row, value)) {
        if (unreadable_++ == 0) {
            first_row_ = batch.row[row];
            first_text_ = text::clip(fault->text, 80);
        }
    } else {
        missing_ += value > 0.0 ? 0 : 1;
        return value;
    }
    return not_known;
}

void MeasureCells::note(Ledger& ledger) const {
    if (missing_ > 0 && note_missing_) {
        const std::string n = std::to_string(missing_);
        ledger.notes.push_back(
            context_.say(n + " filas en blanco o con 0 en la columna " + role_.shown() + ": sin tasas",
                         n + " rows blank or with 0 in column " + role_.shown() + ": no rates"));
    }
    if (unreadable_ > 0) {
        const std::string n = std::to_string(unreadable_);
        const std::string first = std::to_string(first_row_) + ": \"" + first_text_ + "\"";
        ledger.notes.push_back(context_.say(n + " filas sin un número válido en la columna " + role_.shown() +
                                                ": valor desconocido; la primera, fila " + first,
                                            n + " rows without a valid number in column " + role_.shown() +
                                                ": value unknown; the first, row " + first));
    }
}

}  // namespace presencia::layer
