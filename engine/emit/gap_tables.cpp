// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"
#include "core/text.hpp"
#include "emit/documents.hpp"
#include "emit/json_cells.hpp"
#include "emit/result_tables.hpp"
#include "emit/store.hpp"

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

void write_rejects(const std::filesystem::path& directory, const Published& published) {
    const Language language = published.study.language;
    // Several sources may make up one layer: they share its file.
    std::map<std::string, FileWriter> files;
    for (const Ledger& ledger : published.ledgers) {
        if (ledger.left_out_count() == 0 || ledger.withheld) {
            continue;
        }
        const auto [at, fresh] = files.try_emplace(ledger.layer, directory / (ledger.layer + ".csv"));
        FileWriter& csv = at->second;
        if (fresh) csv.append("source,row,column,code,reason,value\n");
        ledger.each_left_out([&](const Reject& left) {
            const ErrorEntry& entry = error_entry(left.code);
            csv.append(csv_field(ledger.source) + "," + std::to_string(left.row) + "," + csv_field(left.column) + "," + std::string(entry.id) + "," +
                       csv_field(tr(language, entry.es, entry.en)) + "," + csv_field(left.value) + "\n");
        });
    }
    for (auto& [layer, csv] : files) csv.close();
}

}  // namespace presencia::emit
