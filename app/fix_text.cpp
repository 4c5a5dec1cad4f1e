// SPDX-License-Identifier: Apache-2.0
#include "app/fix_text.hpp"

#include <nlohmann/json.hpp>

namespace presencia::app {

std::string fixed_text(const fix::FixReport& report, const std::string& folder, const Console& console) {
    std::string out = "\n" + console.bold(console.tr("Copias limpias en ", "Cleaned copies in ") + folder) + "\n";
    for (const fix::Change& change : report.changes) {
        out += "  " + change.copy + (change.column.empty() ? "" : ": " + change.column) + ": " + change.said;
        if (change.count > 1 || change.first_row > 0) out += " (" + std::to_string(change.count) + (change.first_row > 0 ? console.tr("; la primera, fila ", "; the first, row ") + std::to_string(change.first_row) : "") + ")";
        out += "\n";
    }
    if (report.changes.empty()) out += console.tr("  nada que limpiar: las copias dicen lo mismo\n", "  nothing to clean: the copies say the same\n");
    return out + console.tr("  el estudio que las usa: ", "  the study that uses them: ") + folder + "/study.toml\n";
}

nlohmann::ordered_json fixed_json(const fix::FixReport& report, const std::string& folder) {
    nlohmann::ordered_json changes = nlohmann::ordered_json::array();
    for (const fix::Change& change : report.changes) {
        changes.push_back({{"file", change.source}, {"copy", change.copy}, {"change", change.what}, {"column", change.column}, {"count", change.count}, {"first_row", change.first_row}, {"message", change.said}});
    }
    return {{"output", folder}, {"files", report.files}, {"changes", changes}};
}

}  // namespace presencia::app
