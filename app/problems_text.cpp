// SPDX-License-Identifier: Apache-2.0
#include "app/problems_text.hpp"

#include "core/language.hpp"
#include "emit/words.hpp"
#include "run/row_hints.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace presencia::app {

namespace {

/// Rejected rows first, then those outside, then duplicates, then what is no row of data, then what the study does not ask for.
int order_of(ErrorCode code) {
    if (is_filtered(code)) return 4;
    if (is_set_aside(code)) return 3;
    if (code == ErrorCode::row_duplicate) return 2;
    return code == ErrorCode::row_outside ? 1 : 0;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many, Language language) {
    return emit::spoken_number(static_cast<double>(n), 0, language) + " " + std::string(n == 1 ? one : many);
}

void add_errors(std::vector<Finding>& out, const std::vector<Error>& problems, Language language) {
    std::map<std::pair<ErrorCode, std::string>, std::size_t> known;
    for (const Error& problem : problems) {
        const Error said = said_in(problem, language);
        const ErrorEntry& entry = error_entry(said.code());
        const auto [at, fresh] = known.try_emplace({said.code(), said.where().file}, out.size());
        if (fresh) out.push_back({Severity::error, std::string(entry.id), {}, said.where().file, 0, {}, std::string(tr(language, entry.es, entry.en)), {}});
        Finding& finding = out[at->second];
        if (static_cast<std::size_t>(finding.count++) < shown_of_a_kind) finding.places.push_back({said.where().row, said.where().column, said.detail(), said.hint()});
    }
}

void add_rows(std::vector<Finding>& out, const std::vector<Ledger>& books, Language language) {
    std::map<std::tuple<int, std::size_t, ErrorCode>, Finding> found;
    for (std::size_t l = 0; l < books.size(); ++l) {
        books[l].each_left_out([&](const Reject& left) {
            Finding& finding = found[{order_of(left.code), l, left.code}];
            if (finding.count++ == 0) {
                const ErrorEntry& entry = error_entry(left.code);
                finding = {is_filtered(left.code) ? Severity::note : Severity::warning, std::string(entry.id), books[l].layer, books[l].source, 1, {}, std::string(tr(language, entry.es, entry.en)), std::string(row_hint(left.code, language))};
            }
            if (finding.places.size() < (is_filtered(left.code) ? 1 : shown_of_a_kind)) finding.places.push_back({left.row, left.column, left.value, {}});
        });
    }
    for (auto& [key, finding] : found) out.push_back(std::move(finding));
}

void add_notes(std::vector<Finding>& out, const CheckReport& report) {
    const auto note = [&](std::string layer, std::string file, const std::string& why) { out.push_back({Severity::note, {}, std::move(layer), std::move(file), 1, {}, why, {}}); };
    for (const std::string& said : report.notes) note({}, {}, said);
    for (const Ledger& ledger : report.ledgers) {
        for (const std::string& said : ledger.notes) note(ledger.layer, ledger.source, said);
    }
}

std::string place_text(const Finding& finding, const FoundAt& at) {
    std::string out = "    " + finding.file;
    if (at.row > 0) out += ":" + std::to_string(at.row);
    if (!at.column.empty()) out += ": " + at.column;
    if (!at.value.empty()) out += ": «" + at.value + "»";
    return out + "\n";
}

std::string hint_line(const std::string& hint, const Console& console) {
    return hint.empty() ? std::string() : "    " + console.tr("sugerencia: ", "hint: ") + hint + "\n";
}

/// Each error as a run would say it.
std::string error_text(const Finding& finding, const Console& console) {
    std::string out;
    for (const FoundAt& at : finding.places) {
        out += "  " + finding.file + (at.row > 0 ? ":" + std::to_string(at.row) : "") + (at.column.empty() ? "" : ": " + at.column) + (finding.file.empty() ? "" : ": ") + finding.id + ": " + finding.why +
               (at.value.empty() ? "" : ": " + at.value) + "\n" + hint_line(at.hint, console);
    }
    return out;
}

std::string rows_text(const Finding& finding, const Console& console) {
    std::string out = "  " + finding.file + ": " + finding.id + ": " + finding.why + ": " +
                      counted(static_cast<std::size_t>(finding.count), console.tr("fila", "row"), console.tr("filas", "rows"), console.language()) + "\n";
    for (const FoundAt& at : finding.places) out += place_text(finding, at);
    return out;
}

/// One line: nothing is wrong with these rows.
std::string filtered_line(const Finding& finding, const Console& console) {
    const FoundAt& first = finding.places.front();
    return "  " + finding.file + ": " + finding.id + ": " + finding.why + ": " +
           counted(static_cast<std::size_t>(finding.count), console.tr("fila", "row"), console.tr("filas", "rows"), console.language()) + console.tr("; la primera, línea ", "; the first, line ") +
           std::to_string(first.row) + (first.column.empty() ? "" : ": " + first.column) + (first.value.empty() ? "" : ": «" + first.value + "»") + "\n";
}

std::string finding_text(const Finding& finding, const Console& console) {
    std::string out = finding.severity == Severity::error ? error_text(finding, console) : rows_text(finding, console);
    const auto shown = static_cast<std::int64_t>(finding.places.size());
    if (finding.count > shown) out += "    " + console.tr("… y ", "… and ") + emit::spoken_number(static_cast<double>(finding.count - shown), 0, console.language()) + console.tr(" más\n", " more\n");
    return out + hint_line(finding.hint, console);
}

nlohmann::ordered_json places_json(const Finding& finding) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const FoundAt& at : finding.places) {
        rows.push_back({{"row", at.row}, {"column", at.column}, {"value", at.value}});
        if (!at.hint.empty()) rows.back()["hint"] = at.hint;
    }
    return rows;
}

}  // namespace

