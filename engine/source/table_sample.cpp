// SPDX-License-Identifier: Apache-2.0
#include "source/table_sample.hpp"

#include "core/text.hpp"
#include "source/csv_header.hpp"
#include "source/csv_tokenizer.hpp"
#include "source/ogr_reader.hpp"
#include "source/open_guard.hpp"
#include "source/text_input.hpp"
#include "source/vector_format.hpp"

#include <utility>

namespace presencia::source {
namespace {

TableSample sample_csv(const ReadPlan& plan) {
    const auto file = opened_file(plan);
    TextInput input(*file, plan.encoding);
    std::string bytes(sample_most_bytes + CsvTokenizer::padding, '\0');
    const std::size_t got = input.read(bytes.data(), sample_most_bytes);
    TableSample sample;
    sample.whole = got < sample_most_bytes;
    sample.delimiter = plan.delimiter != '\0' ? plan.delimiter : find_delimiter({bytes.data(), got}, sample.whole);
    CsvTokenizer tokenizer(sample.delimiter);
    tokenizer.feed(bytes.data(), got, sample.whole);
    for (;;) {
        const CsvRecord met = tokenizer.next();
        if (met == CsvRecord::end || met == CsvRecord::need_more) {
            return sample;
        }
        if (met != CsvRecord::row) {
            continue;
        }
        if (sample.rows.size() == sample_most_rows) {
            sample.whole = false;
            return sample;
        }
        SampleRow& row = sample.rows.emplace_back();
        row.line = tokenizer.line();
        row.cells.reserve(tokenizer.cells().size());
        for (const std::string_view cell : tokenizer.cells()) {
            const bool as_it_stands = input.start().encoding != Encoding::cp1252 && text::valid_utf8(cell);
            const std::string recoded = as_it_stands ? std::string{} : text::cp1252_to_utf8(cell);
            row.cells.emplace_back(text::trim(as_it_stands ? cell : std::string_view(recoded)));
        }
    }
}

TableSample sample_sheet(ReadPlan plan, const VectorFormat& format) {
    plan.header_line = ReadPlan::no_header;
    plan.batch_rows = sample_most_rows;
    OgrReader reader(plan, format, nullptr);
    TableSample sample;
    RowBatch batch;
    while (sample.rows.size() < sample_most_rows && reader.next(batch)) {
        for (std::size_t row = 0; row < batch.size() && sample.rows.size() < sample_most_rows; ++row) {
            SampleRow& out = sample.rows.emplace_back();
            out.line = batch.row[row];
            for (const auto& column : batch.cells) out.cells.emplace_back(text::trim(column[row]));
        }
    }
    sample.whole = !reader.next(batch);
    return sample;
}

}  // namespace

bool is_table_of_cells(const std::filesystem::path& path) {
    const auto format = vector_format(path);
    return is_csv(path) || (format && format->family == VectorFamily::spreadsheet);
}

TableSample sample_table(const ReadPlan& plan) {
    if (is_csv(plan.path)) {
        return sample_csv(plan);
    }
    open_regular_file(plan.path, plan.shown_name);
    return sample_sheet(plan, *vector_format(plan.path));
}

}  // namespace presencia::source
