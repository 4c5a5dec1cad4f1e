// SPDX-License-Identifier: Apache-2.0
#include "layer/recognition.hpp"

#include "core/text.hpp"
#include "layer/encoding.hpp"
#include "layer/header_row.hpp"
#include "layer/hxl.hpp"
#include "layer/layout.hpp"
#include "layer/mojibake.hpp"
#include "layer/not_text.hpp"
#include "layer/place_lists.hpp"
#include "layer/table_judge.hpp"
#include "layer/undecided.hpp"
#include "layer/wide_shape.hpp"
#include "source/column_names.hpp"
#include "source/open_guard.hpp"
#include "source/repaired_rows.hpp"
#include "source/table_sample.hpp"
#include "source/workbook.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace presencia::layer {

namespace {

void guess_delimiter(const SourceContext& context, char delimiter) {
    if (context.source.delimiter == '\0' && delimiter != ',') {
        context.guess("delimiter", delimiter == '\t' ? std::string("\\t") : std::string(1, delimiter),
                      context.say("así se separan las celdas del encabezado", "this is how the header's cells are cut"));
    }
}

/// What the header was found to be.
struct Named {
    std::vector<std::string> header;  ///< its cells as they stand
    std::size_t first_row = 0;        ///< of the sample's rows below it
};

/// Index of the sample's row that the plan's line names.
std::size_t index_of_line(const source::TableSample& sample, std::int64_t line) {
    std::size_t index = 0;
    while (index + 1 < sample.rows.size() && sample.rows[index].line < line) ++index;
    return index;
}

/// Names that need the row above or below to be told apart are not joined: which of them are meant is the user's to say.
void ask_about_two_rows(const SourceContext& context, const source::TableSample& sample, std::size_t index) {
    const std::optional<std::size_t> other = other_header_row(sample, index);
    if (!other) return;
    const std::string upper = std::to_string(sample.rows[std::min(index, *other)].line), lower = std::to_string(sample.rows[std::max(index, *other)].line);
    const Error open(ErrorCode::file_unreadable, context.in_source(sample.rows[index].line),
                context.say("el encabezado ocupa dos filas, " + upper + " y " + lower + ": una agrupa las columnas de la otra", "the header stands in two rows, " + upper + " and " + lower + ": one groups the columns of the other"),
                context.say("júntelas en una en el archivo (\"2012 Hombres\"), o diga cuál nombra las columnas: header = " + lower,
                            "join them into one in the file (\"2012 Men\"), or say which one names the columns: header = " + lower));
    throw Undecided(open, "header", {lower, upper});
}

/// Columns of one name: the first keeps it, and roles that are looked for by it take the first.
void say_twins(const SourceContext& context, const std::vector<std::string>& names) {
    const std::vector<std::string> distinct = source::distinct_names(names);
    for (std::size_t k = 0; k < names.size(); ++k) {
        const std::string name(text::trim(names[k]));
        if (name.empty() || distinct[k] == name || std::find(distinct.begin(), distinct.end(), name) == distinct.end()) continue;
        context.guess("column_twice", name,
                      context.say("dos columnas se llaman así: se toma la primera, y la otra (columna " + std::to_string(k + 1) + ") se llama \"" + distinct[k] + "\"",
                                  "two columns are called so: the first is taken, and the other (column " + std::to_string(k + 1) + ") is called \"" + distinct[k] + "\""));
    }
}

Named settle_header(const SourceContext& context, const source::TableSample& sample, Recognition& out) {
    if (!out.plan.columns.empty() || sample.rows.empty()) {
        settle_layout(context, source::distinct_names(out.plan.columns));
        return {out.plan.columns, 0};
    }
    std::size_t index = index_of_line(sample, out.plan.header_line);
    if (out.plan.header_line == 0) {
        const HeaderRow found = find_header(context, sample);
        if (found.known == 0 && context.dialect == nullptr) {
            out.plan.columns = settle_headerless_layout(context, sample.rows.front().cells);
        }
        if (!out.plan.columns.empty()) {
            return {out.plan.columns, 0};
        }
        index = found.index;
        ask_about_two_rows(context, sample, index);
        for (std::size_t row = 0; row < index; ++row) out.titles.push_back(text::join(sample.rows[row].cells, " "));
        if (index > 0) {
            out.plan.header_line = sample.rows[index].line;
            const std::string n = std::to_string(index);
            const bool one = index == 1;
            context.guess("header", std::to_string(out.plan.header_line),
                          context.say("la primera fila con nombres de columnas; encima, " + n + (one ? " fila de título" : " filas de título"),
                                      "the first row with names of columns; above it, " + n + (one ? " row of titles" : " rows of titles")));
        }
    }
    std::vector<std::string> names = sample.rows[index].cells;
    for (std::string& name : names) name = source::decoded_once_more(name).value_or(name);
    settle_layout(context, source::distinct_names(names));
    return {std::move(names), index + 1};
}

/// What a known source says of its files, where the study says nothing. True where the file has to be looked at again.
bool heed_dialect(const SourceContext& context, Recognition& out) {
    if (context.dialect == nullptr) {
        return false;
    }
    const DialectRead& read = context.dialect->read;
    source::ReadPlan& plan = out.plan;
    const source::ReadPlan before = plan;
    if (read.encoding && context.source.encoding.empty()) {
        plan.encoding = *read.encoding;
        plan.encoding_guessed = false;
    }
    if (read.delimiter && context.source.delimiter == '\0') plan.delimiter = *read.delimiter;
    if (read.header && *read.header > 0 && !context.source.header.given()) plan.header_line = *read.header;
    return plan.encoding != before.encoding || plan.delimiter != before.delimiter || plan.header_line != before.header_line;
}

std::string lines_text(const std::vector<std::int64_t>& lines) {
    constexpr std::size_t most = 5;
    std::string out;
    for (std::size_t k = 0; k < std::min(most, lines.size()); ++k) out += (k > 0 ? ", " : "") + std::to_string(lines[k]);
    return out + (lines.size() > most ? ", …" : "");
}

void guess_aside(const SourceContext& context, const std::vector<std::pair<std::int64_t, ErrorCode>>& found, ErrorCode code, const std::string& role,
                 const std::string& why) {
    std::vector<std::int64_t> lines;
    for (const auto& [line, reason] : found) {
        if (reason == code) lines.push_back(line);
    }
    if (!lines.empty()) {
        context.guess(role, std::to_string(lines.size()),
                      why + context.say("; no son datos: línea ", "; they are no data: line ") + lines_text(lines));
    }
}

/// Puts a judge in front of the rows. It changes nothing for a table that has no such rows, and is asked only of rows that the fast reading of
/// plain lines leaves over.
void settle_judge(const SourceContext& context, const source::TableSample& sample, const Named& named, Recognition& out) {
    if (named.header.empty()) {
        return;
    }
    const auto judge = std::make_shared<TableJudge>(context, named.header);
    judge->look_at(sample, named.first_row);
    const auto found = judge->found(sample, named.first_row);
    guess_aside(context, found, ErrorCode::row_total, "totals",
                context.say("filas llamadas total, sin lugar ni fecha", "rows called a total, without place or date"));
    guess_aside(context, found, ErrorCode::row_note, "notes", context.say("filas de notas", "rows of notes"));
    guess_aside(context, found, ErrorCode::row_header, "header_again",
                context.say("filas que repiten el encabezado o dan unidades", "rows that repeat the header or give units"));
    for (const TableJudge::Next& next : judge->next_tables()) {
        const std::string title = std::to_string(next.title), header = std::to_string(next.header);
        out.other_headers.push_back(next.header);
        context.guess("other_table", next.called,
                      context.say("otra tabla desde la línea " + title + ": no se suma a la primera, sus filas se dejan fuera (E2037); para leerla a ella: header = " + header,
                                  "another table from line " + title + ": not added to the first, its rows are left out (E2037); to read that one instead: header = " + header));
    }
    out.plan.judge = judge;
}

}  // namespace