std::string_view to_string(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::vector<Finding> findings(const CheckReport& report, Language language) {
    std::vector<Finding> out;
    add_errors(out, report.problems, language);
    std::vector<Ledger> books = report.ledgers;
    books.insert(books.end(), report.partial.begin(), report.partial.end());
    add_rows(out, books, language);
    add_notes(out, report);
    return out;
}

std::string findings_text(const std::vector<Finding>& all, Severity severity, const Console& console) {
    std::string out;
    for (const Finding& finding : all) {
        if (finding.severity == severity) out += finding_text(finding, console);
    }
    if (out.empty()) return out;
    const std::string heading = severity == Severity::error ? console.tr("Errores. Impiden correr el estudio", "Errors. These stop a run")
                                                            : console.tr("Advertencias. Filas que quedan fuera", "Warnings. Rows left out");
    return console.bold(heading) + "\n" + out;
}

std::string filtered_text(const std::vector<Finding>& all, const Console& console) {
    std::string out;
    for (const Finding& finding : all) {
        if (finding.severity == Severity::note && !finding.places.empty()) out += filtered_line(finding, console);
    }
    return out.empty() ? out : console.bold(console.tr("Filtradas. Filas que el estudio no pide", "Filtered. Rows that the study does not ask for")) + "\n" + out;
}

nlohmann::ordered_json findings_json(const std::vector<Finding>& all) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Finding& finding : all) {
        out.push_back({{"severity", to_string(finding.severity)}, {"id", finding.id}, {"layer", finding.layer}, {"file", finding.file}, {"message", finding.why}, {"hint", finding.hint}, {"count", finding.count}, {"places", places_json(finding)}});
    }
    return out;
}

nlohmann::ordered_json counts_json(const std::vector<Finding>& all) {
    nlohmann::ordered_json out;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
        std::int64_t kinds = 0, count = 0;
        for (const Finding& finding : all) {
            if (finding.severity != severity) continue;
            ++kinds;
            count += finding.count;
        }
        out[std::string(to_string(severity))] = {{"kinds", kinds}, {"count", count}};
    }
    return out;
}

nlohmann::ordered_json problems_json(const std::vector<Error>& problems, Language language) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Error& problem : problems) all.push_back(error_json(said_in(problem, language), language));
    return all;
}

nlohmann::ordered_json left_out_json(const std::vector<Finding>& all) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Finding& finding : all) {
        if (finding.severity != Severity::warning) continue;
        out.push_back({{"layer", finding.layer}, {"file", finding.file}, {"id", finding.id}, {"message", finding.why}, {"hint", finding.hint}, {"count", finding.count}, {"rows", places_json(finding)}});
    }
    return out;
}

std::string verdict_text(const CheckReport& report, const Console& console) {
    const Language language = console.language();
    if (!report.problems.empty()) {
        return counted(report.problems.size(), console.tr("problema impide correr el estudio.", "problem stops a run of this study."),
                       console.tr("problemas impiden correr el estudio.", "problems stop a run of this study."), language) +
               "\n";
    }
    std::size_t rows = 0;
    for (const Ledger& ledger : report.ledgers) rows += static_cast<std::size_t>(ledger.left_out_count() - ledger.filtered_count());
    if (rows == 0) return console.tr("Nada que corregir: el estudio se puede correr.\n", "Nothing to mend: the study can be run.\n");
    return console.tr("El estudio se puede correr; ", "The study can be run; ") +
           counted(rows, console.tr("fila quedaría fuera.", "row would be left out."), console.tr("filas quedarían fuera.", "rows would be left out."), language) + "\n";
}

}  // namespace presencia::app
