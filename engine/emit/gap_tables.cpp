// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"
#include "core/text.hpp"
#include "emit/documents.hpp"
#include "emit/json_cells.hpp"
#include "emit/result_tables.hpp"
#include "emit/store.hpp"

#include <charconv>
#include <iterator>
#include <map>

namespace presencia::emit {

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == text.npos) {
        return std::string(text);
    }
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

void write_gaps(const std::filesystem::path& directory, const Published& published) {
    const Table table = gap_table(published);
    std::string csv;
    for (std::size_t c = 0; c < table.columns.size(); ++c) csv += (c > 0 ? "," : "") + table.columns[c].name;
    csv += "\n";
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) csv += (c > 0 ? "," : "") + csv_field(row[c].text());
        csv += "\n";
    }
    write_file(directory / "gaps.csv", csv);
    const nlohmann::ordered_json json = {{"study", study_facts(published)}, {"gaps", to_json(table)}};
    write_file(directory / "gaps.json", json.dump(1) + "\n");
}

namespace {

/// Lines of one book in rejects/: they may be most of a file, so what they have in common is put together once.
class RejectLines {
public:
    RejectLines(const Ledger& ledger, Language language) : source_(csv_field(ledger.source) + ","), language_(language) {}

    /// The line lives until the next call.
    std::string_view line(const Reject& left) {
        if (line_.empty() || left.code != code_ || left.column != column_) {
            const ErrorEntry& entry = error_entry(left.code);
            code_ = left.code;
            column_ = left.column;
            reason_ = "," + csv_field(column_) + "," + std::string(entry.id) + "," + csv_field(tr(language_, entry.es, entry.en)) + ",";
        }
        char number[20];
        const auto end = std::to_chars(std::begin(number), std::end(number), left.row).ptr;
        line_.assign(source_).append(number, end).append(reason_).append(csv_field(left.value)) += '\n';
        return line_;
    }

private:
    std::string source_;
    Language language_;
    ErrorCode code_ = ErrorCode::internal;
    std::string column_, reason_, line_;
};

}  // namespace

void write_rejects(const std::filesystem::path& directory, const Published& published) {
    // Several sources may make up one layer: they share its file.
    std::map<std::string, FileWriter> files;
    for (const Ledger& ledger : published.ledgers) {
        if (ledger.left_out_count() == 0 || ledger.withheld) {
            continue;
        }
        const auto [at, fresh] = files.try_emplace(ledger.layer, directory / (ledger.layer + ".csv"));
        FileWriter& csv = at->second;
        if (fresh) csv.append("source,row,column,code,reason,value\n");
        RejectLines lines(ledger, published.study.language);
        ledger.each_left_out([&](const Reject& left) { csv.append(lines.line(left)); });
    }
    for (auto& [layer, csv] : files) csv.close();
}

}  // namespace presencia::emit
