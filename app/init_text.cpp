// SPDX-License-Identifier: Apache-2.0
#include "app/init_text.hpp"

#include "app/report_text.hpp"
#include "emit/ledger_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::app {

namespace {

/// What is asked below need not be said twice.
bool is_asked(const propose::Proposal& proposal, const propose::ProposedFile& file) {
    return std::any_of(proposal.questions.begin(), proposal.questions.end(), [&](const propose::Question& question) { return question.file == file.shown && question.layer == file.layer && question.text == file.use; });
}

std::string rows_of(std::int64_t rows, const Console& console) {
    return std::to_string(rows) + (rows == 1 ? console.tr(" fila", " row") : console.tr(" filas", " rows"));
}

}  // namespace

std::string rejects_text(const propose::Proposal& proposal, const Console& console) {
    if (proposal.too_many_rejects.empty()) return {};
    std::string out = console.bold(console.tr("Se rechazarían demasiadas filas: run terminaría con 6", "Too many rows would be rejected: run would end with 6")) + "\n";
    for (const propose::RejectDoubt& doubt : proposal.too_many_rejects) {
        out += "  " + doubt.file + ": " + std::to_string(doubt.rejected) + console.tr(" de ", " of ") + rows_of(doubt.read, console) + "\n";
        for (const propose::RejectReason& reason : doubt.reasons) {
            out += "    " + rows_of(reason.rows, console) + ": " + reason.text + console.tr(" (la primera: ", " (the first: ") + std::to_string(reason.row) +
                   (reason.column.empty() ? "" : console.tr(", columna ", ", column ") + reason.column) + ")" + (reason.hint.empty() ? "" : "; " + reason.hint) + "\n";
            if (!reason.flag.empty()) out += "      " + console.tr("en la orden: ", "in the command: ") + reason.flag + "\n";
        }
        if (!doubt.leave_out.empty()) out += "    " + console.tr("para dejarlo fuera: ", "to leave it out: ") + doubt.leave_out + "\n";
    }
    return out;
}

std::string files_text(const propose::Proposal& proposal, const Console& console) {
    std::string out = console.bold(console.tr("Lo que son los archivos", "What the files are")) + "\n";
    for (const propose::ProposedFile& file : proposal.files) {
        out += "  " + file.shown + (file.layer.empty() ? "" : " (" + file.layer + ")") + ": " + console.bold(label(file.kind, console.language()));
        if (file.kind != propose::FileKind::unknown) out += ": " + file.evidence;
        out += "\n";
        if (!file.used) out += "    " + console.tr("no se usa: ", "not used: ") + (is_asked(proposal, file) ? console.tr("falta su respuesta, más abajo", "your answer is needed, see below") : file.use) + "\n";
    }
    return out;
}

std::string questions_text(const propose::Proposal& proposal, const Console& console) {
    if (proposal.questions.empty()) return {};
    std::string out = console.bold(console.tr("Por responder en el estudio", "To be answered in the study")) + "\n";
    for (const propose::Question& question : proposal.questions) {
        out += "  " + question.file + (question.layer.empty() ? "" : " (" + question.layer + ")") + ": " + question.text + (question.stops ? console.tr(" (sin esto no corre)", " (it does not run without)") : "") + "\n";
        for (const std::string& answer : question.answers) out += "    " + answer + "\n";
        if (!question.flag.empty()) out += "    " + console.tr("o ya en la orden: ", "or in the command itself: ") + question.flag + "\n";
    }
    return out;
}

nlohmann::ordered_json proposal_json(const propose::Proposal& proposal, const std::string& output) {
    nlohmann::ordered_json files = nlohmann::ordered_json::array(), questions = nlohmann::ordered_json::array();
    for (const propose::ProposedFile& file : proposal.files) {
        files.push_back({{"file", file.shown}, {"layer", file.layer}, {"kind", to_string(file.kind)}, {"evidence", file.evidence}, {"used", file.used}, {"why_not", file.use}});
    }
    for (const propose::Question& question : proposal.questions) {
        questions.push_back({{"file", question.file}, {"layer", question.layer}, {"question", question.text}, {"answers", question.answers}, {"flag", question.flag}, {"stops", question.stops}});
    }
    nlohmann::ordered_json doubts = nlohmann::ordered_json::array();
    for (const propose::RejectDoubt& doubt : proposal.too_many_rejects) {
        nlohmann::ordered_json reasons = nlohmann::ordered_json::array();
        for (const propose::RejectReason& reason : doubt.reasons) {
            reasons.push_back({{"id", error_entry(reason.code).id}, {"column", reason.column}, {"rows", reason.rows}, {"row", reason.row}, {"message", reason.text}, {"hint", reason.hint}, {"flag", reason.flag}});
        }
        doubts.push_back({{"file", doubt.file}, {"layer", doubt.layer}, {"rejected", doubt.rejected}, {"read", doubt.read}, {"reasons", reasons}, {"leave_out", doubt.leave_out}});
    }
    nlohmann::ordered_json out{{"output", output}, {"runs", proposal.runs}, {"too_many_rejects", doubts}, {"roots", proposal.roots}, {"files", files}, {"questions", questions}, {"assumed", proposal.assumed}, {"guesses", guesses_json(proposal.guesses)}, {"ledger", emit::ledgers_json(proposal.ledgers)}};
    if (output == "-") out["study"] = proposal.text;
    return out;
}

}  // namespace presencia::app
