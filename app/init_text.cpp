// SPDX-License-Identifier: Apache-2.0
#include "app/init_text.hpp"

#include "app/report_text.hpp"
#include "emit/ledger_json.hpp"

#include <nlohmann/json.hpp>

namespace presencia::app {

std::string files_text(const propose::Proposal& proposal, const Console& console) {
    std::string out = console.bold(console.tr("Lo que son los archivos", "What the files are")) + "\n";
    for (const propose::ProposedFile& file : proposal.files) {
        out += "  " + file.shown + (file.layer.empty() ? "" : " (" + file.layer + ")") + ": " + console.bold(label(file.kind, console.language()));
        if (file.kind != propose::FileKind::unknown) out += ": " + file.evidence;
        out += "\n";
        if (!file.used) out += "    " + console.tr("no se usa: ", "not used: ") + file.use + "\n";
    }
    return out;
}

std::string questions_text(const propose::Proposal& proposal, const Console& console) {
    if (proposal.questions.empty()) return {};
    std::string out = console.bold(console.tr("Por responder en el estudio", "To be answered in the study")) + "\n";
    for (const propose::Question& question : proposal.questions) {
        out += "  " + question.file + ": " + question.text + (question.stops ? console.tr(" (sin esto no corre)", " (it does not run without)") : "") + "\n";
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
        questions.push_back({{"file", question.file}, {"question", question.text}, {"answers", question.answers}, {"flag", question.flag}, {"stops", question.stops}});
    }
    nlohmann::ordered_json out{{"output", output}, {"runs", proposal.runs}, {"roots", proposal.roots}, {"files", files}, {"questions", questions}, {"assumed", proposal.assumed}, {"guesses", guesses_json(proposal.guesses)}, {"ledger", emit::ledgers_json(proposal.ledgers)}};
    if (output == "-") out["study"] = proposal.text;
    return out;
}

}  // namespace presencia::app
