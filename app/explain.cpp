// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/gaps_text.hpp"
#include "app/input_rows.hpp"
#include "app/interrupt.hpp"
#include "app/text_table.hpp"
#include "emit/answer_formats.hpp"
#include "emit/explain.hpp"
#include "emit/words.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace {

/// A study file that another result was made from would explain nothing.
study::Study study_of(const emit::Store& store, const std::string& file, const study::Permissions& allowed, const Console& console) {
    study::Study study = study::read_study(file, std::nullopt, allowed);
    const nlohmann::ordered_json& facts = store.study();
    const auto differs = [&](const char* name, const std::string& mine) { return facts.value(name, std::string()) != mine; };
    if (differs("name", study.name) || differs("from", study.period.from.iso()) || differs("to", study.period.to.iso())) {
        throw Error(ErrorCode::study_contradiction, {.file = file}, console.tr("el resultado es de otro estudio: ", "the result is of another study: ") + facts.value("name", std::string()),
                    console.tr("dé el archivo con el que se hizo", "give the file it was made with"));
    }
    return study;
}

std::string lines_text(const std::vector<std::int64_t>& lines) {
    std::string out;
    for (const std::int64_t line : lines) out += (out.empty() ? "" : ", ") + std::to_string(line);
    return out;
}

std::string rows_text(const std::vector<InputRows>& all, const Console& console) {
    std::string out = console.bold(console.tr("Filas de entrada (solo para quien tiene los datos)", "Input rows (only for who holds the data)")) + "\n";
    if (all.empty()) out += console.tr("  ninguna fila habla de este municipio\n", "  no row speaks of this municipality\n");
    for (const InputRows& rows : all) {
        out += wrap("  ", rows.source + " (" + rows.layer + (rows.incident_class.empty() ? "" : ", " + rows.incident_class) + "): " +
                              emit::spoken_number(static_cast<double>(rows.weight), 0, console.language()) + console.tr(" hechos en ", " incidents in ") +
                              emit::spoken_number(static_cast<double>(rows.located.size() + rows.by_code.size()), 0, console.language()) + console.tr(" filas", " rows"),
                    console.width());
        if (!rows.located.empty()) out += wrap("    " + console.tr("por coordenadas, líneas ", "by coordinates, lines "), lines_text(rows.located), console.width());
        if (!rows.by_code.empty()) out += wrap("    " + console.tr("por código, líneas ", "by code, lines "), lines_text(rows.by_code), console.width());
    }
    return out;
}

nlohmann::ordered_json rows_json(const std::vector<InputRows>& all) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const InputRows& rows : all) {
        out.push_back({{"layer", rows.layer}, {"file", rows.source}, {"class", rows.incident_class}, {"incidents", rows.weight}, {"located", rows.located}, {"by_code", rows.by_code}});
    }
    return out;
}

class Explain final : public Command {
public:
    std::string_view name() const override { return "explain"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("CODE", code_);
        parser.add_option("MEASURE", measure_);
        parser.add_option("--study", study_);
        allowed_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        require(code_, "CODE", name(), console.language());
        const emit::Store store(directory_);
        console.speak(store.language());
        const emit::Explanation explanation = emit::explain(store, code_, measure_, console.language());
        std::vector<InputRows> rows;
        if (!study_.empty()) {
            const study::Study study = study_of(store, study_, allowed_.permissions(console), console);
            watch_interrupts();
            TerminalProgress progress(progress_style("auto", console.quiet));
            rows = input_rows(study, explanation.country, explanation.code, data_directory(console.language()), progress);
        }
        if (console.json) {
            nlohmann::ordered_json answer = emit::explanation_json(store, explanation);
            if (!study_.empty()) answer["input_rows"] = rows_json(rows);
            console.put_json(answer);
        } else {
            say(store, explanation, console);
            if (!study_.empty()) console.say(rows_text(rows, console));
        }
        return 0;
    }

private:
    static void say(const emit::Store& store, const emit::Explanation& explanation, Console& console) {
        if (!console.quiet) console.say(study_header(store, console) + "\n");
        const std::string& department = explanation.department;
        console.say(console.bold(explanation.name + " (" + explanation.country + ":" + explanation.code + ")") + (department.empty() ? "" : ", " + department) + "\n");
        for (const emit::Step& step : explanation.steps) {
            console.say(console.bold(step.title) + "\n");
            for (const std::string& line : step.lines) console.say(wrap("  ", line, console.width()));
        }
    }

    std::string directory_, code_, measure_, study_;
    PermissionOptions allowed_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_explain() {
    return std::make_unique<Explain>();
}

}  // namespace presencia::app
