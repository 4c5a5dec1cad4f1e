// SPDX-License-Identifier: Apache-2.0
#include "source/csv_header.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <utility>

namespace presencia::source {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;
constexpr std::size_t sample_records = 20;
constexpr const char* long_line = "> 1 MiB";

struct Fit {
    std::size_t columns = 0;
    std::size_t alike = 0;  ///< records with as many cells as the first
};

Fit fit_of(char delimiter, std::string_view sample, bool whole) {
    // A copy: tokenizing writes in place.
    std::string bytes(sample);
    bytes.resize(bytes.size() + CsvTokenizer::padding);
    CsvTokenizer tokenizer(delimiter);
    tokenizer.feed(bytes.data(), sample.size(), whole);
    Fit fit;
    for (std::size_t record = 0; record < sample_records; ++record) {
        const CsvRecord met = tokenizer.next();
        if (met == CsvRecord::end || met == CsvRecord::need_more) {
            break;
        }
        if (met != CsvRecord::row) {
            continue;
        }
        if (fit.columns == 0) {
            fit.columns = tokenizer.cell_count();
        }
        fit.alike += tokenizer.cell_count() == fit.columns;
    }
    return fit;
}

}  // namespace

char find_delimiter(std::string_view sample, bool whole) {
    char best = ',';
    Fit best_fit;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const Fit fit = fit_of(delimiter, sample, whole);
        if (fit.columns >= 2 && std::pair(fit.alike, fit.columns) > std::pair(best_fit.alike, best_fit.columns)) {
            best = delimiter;
            best_fit = fit;
        }
    }
    return best;
}

std::vector<std::string> header_names(const CsvTokenizer& header, Encoding encoding, const std::string& shown_name) {
    const Where where{.file = shown_name, .row = header.line()};
    if (header.cell_count() > CsvTokenizer::most_cells) {
        throw Error(ErrorCode::file_limit, where, std::to_string(header.cell_count()) + " columns",
                    "at most " + std::to_string(CsvTokenizer::most_cells));
    }
    std::vector<std::string> names;
    for (const std::string_view cell : header.cells()) {
        if (encoding == Encoding::cp1252) {
            names.push_back(text::cp1252_to_utf8(cell));
        } else if (text::valid_utf8(cell)) {
            names.emplace_back(cell);
        } else {
            throw Error(ErrorCode::encoding_invalid, where, text::cp1252_to_utf8(cell), "encoding = \"cp1252\"");
        }
    }
    return distinct_names(std::move(names));
}

CsvHeader read_csv_header(const InputFile& file, const ReadPlan& plan) {
    CsvHeader header;
    const Encoding encoding = parse_encoding(plan.encoding, plan.shown_name);
    // A first record longer than the sample is read in full: a header may be as long as any record.
    for (std::size_t wanted = sample_bytes;; wanted = CsvTokenizer::longest_record + sample_bytes) {
        std::string bytes(wanted + CsvTokenizer::padding, '\0');
        const std::size_t got = file.read_at(0, bytes.data(), wanted);
        const bool whole = got < wanted;
        const std::size_t mark = check_byte_order({bytes.data(), got}, plan.shown_name);
        header.byte_order_mark = mark != 0;
        const std::string_view sample(bytes.data() + mark, got - mark);
        header.delimiter = plan.delimiter != '\0' ? plan.delimiter : find_delimiter(sample, whole);
        CsvTokenizer tokenizer(header.delimiter);
        tokenizer.feed(bytes.data() + mark, got - mark, whole);
        const CsvRecord met = tokenizer.next();
        const Where where{.file = plan.shown_name, .row = tokenizer.line()};
        switch (met) {
            case CsvRecord::row: header.columns = header_names(tokenizer, encoding, plan.shown_name); return header;
            case CsvRecord::need_more:
                if (wanted > sample_bytes) {
                    const bool blank = text::trim(sample).empty();
                    throw Error(blank ? ErrorCode::file_empty : ErrorCode::file_limit, where, blank ? "" : long_line);
                }
                continue;
            case CsvRecord::end: throw Error(ErrorCode::file_empty, {.file = plan.shown_name});
            case CsvRecord::nul_byte: throw Error(ErrorCode::file_encoding, where, "NUL");
            case CsvRecord::bad_quote: throw Error(ErrorCode::row_bad_quote, where);
            case CsvRecord::too_long: throw Error(ErrorCode::file_limit, where, long_line);
        }
    }
}

}  // namespace presencia::source