source::ReadPlan read_plan(const study::Source& source) {
    source::ReadPlan plan;
    plan.path = source.path;
    plan.shown_name = source.shown;
    if (source.database) {
        const study::Database& from = *source.database;
        plan.database = source::DatabasePlan{from.service, from.name, from.table, from.query};
    }
    plan.layer = source.layer;
    plan.delimiter = source.delimiter;
    plan.encoding = source.encoding;
    plan.header_line = source.header.line;
    plan.columns = source.header.columns;
    return plan;
}

Recognition recognise(const SourceContext& context) {
    Recognition out;
    out.plan = read_plan(context.source);
    if (out.plan.database || !source::is_table_of_cells(out.plan.path)) {
        if (!out.plan.database) settle_encoding(context, out.plan);
        return out;
    }
    if (source::counts_days_from_1904(out.plan)) {
        throw Error(ErrorCode::file_unreadable, context.in_source(),
                    context.say("el libro cuenta sus días desde 1904, y sus fechas se leerían cuatro años antes", "the workbook counts its days from 1904, and its dates would be read four years early"),
                    context.say("ábralo y guárdelo como ODS o CSV", "open it and save it as ODS or CSV"));
    }
    const bool csv = source::is_csv(out.plan.path);
    if (csv) {
        // Opened once: whoever looks at it and reads it reads by position.
        out.plan.opened = context.opened ? context.opened : source::opened_file(out.plan);
        refuse_what_is_no_text(context, out.plan);
    }
    settle_encoding(context, out.plan);
    source::TableSample sample = source::sample_table(out.plan);
    if (csv) out.plan.delimiter = sample.delimiter;
    Named named = settle_header(context, sample, out);
    if (heed_dialect(context, out)) {
        sample = source::sample_table(out.plan);
        named = settle_header(context, sample, out);
    }
    if (csv) guess_delimiter(context, sample.delimiter);
    if (named.first_row > 0) say_twins(context, named.header);
    out.doubly_encoded = doubly_encoded(context, sample, named.first_row, named.first_row > 0 ? sample.rows[named.first_row - 1].cells : named.header);
    settle_judge(context, sample, named, out);
    return out;
}

