// SPDX-License-Identifier: Apache-2.0
#include "app/problems_text.hpp"

#include "app/row_hints.hpp"
#include "emit/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace presencia::app {

namespace {

/// Rejected rows first, then those outside, then duplicates.
int severity(ErrorCode code) {
    if (code == ErrorCode::row_duplicate) return 2;
    return code == ErrorCode::row_outside ? 1 : 0;
}

struct Kind {
    const Ledger* ledger;
    ErrorCode code;
    std::size_t count = 0;
    std::vector<Reject> rows;  ///< the first shown_of_a_kind
};

std::vector<Kind> kinds(const std::vector<Ledger>& ledgers) {
    std::map<std::tuple<int, std::size_t, ErrorCode>, Kind> found;
    for (std::size_t l = 0; l < ledgers.size(); ++l) {
        ledgers[l].each_left_out([&](const Reject& left) {
            Kind& kind = found[{severity(left.code), l, left.code}];
            kind.ledger = &ledgers[l];
            kind.code = left.code;
            if (kind.count++ < shown_of_a_kind) kind.rows.push_back(left);
        });
    }
    std::vector<Kind> out;
    for (auto& [key, kind] : found) out.push_back(std::move(kind));
    return out;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many, Language language) {
    return emit::spoken_number(static_cast<double>(n), 0, language) + " " + std::string(n == 1 ? one : many);
}

std::string and_more(std::size_t all, const Console& console) {
    if (all <= shown_of_a_kind) return {};
    return "    " + console.tr("… y ", "… and ") + emit::spoken_number(static_cast<double>(all - shown_of_a_kind), 0, console.language()) + console.tr(" más\n", " more\n");
}

}  // namespace

std::string problems_text(const std::vector<Error>& problems, const Console& console) {
    if (problems.empty()) return {};
    std::string out = console.bold(console.tr("Impiden correr el estudio", "These stop a run")) + "\n";
    std::map<std::pair<ErrorCode, std::string>, std::size_t> seen;
    for (const Error& problem : problems) {
        if (++seen[{problem.code(), problem.where().file}] <= shown_of_a_kind) out += "  " + with_hint(problem, console.language()).message(console.language()) + "\n";
    }
    for (const auto& [kind, count] : seen) {
        if (count > shown_of_a_kind) out += "  " + kind.second + ": " + std::string(error_entry(kind.first).id) + "\n" + and_more(count, console);
    }
    return out;
}

nlohmann::ordered_json problems_json(const std::vector<Error>& problems, Language language) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Error& problem : problems) all.push_back(error_json(with_hint(problem, language), language));
    return all;
}

std::string left_out_text(const std::vector<Ledger>& ledgers, const Console& console) {
    const std::vector<Kind> all = kinds(ledgers);
    if (all.empty()) return {};
    std::string out = console.bold(console.tr("Filas que quedan fuera", "Rows left out")) + "\n";
    for (const Kind& kind : all) {
        const ErrorEntry& entry = error_entry(kind.code);
        out += "  " + kind.ledger->source + ": " + std::string(entry.id) + ": " + console.tr(entry.es, entry.en) + ": " +
               counted(kind.count, console.tr("fila", "row"), console.tr("filas", "rows"), console.language()) + "\n";
        for (const Reject& row : kind.rows) {
            out += "    " + kind.ledger->source + ":" + std::to_string(row.row) + (row.column.empty() ? "" : ": " + row.column) + (row.value.empty() ? "" : ": «" + row.value + "»") + "\n";
        }
        out += and_more(kind.count, console);
        if (const std::string_view hint = row_hint(kind.code, console.language()); !hint.empty()) {
            out += "    " + console.tr("sugerencia: ", "hint: ") + std::string(hint) + "\n";
        }
    }
    return out;
}

nlohmann::ordered_json left_out_json(const std::vector<Ledger>& ledgers, Language language) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Kind& kind : kinds(ledgers)) {
        const ErrorEntry& entry = error_entry(kind.code);
        nlohmann::ordered_json rows = nlohmann::ordered_json::array();
        for (const Reject& left : kind.rows) {
            rows.push_back({{"row", left.row}, {"column", left.column}, {"value", left.value}});
        }
        all.push_back({{"layer", kind.ledger->layer},
                       {"file", kind.ledger->source},
                       {"id", entry.id},
                       {"message", tr(language, entry.es, entry.en)},
                       {"hint", row_hint(kind.code, language)},
                       {"count", kind.count},
                       {"rows", rows}});
    }
    return all;
}

std::string verdict_text(const CheckReport& report, const Console& console) {
    const Language language = console.language();
    if (!report.problems.empty()) {
        return counted(report.problems.size(), console.tr("problema impide correr el estudio.", "problem stops a run of this study."),
                       console.tr("problemas impiden correr el estudio.", "problems stop a run of this study."), language) +
               "\n";
    }
    std::size_t rows = 0;
    for (const Ledger& ledger : report.ledgers) rows += static_cast<std::size_t>(ledger.left_out_count());
    if (rows == 0) return console.tr("Nada que corregir: el estudio se puede correr.\n", "Nothing to mend: the study can be run.\n");
    return console.tr("El estudio se puede correr; ", "The study can be run; ") +
           counted(rows, console.tr("fila quedaría fuera.", "row would be left out."), console.tr("filas quedarían fuera.", "rows would be left out."), language) + "\n";
}

}  // namespace presencia::app
