// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fonts.hpp"
#include "app/interrupt.hpp"
#include "app/plan.hpp"
#include "app/report_text.hpp"
#include "app/timings.hpp"
#include "run/run.hpp"
#include "study/study.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace {

class Run final : public Command {
public:
    std::string_view name() const override { return "run"; }

    void declare(CLI::App& parser) override {
        parser.add_option("STUDY", study_);
        parser.add_option("-o,--output", output_);
        parser.add_flag("--overwrite", overwrite_);
        parser.add_flag("--dry-run", dry_run_);
        parser.add_flag("--with-points", with_points_);
        allowed_.declare(parser);
        parser.add_flag("--timings", timings_);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(study_, "STUDY", name(), console.language());
        require(output_, "-o DIR", name(), console.language());
        RunOptions options{.study = study_, .output = output_, .overwrite = overwrite_, .threads = work_.worker_count(console), .with_points = with_points_, .data = {}, .fonts = font_files(), .allowed = allowed_.permissions(console)};
        const ProgressStyle style = work_.style(console);
        console.speak(study::asked_language(options.study).value_or(console.language()));
        const study::Study study = study::read_study(options.study, std::nullopt, options.allowed);
        console.speak(study.language);
        if (with_points_ && study.profile != study::Profile::restricted) {
            throw Error(ErrorCode::policy_refused, {.column = "--with-points"}, console.tr("solo con profile = \"restricted\"", "only with profile = \"restricted\""));
        }
        options.data = data_directory(console.language());
        if (dry_run_) {
            say_plan(study, options.output, overwrite_, options.data, console);
            return 0;
        }
        watch_interrupts();
        std::string timings;
        const RunReport report = [&] {
            TerminalProgress progress(style);
            TimedProgress timed(progress);
            RunReport done = presencia::run(options, timed);
            if (timings_) timings = timings_text(timed, done.ledgers, console);
            return done;
        }();
        console.note(timings);
        const std::vector<std::string> assumptions = stored_assumptions(options.output);
        if (console.json) {
            console.put_json(run_json(report, assumptions, options.output));
        } else {
            say_run(report, assumptions, console);
            console.note(console.tr("Abra en un navegador: ", "Open in a browser: ") + output_ + "/report.html\n");
        }
        return reject_status(report.too_many_rejects, report.reject_share, report.worst_layer, study.max_reject_share, console);
    }

private:
    std::string study_, output_;
    bool overwrite_ = false, dry_run_ = false, with_points_ = false, timings_ = false;
    PermissionOptions allowed_;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_run() {
    return std::make_unique<Run>();
}

}  // namespace presencia::app
