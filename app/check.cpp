// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fix_text.hpp"
#include "app/interrupt.hpp"
#include "app/problems_text.hpp"
#include "app/report_text.hpp"
#include "emit/ledger_json.hpp"
#include "run/run.hpp"
#include "study/study.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <optional>

namespace presencia::app {

namespace {

struct RejectShare {
    double share = 0.0;
    std::string layer;
};

RejectShare worst_share(const std::vector<Ledger>& ledgers) {
    RejectShare worst;
    for (const Ledger& ledger : ledgers) {
        const double share = ledger.read > 0 ? static_cast<double>(ledger.rejected) / static_cast<double>(ledger.read) : 0.0;
        if (share > worst.share) worst = {share, ledger.layer};
    }
    return worst;
}

class Check final : public Command {
public:
    std::string_view name() const override { return "check"; }

    void declare(CLI::App& parser) override {
        parser.add_option("STUDY", study_);
        parser.add_option("--fix", fix_);
        parser.add_flag("--overwrite", overwrite_);
        allowed_.declare(parser);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(study_, "STUDY", name(), console.language());
        RunOptions options{.study = study_, .output = fix_, .overwrite = overwrite_, .threads = work_.worker_count(console), .data = {}, .allowed = allowed_.permissions(console)};
        const ProgressStyle style = work_.style(console);
        if (!std::filesystem::exists(options.study)) {
            throw Error(ErrorCode::file_missing, {.file = study_});
        }
        console.speak(study::asked_language(options.study).value_or(console.language()));
        options.data = data_directory(console.language());
        watch_interrupts();
        const CheckReport report = [&] {
            TerminalProgress progress(style);
            return presencia::check(options, progress);
        }();
        console.speak(report.language);
        const double limit = report.problems.empty() ? study::read_study(options.study, std::nullopt, options.allowed).max_reject_share : 1.0;
        const RejectShare worst = worst_share(report.ledgers);
        std::optional<fix::FixReport> fixed;
        if (!fix_.empty() && report.problems.empty()) {
            TerminalProgress progress(style);
            fixed = fix::fix_study(options, report, progress);
        }
        if (console.json) {
            nlohmann::ordered_json answer = json(report, worst, limit);
            if (fixed) answer["fixed"] = fixed_json(*fixed, fix_);
            console.put_json(answer);
        } else {
            say(report, console);
            if (fixed) console.say(fixed_text(*fixed, fix_, console));
        }
        if (!report.problems.empty()) return error_entry(ErrorCode::study_bad_value).exit_status;
        return reject_status(worst.share > limit, worst.share, worst.layer, limit, console);
    }

private:
    static void say(const CheckReport& report, Console& console) {
        console.note(guesses_text(report.guesses, console));
        const std::vector<Finding> found = findings(report, console.language());
        console.say(findings_text(found, Severity::error, console));
        console.say(findings_text(found, Severity::warning, console));
        if (!console.quiet) {
            console.say(filtered_text(found, console));
            console.say(ledger_text(report.ledgers, console));
            console.say(list_text(console.tr("Notas", "Notes"), report.notes, console));
            console.say(list_text(console.tr("Notas de las capas", "Notes on the layers"), ledger_notes(report.ledgers, console), console));
        }
        console.say(verdict_text(report, console));
    }

    static nlohmann::ordered_json json(const CheckReport& report, const RejectShare& worst, double limit) {
        const std::vector<Finding> found = findings(report, report.language);
        return {{"would_stop", !report.problems.empty()},
                {"counts", counts_json(found)},
                {"findings", findings_json(found)},
                {"problems", problems_json(report.problems, report.language)},
                {"rows_left_out", left_out_json(found)},
                {"notes", report.notes},
                {"guesses", guesses_json(report.guesses)},
                {"ledger", emit::ledgers_json(report.ledgers)},
                {"too_many_rejects", worst.share > limit},
                {"reject_share", worst.share},
                {"worst_layer", worst.layer}};
    }

    std::string study_, fix_;
    bool overwrite_ = false;
    PermissionOptions allowed_;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_check() {
    return std::make_unique<Check>();
}

}  // namespace presencia::app
