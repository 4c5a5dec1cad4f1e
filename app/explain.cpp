// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/gaps_text.hpp"
#include "app/text_table.hpp"
#include "emit/answer_formats.hpp"
#include "emit/explain.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace {

class Explain final : public Command {
public:
    std::string_view name() const override { return "explain"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("CODE", code_);
        parser.add_option("MEASURE", measure_);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        require(code_, "CODE", name(), console.language());
        const emit::Store store(directory_);
        console.speak(store.language());
        const emit::Explanation explanation = emit::explain(store, code_, measure_, console.language());
        if (console.json) {
            console.put_json(emit::explanation_json(store, explanation));
        } else {
            say(store, explanation, console);
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

    std::string directory_, code_, measure_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_explain() {
    return std::make_unique<Explain>();
}

}  // namespace presencia::app
