// SPDX-License-Identifier: Apache-2.0
#include "app/report_text.hpp"

#include "app/text_table.hpp"
#include "emit/ledger_json.hpp"
#include "emit/store.hpp"
#include "emit/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::app {

std::string ledger_text(const std::vector<Ledger>& ledgers, const Console& console) {
    const auto count = [&](std::int64_t n) { return emit::spoken_number(static_cast<double>(n), 0, console.language()); };
    TextTable table({{console.tr("capa", "layer"), false, 12, 0},
                     {console.tr("leídas", "read"), true, 0, 0},
                     {console.tr("ubicadas", "located"), true, 0, 0},
                     {console.tr("por código", "by code"), true, 0, 0},
                     {console.tr("ajustadas", "snapped"), true, 0, 0},
                     {console.tr("fuera", "outside"), true, 0, 0},
                     {console.tr("rechazadas", "rejected"), true, 0, 0},
                     {console.tr("duplicadas", "duplicates"), true, 0, 0},
                     {console.tr("filtradas", "filtered"), true, 0, 0}});
    for (const Ledger& l : ledgers) {
        if (l.withheld) {
            // The row counts of this layer would give away a count that the profile hides.
            table.add({l.layer, std::string(emit::word("suppressed", console.language())), "", "", "", "", "", "", ""});
            continue;
        }
        table.add({l.layer, count(l.read), count(l.located), count(l.by_key), count(l.snapped), count(l.outside), count(l.rejected), count(l.duplicates), count(l.filtered)});
    }
    return table.empty() ? "" : console.bold(console.tr("Qué fue de cada fila", "What became of every row")) + "\n" + table.text(console.width());
}

std::string guesses_text(const std::vector<layer::Guess>& guesses, const Console& console) {
    std::vector<std::string> lines;
    for (const layer::Guess& guess : guesses) {
        lines.push_back(guess.source + ": " + guess.role + " = " + guess.value + (guess.evidence.empty() ? "" : " (" + guess.evidence + ")"));
    }
    return list_text(console.tr("Lo que se dedujo de los archivos", "What was guessed from the files"), lines, console);
}

std::string list_text(const std::string& heading, const std::vector<std::string>& sentences, const Console& console) {
    if (sentences.empty()) return {};
    std::string out = console.bold(heading) + "\n";
    for (const std::string& sentence : sentences) out += wrap("  - ", sentence, console.width());
    return out;
}

std::vector<std::string> ledger_notes(const std::vector<Ledger>& ledgers, const Console& console) {
    constexpr std::size_t most = 20;  // of one layer: a hundred keys of one fault would bury the rest
    std::vector<std::string> notes;
    for (const Ledger& ledger : ledgers) {
        std::size_t said = 0, folded = 0;
        for (const std::string& note : ledger.notes) {
            const std::string line = ledger.layer + ": " + note;
            if (std::find(notes.begin(), notes.end(), line) != notes.end()) continue;
            if (said++ < most) {
                notes.push_back(line);
            } else {
                ++folded;
            }
        }
        if (folded > 0) notes.push_back(ledger.layer + console.tr(": y otras ", ": and ") + std::to_string(folded) + console.tr(" notas más; --json las da todas", " more notes; --json gives all of them"));
    }
    return notes;
}

nlohmann::ordered_json guesses_json(const std::vector<layer::Guess>& guesses) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const layer::Guess& guess : guesses) {
        all.push_back({{"source", guess.source}, {"role", guess.role}, {"value", guess.value}, {"evidence", guess.evidence}});
    }
    return all;
}

void say_run(const RunReport& report, const std::vector<std::string>& assumptions, Console& console) {
    console.note(guesses_text(report.guesses, console));
    console.note(list_text(console.tr("Supuestos", "Assumptions"), assumptions, console));
    if (!console.quiet) {
        console.say(ledger_text(report.ledgers, console));
        console.say(list_text(console.tr("Notas", "Notes"), report.notes, console));
        console.say(list_text(console.tr("Notas de las capas", "Notes on the layers"), ledger_notes(report.ledgers, console), console));
        console.say("\n");
    }
    console.say(report.headline + (report.headline.ends_with("\n") ? "" : "\n"));
}

nlohmann::ordered_json run_json(const RunReport& report, const std::vector<std::string>& assumptions, const std::filesystem::path& output) {
    return {{"output", output.string()},
            {"outputs", report.outputs},
            {"headline", report.headline},
            {"notes", report.notes},
            {"assumptions", assumptions},
            {"guesses", guesses_json(report.guesses)},
            {"ledger", emit::ledgers_json(report.ledgers)},
            {"too_many_rejects", report.too_many_rejects},
            {"reject_share", report.reject_share},
            {"worst_layer", report.worst_layer}};
}

std::vector<std::string> stored_assumptions(const std::filesystem::path& output) {
    const emit::Store store(output);
    return store.study().value("assumptions", std::vector<std::string>{});
}

int reject_status(bool too_many, double share, const std::string& layer, double limit, Console& console) {
    if (!too_many) return 0;
    const Error error(ErrorCode::too_many_rejects, {},
                      layer + ": " + emit::spoken_number(100.0 * share, 1, console.language()) + " % (" + console.tr("máximo ", "at most ") +
                          emit::spoken_number(100.0 * limit, 1, console.language()) + " %)",
                      console.tr("vea `presencia check`, corrija las filas o suba max_reject_share en [output]", "see `presencia check`, mend the rows or raise max_reject_share in [output]"));
    const bool json = console.json;
    // The answer was given: its JSON document says too_many_rejects itself.
    console.json = false;
    console.report(error);
    console.json = json;
    return error.exit_status();
}

}  // namespace presencia::app
