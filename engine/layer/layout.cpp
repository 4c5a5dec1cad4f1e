// SPDX-License-Identifier: Apache-2.0
#include "layer/layout.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

std::string in_language(const SourceContext& context, const Sentence& sentence) {
    return context.say(sentence.es, sentence.en);
}

void announce(const SourceContext& context, const std::string& why) {
    const Dialect& dialect = *context.dialect;
    context.guess("dialect", dialect.stem, why);
    if (dialect.warning.given()) {
        context.guess("warning", dialect.name, in_language(context, dialect.warning));
    }
    if (dialect.note.given()) {
        context.guess("note", dialect.name, in_language(context, dialect.note));
    }
}

const Dialect* named_by_study(const SourceContext& context) {
    const std::string& name = context.source.dialect;
    const Dialect* const found = context.dialects.named(context.kind, name);
    if (found == nullptr) {
        const std::vector<std::string> stems = context.dialects.stems(context.kind);
        const std::string nearest = text::nearest(name, stems);
        throw Error(ErrorCode::study_bad_value, context.in_study("dialect"), "\"" + text::clip(name, 60) + "\"",
                    nearest.empty() ? context.say("conocidos: ", "known: ") + text::join(stems, ", ")
                                    : context.say("¿quiso decir \"" + nearest + "\"?", "did you mean \"" + nearest + "\"?"));
    }
    return found;
}

/// A header of another table below what the sample shows: the rows behind it may be that table's, and nobody knows where it begins and ends.
void note_other_table(const SourceContext& context, Ledger& ledger) {
    const bool known = std::any_of(context.guesses.begin(), context.guesses.end(), [&](const Guess& guess) { return guess.role == "other_table" && guess.source == context.source.shown && guess.line == context.source.line; });
    if (known) return;
    std::int64_t first = 0;
    ledger.each_left_out([&](const Reject& one) {
        if (first == 0 && one.code == ErrorCode::row_other_table) first = one.row;
    });
    if (first == 0) return;
    const std::string line = std::to_string(first);
    ledger.notes.push_back(context.say("ATENCIÓN: la línea " + line + " parece el encabezado de otra tabla, más abajo de lo que se mira antes de leer: las filas que le siguen se leyeron como de la primera; si son de otra, póngala en un archivo aparte",
                                       "WARNING: line " + line + " looks like the header of another table, further down than is looked at before reading: the rows below it were read as those of the first; if they are another's, give it a file of its own"));
}

bool none_wanted(const SourceContext& context) {
    return context.source.dialect == "none";
}

}  // namespace

void settle_layout(const SourceContext& context, const std::vector<std::string>& columns) {
    if (context.dialect != nullptr || none_wanted(context)) {
        return;
    }
    if (!context.source.dialect.empty()) {
        context.dialect = named_by_study(context);
        announce(context, context.say("así lo dice el estudio: ", "the study says so: ") + context.dialect->name);
        return;
    }
    context.dialect = columns.empty() ? context.dialects.recognise_file(context.kind, context.source.path.filename().string())
                                      : context.dialects.recognise(context.kind, columns);
    if (context.dialect != nullptr) {
        announce(context, columns.empty() ? context.say("así se llama el archivo: ", "the file is called so: ") + context.dialect->name
                                          : context.say("tiene sus columnas: ", "it has its columns: ") + context.dialect->name);
    }
}

std::vector<std::string> settle_headerless_layout(const SourceContext& context,
                                                  const std::vector<std::string>& first_row) {
    if (none_wanted(context)) {
        return {};
    }
    const Dialect* found = context.dialects.recognise_headerless(context.kind, first_row);
    if (!context.source.dialect.empty()) {
        const Dialect* const named = named_by_study(context);
        const bool fits = named->read.headerless() && named->read.columns.size() == first_row.size();
        found = fits && text::fold(first_row.front()) != text::fold(named->read.columns.front()) ? named : nullptr;
    }
    if (found == nullptr) {
        return {};
    }
    context.dialect = found;
    const std::string cells = std::to_string(first_row.size());
    context.guess("header", "none",
                  context.say("la primera fila ya es de datos: " + cells + " celdas, con coordenadas donde van",
                              "the first row is data: " + cells + " cells, with coordinates where they belong"));
    announce(context, context.say("tantas celdas y tales valores tiene: ", "it has as many cells and such values: ") +
                          found->name);
    return found->read.columns;
}

void note_layout(const SourceContext& context, const source::RowReader& reader, Ledger& ledger) {
    if (context.dialect != nullptr && context.dialect->warning.given()) {
        ledger.notes.push_back(context.say("ATENCIÓN: ", "WARNING: ") + in_language(context, context.dialect->warning));
    }
    note_other_table(context, ledger);
    if (const source::PlaceCounts* const places = reader.place_counts(); places != nullptr && places->rows > 0) {
        const std::string rows = std::to_string(places->rows), of_them = std::to_string(places->places);
        ledger.notes.push_back(context.say(rows + " filas del archivo con varios lugares, leídas como " + of_them + " filas, una por lugar; monto, personal y capacidad se reparten por igual entre ellas",
                                           rows + " rows of the file with several places, read as " + of_them + " rows, one a place; amount, staff and capacity are split evenly over them"));
    }
    const source::Unfolding* const counts = reader.unfolded();
    if (counts == nullptr) {
        return;
    }
    const std::string rows = std::to_string(counts->rows), columns = std::to_string(counts->columns);
    std::string note = context.say(rows + " filas del archivo, leídas como una fila por cada una de sus " + columns +
                                       " columnas de años o meses",
                                   rows + " rows of the file, read as one row for each of their " + columns +
                                       " columns of years or months");
    if (counts->blank > 0) {
        const std::string blank = std::to_string(counts->blank);
        note += context.say("; celdas vacías, que no dicen nada y no son filas: " + blank,
                            "; blank cells, which say nothing and are no rows: " + blank);
    }
    ledger.notes.push_back(std::move(note));
}

}  // namespace presencia::layer
