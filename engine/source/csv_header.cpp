// SPDX-License-Identifier: Apache-2.0
#include "source/csv_header.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include "source/joined_header.hpp"
#include "source/text_input.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace presencia::source {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;
constexpr std::size_t sample_records = 50;
constexpr const char* long_line = "> 1 MiB";

/// How a delimiter cuts the first records: the number of cells that most of them have, at least two, and how many have it. Titles above a
/// table and notes in it do not count against the one that cuts the table.
struct Fit {
    std::size_t columns = 0;
    std::size_t alike = 0;
};

Fit fit_of(char delimiter, std::string_view sample, bool whole) {
    // A copy: tokenizing writes in place.
    std::string bytes(sample);
    bytes.resize(bytes.size() + CsvTokenizer::padding);
    CsvTokenizer tokenizer(delimiter);
    tokenizer.feed(bytes.data(), sample.size(), whole);
    std::map<std::size_t, std::size_t> records;  // by number of cells
    for (std::size_t record = 0; record < sample_records; ++record) {
        const CsvRecord met = tokenizer.next();
        if (met == CsvRecord::end || met == CsvRecord::need_more) {
            break;
        }
        if (met == CsvRecord::row && tokenizer.cell_count() >= 2) {
            ++records[tokenizer.cell_count()];
        }
    }
    Fit fit;
    for (const auto& [columns, alike] : records) {
        fit = alike >= fit.alike ? Fit{columns, alike} : fit;
    }
    return fit;
}

/// Whether nearly every comma stands between two digits, as a decimal mark does.
bool commas_are_decimal(std::string_view sample) {
    const auto digit = [&](std::size_t at) { return at < sample.size() && sample[at] >= '0' && sample[at] <= '9'; };
    std::size_t commas = 0, between = 0;
    for (std::size_t at = sample.find(','); at != sample.npos; at = sample.find(',', at + 1)) {
        ++commas;
        between += at > 0 && digit(at - 1) && digit(at + 1) ? 1 : 0;
    }
    return between * 10 >= commas * 9;
}

/// Takes names off the end that are empty and under which the first records hold nothing: a spreadsheet's used range is often wider than its
/// table. A later row with something there is ragged, and refused.
void drop_unused(std::vector<std::string>& names, CsvTokenizer& rows) {
    std::size_t used = names.size();
    while (used > 1 && text::trim(names[used - 1]).empty()) {
        --used;
    }
    for (std::size_t record = 0; record < sample_records * 4 && used < names.size(); ++record) {
        const CsvRecord met = rows.next();
        if (met == CsvRecord::end || met == CsvRecord::need_more) {
            break;
        }
        for (std::size_t i = used; met == CsvRecord::row && i < std::min(rows.cells().size(), names.size()); ++i) {
            used = text::trim(rows.cells()[i]).empty() ? used : i + 1;
        }
    }
    names.resize(used);
}

/// The first record that begins on `line` or behind it.
CsvRecord record_at(CsvTokenizer& rows, std::int64_t line) {
    CsvRecord met = rows.next();
    while (rows.line() < line && met != CsvRecord::end && met != CsvRecord::need_more) {
        met = rows.next();
    }
    return met;
}

}  // namespace

char find_delimiter(std::string_view sample, bool whole) {
    whole = whole && sample.size() <= sample_bytes;
    sample = sample.substr(0, sample_bytes);
    const Fit comma = fit_of(',', sample, whole);
    char best = ',';
    Fit best_fit = comma;
    Fit other;  // the best of those that are not the comma
    for (const char delimiter : {';', '\t', '|'}) {
        const Fit fit = fit_of(delimiter, sample, whole);
        if (std::pair(fit.alike, fit.columns) > std::pair(other.alike, other.columns)) {
            other = fit;
            const bool better = std::pair(fit.alike, fit.columns) > std::pair(comma.alike, comma.columns);
            if (better || (fit.alike * 2 >= comma.alike && commas_are_decimal(sample))) {
                best = delimiter;
                best_fit = fit;
            }
        }
    }
    return best_fit.columns >= 2 ? best : ',';
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
    return names;
}

CsvHeader read_csv_header(const InputFile& file, const ReadPlan& plan) {
    CsvHeader header;
    // A first record longer than the sample is read in full: a header may be as long as any record.
    for (std::size_t wanted = sample_bytes;; wanted = CsvTokenizer::longest_record + sample_bytes) {
        TextInput input(file, plan.encoding);
        std::string bytes(wanted + CsvTokenizer::padding, '\0');
        const std::size_t got = input.read(bytes.data(), wanted);
        const bool whole = got < wanted;
        header.byte_order_mark = input.start().mark_bytes > 0;
        header.encoding = input.start().encoding;
        const std::string_view sample(bytes.data(), got);
        header.delimiter = plan.delimiter != '\0' ? plan.delimiter : find_delimiter(sample, whole);
        if (!plan.columns.empty()) {
            header.columns = distinct_names(plan.columns);
            return header;
        }
        CsvTokenizer tokenizer(header.delimiter);
        tokenizer.feed(bytes.data(), got, whole);
        std::vector<std::string> upper;
        CsvRecord met = record_at(tokenizer, plan.upper_header_line > 0 ? plan.upper_header_line : plan.header_line);
        if (plan.upper_header_line > 0 && met == CsvRecord::row) {
            upper = header_names(tokenizer, header.encoding, plan.shown_name);
            met = tokenizer.next();
        }
        const Where where{.file = plan.shown_name, .row = tokenizer.line()};
        switch (met) {
            case CsvRecord::row:
                header.columns = header_names(tokenizer, header.encoding, plan.shown_name);
                if (!upper.empty()) header.columns = joined_header(upper, header.columns);
                drop_unused(header.columns, tokenizer);
                header.columns = distinct_names(std::move(header.columns));
                return header;
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
