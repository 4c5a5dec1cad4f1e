// SPDX-License-Identifier: Apache-2.0
#include "layer/recognition.hpp"

#include "core/text.hpp"
#include "layer/encoding.hpp"
#include "layer/hxl.hpp"
#include "layer/layout.hpp"
#include "layer/mojibake.hpp"
#include "layer/not_text.hpp"
#include "layer/place_lists.hpp"
#include "layer/settled_header.hpp"
#include "layer/table_judge.hpp"
#include "layer/wide_shape.hpp"
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
    if (read.header && *read.header > 0 && !context.source.header.given()) {
        plan.header_line = *read.header;
        plan.upper_header_line = 0;
    }
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
void settle_judge(const SourceContext& context, const source::TableSample& sample, const SettledHeader& header, Recognition& out) {
    if (header.names.empty()) {
        return;
    }
    const auto judge = std::make_shared<TableJudge>(context, header.names, header.rows);
    judge->look_at(sample, header.first_row);
    const auto found = judge->found(sample, header.first_row);
    guess_aside(context, found, ErrorCode::row_total, "totals",
                context.say("filas llamadas total, sin lugar ni fecha", "rows called a total, without place or date"));
    guess_aside(context, found, ErrorCode::row_note, "notes", context.say("filas de notas", "rows of notes"));
    guess_aside(context, found, ErrorCode::row_header, "header_again",
                context.say("filas que repiten el encabezado o dan unidades", "rows that repeat the header or give units"));
    for (const TableJudge::Next& next : judge->next_tables()) {
        const std::string title = std::to_string(next.title), other = lines_of_header(next.upper, next.header);
        out.other_headers.push_back(other);
        context.guess("other_table", next.called,
                      context.say("otra tabla desde la línea " + title + ": no se suma a la primera, sus filas se dejan fuera (E2037); para leerla a ella: header = " + other,
                                  "another table from line " + title + ": not added to the first, its rows are left out (E2037); to read that one instead: header = " + other));
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
    plan.upper_header_line = source.header.upper;
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
    SettledHeader header = settle_header(context, sample, out.plan, out.titles);
    if (heed_dialect(context, out)) {
        sample = source::sample_table(out.plan);
        header = settle_header(context, sample, out.plan, out.titles);
    }
    if (csv) guess_delimiter(context, sample.delimiter);
    say_twins(context, header);
    out.doubly_encoded = doubly_encoded(context, sample, header.first_row, header.written);
    settle_judge(context, sample, header, out);
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
    recognition.columns = reader->columns();
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
