// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/init_text.hpp"
#include "app/interrupt.hpp"
#include "app/report_text.hpp"
#include "core/staged_file.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::app {

namespace {

class Init final : public Command {
public:
    std::string_view name() const override { return "init"; }

    void declare(CLI::App& parser) override {
        parser.add_option("FILES", files_);
        parser.add_option("-o,--output", output_);
        parser.add_flag("--overwrite", overwrite_);
        parser.add_option("--country", country_);
        parser.add_option("--from", from_);
        parser.add_option("--to", to_);
        parser.add_option("--set", said_)->allow_extra_args(false);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        // The study speaks Spanish unless the user asks for English; so does what is said of it.
        if (common_.language.empty()) console.speak(Language::es);
        require(files_.empty() ? std::string() : files_.front(), "FILES", name(), console.language());
        const propose::ProposeOptions options = asked(console);
        const ProgressStyle style = work_.style(console);
        if (!to_stdout()) require_file_place(output_, overwrite_);
        watch_interrupts();
        propose::Proposal proposal = [&] {
            TerminalProgress progress(style);
            return propose::propose_study(options, progress);
        }();
        if (!proposal.refusal) put(proposal);
        say(proposal, console);
        if (proposal.refusal) throw *proposal.refusal;
        return status_of(proposal, console);
    }

private:
    bool to_stdout() const { return output_ == "-"; }

    /// As `check` of the study would end: 3 where it does not run, 6 where more rows would be rejected than it allows.
    static int status_of(const propose::Proposal& proposal, Console& console) {
        if (!proposal.runs) return error_entry(ErrorCode::study_bad_value).exit_status;
        const auto share = [](const propose::RejectDoubt& doubt) { return static_cast<double>(doubt.rejected) / static_cast<double>(doubt.read); };
        const auto& doubts = proposal.too_many_rejects;
        if (doubts.empty()) return 0;
        const propose::RejectDoubt& worst = *std::max_element(doubts.begin(), doubts.end(), [&](const auto& a, const auto& b) { return share(a) < share(b); });
        return reject_status(true, share(worst), worst.layer, proposal.max_reject_share, console);
    }

    propose::ProposeOptions asked(const Console& console) const {
        propose::ProposeOptions options;
        options.files.assign(files_.begin(), files_.end());
        options.study = to_stdout() ? "study.toml" : output_;
        options.data = data_directory(console.language());
        options.language = console.language();
        options.threads = work_.worker_count(console);
        options.country = country_;
        const bool three = country_.size() == 3 && std::all_of(country_.begin(), country_.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!country_.empty() && !three) {
            throw Error(ErrorCode::usage, {.column = "--country"}, text::clip(country_, 80), console.tr("tres letras mayúsculas de ISO 3166-1, como HND", "three capital letters of ISO 3166-1, as HND"));
        }
        for (const std::string& text : said_) options.said.push_back(said(text, console));
        options.from = day("--from", from_, console);
        options.to = day("--to", to_, console);
        if (options.from.defined() && options.to.defined() && options.to < options.from) {
            throw Error(ErrorCode::usage, {.column = "--to"}, to_, console.tr("es anterior a --from", "it is before --from"));
        }
        return options;
    }

    /// FILE:KEY=VALUE about one of FILES.
    propose::Said said(const std::string& text, const Console& console) const {
        const auto wrong = [&](const std::string& hint) { return Error(ErrorCode::usage, {.column = "--set"}, text::clip(text, 120), hint); };
        const std::vector<std::filesystem::path> files(files_.begin(), files_.end());
        const std::optional<propose::Said> word = propose::said_from(text, files);
        if (!word) throw wrong(console.tr("ARCHIVO:CLAVE=VALOR, como puestos.csv:family=law_enforcement, o ARCHIVO:CAPA:CLAVE=VALOR", "FILE:KEY=VALUE, as posts.csv:family=law_enforcement, or FILE:LAYER:KEY=VALUE"));
        const std::vector<std::filesystem::path> meant = propose::files_meant(word->file, files);
        if (meant.empty()) throw wrong(console.tr("ninguno de los archivos se llama ", "none of the files is called ") + word->file);
        if (meant.size() > 1) {
            std::vector<std::string> names;
            for (const std::filesystem::path& file : meant) names.push_back(propose::shortest_name(file, files));
            throw wrong(console.tr("son varios los archivos que se llaman así; diga cuál: ", "several of the files are called so; say which: ") + text::join(names, ", "));
        }
        if (word->key == "as" && !propose::is_kind_word(word->value)) {
            std::string kinds;
            for (const std::string_view kind : propose::words_of_kinds()) kinds += (kinds.empty() ? "" : ", ") + std::string(kind);
            throw wrong(console.tr("`as` es uno de ", "`as` is one of ") + kinds);
        }
        return *word;
    }

    /// As a shell takes it for one word, without quotes where it needs none.
    static std::string shell_word(const std::string& text) {
        const bool plain = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-") == text.npos;
        return plain ? text : propose::shell_quoted(text);
    }

    static Date day(const std::string& option, const std::string& given, const Console& console) {
        if (given.empty()) return {};
        const auto date = Date::from_iso(given);
        if (!date || given.size() != 10) throw Error(ErrorCode::usage, {.column = option}, text::clip(given, 80), console.tr("una fecha como 2013-01-31", "a date as 2013-01-31"));
        return *date;
    }

    void put(const propose::Proposal& proposal) const {
        if (!to_stdout()) publish_file(output_, proposal.text, overwrite_);
    }

    /// With -o - the study is the answer, so everything said of it goes to stderr.
    void say(const propose::Proposal& proposal, Console& console) const {
        if (console.json) {
            if (proposal.refusal) return console.note(rejects_text(proposal, console) + files_text(proposal, console) + questions_text(proposal, console));
            return console.put_json(proposal_json(proposal, output_));
        }
        std::string said = rejects_text(proposal, console) + files_text(proposal, console) + questions_text(proposal, console);
        if (to_stdout() || proposal.refusal) {
            console.note(said);
            console.put(proposal.text);
            return;
        }
        if (!console.quiet) {
            console.say(said);
            console.say(list_text(console.tr("Se supuso", "Assumed"), proposal.assumed, console));
            console.say(ledger_text(proposal.ledgers, console));
        }
        console.say("\n" + console.bold(console.tr("Estudio en ", "Study in ") + output_) + "\n");
        if (!proposal.runs) {
            console.say(console.tr("No corre hasta que responda lo de arriba.\n", "It does not run before the above is answered.\n"));
            return;
        }
        if (console.quiet) return;
        console.say(proposal.too_many_rejects.empty() ? console.tr("Siga con\n", "Go on with\n")
                                                      : console.tr("Antes de seguir, vea arriba qué filas se rechazarían y con qué opción; el estudio corre con\n",
                                                                   "Before going on, see above which rows would be rejected and with which option; the study runs with\n"));
        std::string roots;
        for (const std::string& root : proposal.roots) roots += " --allow-root " + shell_word((std::filesystem::path(output_).parent_path() / root).lexically_normal().generic_string());
        console.say("  presencia check " + output_ + roots + "\n");
        console.say("  presencia run " + output_ + " -o " + console.tr("resultado", "result") + roots + "\n");
    }

    std::vector<std::string> files_, said_;
    std::string output_ = "study.toml", country_, from_, to_;
    bool overwrite_ = false;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_init() {
    return std::make_unique<Init>();
}

}  // namespace presencia::app
