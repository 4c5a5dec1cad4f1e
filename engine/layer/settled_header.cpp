// SPDX-License-Identifier: Apache-2.0
#include "layer/settled_header.hpp"

#include "core/text.hpp"
#include "layer/header_row.hpp"
#include "layer/layout.hpp"
#include "source/column_names.hpp"
#include "source/joined_header.hpp"
#include "source/repaired_rows.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace presencia::layer {

namespace {

/// Index among the sample's rows of the one that names the columns, and of the one above that is joined to it.
struct HeaderRows {
    std::optional<std::size_t> upper;
    std::size_t lower = 0;
};

/// Index of the first row of the sample that begins on `line` or behind it; the number of rows where none does.
std::size_t index_of_line(const source::TableSample& sample, std::int64_t line) {
    const auto at = std::find_if(sample.rows.begin(), sample.rows.end(), [line](const source::SampleRow& row) { return row.line >= line; });
    return static_cast<std::size_t>(at - sample.rows.begin());
}

[[noreturn]] void refuse_lines(const SourceContext& context, const std::string& why, const std::string& instead) {
    const study::Header& said = context.source.header;
    throw Error(ErrorCode::study_bad_value, context.in_study("header"), lines_of_header(said.upper, said.line) + ": " + why, "header = " + instead);
}

/// The rows that the plan names by their lines. Lines of the study that are not there are refused; those of a table whose sample ends above them are the reader's to find.
HeaderRows rows_of_lines(const SourceContext& context, const source::TableSample& sample, source::ReadPlan& plan) {
    HeaderRows out{std::nullopt, index_of_line(sample, plan.header_line)};
    if (out.lower == sample.rows.size()) {
        if (sample.whole && context.source.header.given()) {
            const std::string last = std::to_string(sample.rows.back().line);
            refuse_lines(context, context.say("la última fila de la tabla es la " + last, "the last row of the table is " + last), std::to_string(sample.rows[find_header(context, sample).index].line));
        }
        out.lower = sample.rows.size() - 1;
    }
    if (plan.upper_header_line == 0) return out;
    out.upper = index_of_line(sample, plan.upper_header_line);
    if (*out.upper + 1 != out.lower) {
        const std::size_t lower = std::min(std::max<std::size_t>(*out.upper + 1, 1), sample.rows.size() - 1);
        refuse_lines(context, context.say("no son dos filas seguidas de la tabla", "these are no two rows of the table that follow each other"),
                     lines_of_header(lower == 0 ? 0 : sample.rows[lower - 1].line, sample.rows[lower].line));
    }
    plan.upper_header_line = sample.rows[*out.upper].line;
    plan.header_line = sample.rows[out.lower].line;
    return out;
}

/// Some of the names that two rows give together.
std::string joined_names(const std::vector<std::string>& names, const source::SampleRow& upper, const source::SampleRow& lower) {
    constexpr std::size_t most = 4;
    std::vector<std::string> some;
    for (std::size_t k = 0; k < names.size() && some.size() <= most; ++k) {
        const auto is = [&](const source::SampleRow& row) { return k < row.cells.size() && row.cells[k] == names[k]; };
        if (!names[k].empty() && !is(upper) && !is(lower)) some.push_back(some.size() < most ? names[k] : "…");
    }
    return text::clip(text::join(source::distinct_names(some), ", "), 200);
}

/// Says which rows were taken for the header, where that is not the first one alone.
void say_header(const SourceContext& context, const source::TableSample& sample, const HeaderRows& header, const std::vector<std::string>& names, source::ReadPlan& plan) {
    const std::size_t titles = header.upper.value_or(header.lower);
    const std::string n = std::to_string(titles);
    const std::string above = titles == 0 ? std::string() : context.say("; encima, " + n + (titles == 1 ? " fila de título" : " filas de título"), "; above it, " + n + (titles == 1 ? " row of titles" : " rows of titles"));
    if (header.upper) {
        const source::SampleRow &upper = sample.rows[*header.upper], &lower = sample.rows[header.lower];
        plan.upper_header_line = upper.line;
        plan.header_line = lower.line;
        const std::string first = std::to_string(upper.line), second = std::to_string(lower.line), some = joined_names(names, upper, lower);
        context.guess("header", lines_of_header(upper.line, lower.line),
                      context.say("el encabezado ocupa las filas " + first + " y " + second + ", y se juntan: " + some + "; para tomar una sola: header = " + second,
                                  "the header stands in rows " + first + " and " + second + ", which are joined: " + some + "; to take one alone: header = " + second) +
                          above);
    } else if (titles > 0) {
        plan.header_line = sample.rows[header.lower].line;
        context.guess("header", std::to_string(plan.header_line), context.say("la primera fila con nombres de columnas", "the first row with names of columns") + above);
    }
}

SettledHeader named_by(const source::TableSample& sample, const HeaderRows& header) {
    SettledHeader out;
    const std::vector<std::string>& lower = sample.rows[header.lower].cells;
    out.written = lower;
    if (header.upper) {
        const std::vector<std::string>& upper = sample.rows[*header.upper].cells;
        out.written = source::joined_header(upper, lower);
        out.rows = {upper, lower};
    }
    for (const std::string& name : out.written) out.names.push_back(source::decoded_once_more(name).value_or(name));
    out.first_row = header.lower + 1;
    return out;
}

}  // namespace

std::string lines_of_header(std::int64_t upper, std::int64_t lower) {
    return upper == 0 ? std::to_string(lower) : "[" + std::to_string(upper) + ", " + std::to_string(lower) + "]";
}

SettledHeader settle_header(const SourceContext& context, const source::TableSample& sample, source::ReadPlan& plan, std::vector<std::string>& titles) {
    const auto without_row = [&] { return SettledHeader{plan.columns, plan.columns, {}, 0}; };
    if (!plan.columns.empty() || sample.rows.empty()) {
        settle_layout(context, source::distinct_names(plan.columns));
        return without_row();
    }
    const bool found = plan.header_line == 0;
    HeaderRows header;
    if (found) {
        const HeaderRow best = find_header(context, sample);
        if (best.known == 0 && context.dialect == nullptr) {
            plan.columns = settle_headerless_layout(context, sample.rows.front().cells);
        }
        if (!plan.columns.empty()) {
            return without_row();
        }
        header = {upper_of_two(context, sample, best.index), best.index};
        if (header.upper) header.lower = *header.upper + 1;
        for (std::size_t row = 0; row < header.upper.value_or(header.lower); ++row) titles.push_back(text::join(sample.rows[row].cells, " "));
    } else {
        header = rows_of_lines(context, sample, plan);
    }
    SettledHeader out = named_by(sample, header);
    if (found) say_header(context, sample, header, out.names, plan);
    settle_layout(context, source::distinct_names(out.names));
    return out;
}

void say_twins(const SourceContext& context, const SettledHeader& header) {
    if (header.first_row == 0) return;
    const std::vector<std::string>& names = header.names;
    const std::vector<std::string> distinct = source::distinct_names(names);
    for (std::size_t k = 0; k < names.size(); ++k) {
        const std::string name(text::trim(names[k]));
        if (name.empty() || distinct[k] == name || std::find(distinct.begin(), distinct.end(), name) == distinct.end()) continue;
        context.guess("column_twice", name,
                      context.say("dos columnas se llaman así: se toma la primera, y la otra (columna " + std::to_string(k + 1) + ") se llama \"" + distinct[k] + "\"",
                                  "two columns are called so: the first is taken, and the other (column " + std::to_string(k + 1) + ") is called \"" + distinct[k] + "\""));
    }
}

}  // namespace presencia::layer