std::unique_ptr<source::RowReader> open_source(const Recognition& recognition, std::size_t batch_rows, std::size_t block_bytes) {
    source::ReadPlan plan = recognition.plan;
    const source::WideShape& shape = recognition.shape;
    plan.batch_rows = shape.given() ? std::max<std::size_t>(1, batch_rows / shape.unfolded.size()) : batch_rows;
    plan.block_bytes = block_bytes;
    auto rows = hxl::open_rows(plan);
    if (!recognition.doubly_encoded.empty()) {
        rows = std::make_unique<source::RepairedRows>(std::move(rows), recognition.doubly_encoded);
    }
    if (shape.given()) rows = std::make_unique<source::WideRows>(std::move(rows), shape);
    if (recognition.places.given()) rows = std::make_unique<source::PlaceRows>(std::move(rows), recognition.places, batch_rows);
    return rows;
}

std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample, Recognition& recognition,
                                               std::size_t block_bytes) {
    recognition = recognise(context);
    auto reader = open_source(recognition, sample_rows, block_bytes);
    settle_layout(context, reader->columns());
    recognition.shape = wide_shape(context, reader->columns(), reader->has_geometry());
    if (!recognition.shape.given()) recognition.places = place_lists(context, reader->columns(), reader->has_geometry());
    if (recognition.shape.given() || recognition.places.given()) {
        reader = open_source(recognition, sample_rows, block_bytes);
    }
    if (!reader->next(sample)) {
        sample.clear();
        sample.cells.assign(reader->columns().size(), {});
    }
    guess_places(context, sample);
    return reader;
}

std::unique_ptr<source::RowReader> open_sample(const SourceContext& context, source::RowBatch& sample) {
    Recognition recognition;
    return open_sample(context, sample, recognition);
}

}  // namespace presencia::layer
