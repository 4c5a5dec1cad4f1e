// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fonts.hpp"
#include "app/gaps_text.hpp"
#include "app/interrupt.hpp"
#include "app/report_text.hpp"
#include "emit/find_municipality.hpp"
#include "emit/query.hpp"
#include "run/run.hpp"
#include "study/study.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t gaps_shown = 5;

/// Whether a directory holds nothing but an earlier result of the same study, which a demo may replace unasked.
bool is_earlier_result(const fs::path& directory, const std::string& study_name) {
    try {
        return emit::Store(directory).study().value("name", std::string()) == study_name;
    } catch (const Error&) {
        return false;
    }
}

class Demo final : public Command {
public:
    std::string_view name() const override { return "demo"; }

    void declare(CLI::App& parser) override {
        parser.add_option("-o,--output", output_);
        parser.add_flag("--overwrite", overwrite_);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        const fs::path data = data_directory(console.language());
        RunOptions options{.study = data / "examples" / "01_demo" / "study.toml", .output = output_, .threads = work_.worker_count(console), .data = data, .fonts = font_files()};
        const ProgressStyle style = work_.style(console);
        const study::Study study = study::read_study(options.study);
        console.speak(study.language);
        options.overwrite = overwrite_ || is_earlier_result(options.output, study.name);
        watch_interrupts();
        const RunReport report = [&] {
            TerminalProgress progress(style);
            return presencia::run(options, progress);
        }();
        const std::vector<std::string> assumptions = stored_assumptions(options.output);
        if (console.json) {
            console.put_json(run_json(report, assumptions, options.output));
        } else {
            say_run(report, assumptions, console);
            if (!console.quiet) say_what_next(report, console);
        }
        return reject_status(report.too_many_rejects, report.reject_share, report.worst_layer, study.max_reject_share, console);
    }

private:
    void say_what_next(const RunReport& report, Console& console) const {
        emit::GapQuery query;
        query.top = gaps_shown;
        const emit::GapAnswer answer = emit::ask_gaps(emit::Store(output_), query);
        console.say("\n" + console.bold(console.tr("Las cinco mayores brechas", "The five largest gaps")) + "\n" + gap_rows(answer.known, console));
        console.say("\n" + console.bold(console.tr("Archivos en ", "Files in ") + output_) + "\n");
        for (const std::string& file : report.outputs) console.say("  " + file + "\n");
        console.say("\n" + console.bold(console.tr("Siga con", "Go on with")) + "\n");
        console.say("  presencia gaps " + output_ + " --family judicial\n");
        console.say("  presencia explain " + output_ + " " + emit::municipality_key(answer.known, 0) + "\n");
        console.say(console.tr("  navegador: abra ", "  browser: open ") + output_ + console.tr("/report.html (el informe, sin conexión)\n", "/report.html (the report, offline)\n"));
        console.say(console.tr("  QGIS: abra ", "  QGIS: open ") + output_ + console.tr("/study.gpkg (capa municipalities, ya con estilo); teselas: ", "/study.gpkg (layer municipalities, styled); tiles: ") +
                    output_ + "/tiles/gap.mbtiles\n");
    }

    std::string output_ = "presencia-demo";
    bool overwrite_ = false;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_demo() {
    return std::make_unique<Demo>();
}

}  // namespace presencia::app
