// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/gaps_text.hpp"
#include "emit/answer_formats.hpp"
#include "emit/query.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace {

constexpr std::size_t most_rows = 1'000'000'000;

class Gaps final : public Command {
public:
    std::string_view name() const override { return "gaps"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("--country", query_.country);
        parser.add_option("--department", query_.department);
        parser.add_option("--municipality", query_.municipality);
        parser.add_option("--family", query_.family);
        parser.add_option("--gap-class", query_.gap_class);
        parser.add_option("--by", by_);
        parser.add_flag("--to-verify", query_.to_verify);
        parser.add_option("--top", top_);
        parser.add_option("--format", format_);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        check_choice("--by", by_, {"need", "people", "score"}, console.language());
        check_choice("--format", format_, {"table", "csv", "json", "geojson", "hxl"}, console.language());
        if (console.json && format_ != "table" && format_ != "json") {
            throw Error(ErrorCode::usage, {.column = "--json"}, console.tr("no va con --format ", "does not go with --format ") + format_);
        }
        if (!top_.empty()) query_.top = number_option("--top", top_, 1, most_rows, console.language());
        query_.by = by_ == "people" ? emit::GapQuery::Order::people : by_ == "score" ? emit::GapQuery::Order::score : emit::GapQuery::Order::need;
        const emit::Store store(directory_);
        console.speak(store.language());
        query_.language = console.language();
        print(store, emit::ask_gaps(store, query_), console);
        return 0;
    }

private:
    void print(const emit::Store& store, const emit::GapAnswer& answer, Console& console) const {
        if (console.json || format_ == "json") {
            console.put_json(emit::gaps_json(store, query_, answer));
        } else if (format_ == "csv") {
            console.put(emit::gaps_csv(answer));
        } else if (format_ == "hxl") {
            console.put(emit::gaps_hxl(answer));
        } else if (format_ == "geojson") {
            console.put(emit::gaps_geojson(store, answer));
        } else {
            console.say(gaps_text(store, query_, answer, console));
        }
    }

    std::string directory_, by_ = "need", top_, format_ = "table";
    emit::GapQuery query_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_gaps() {
    return std::make_unique<Gaps>();
}

}  // namespace presencia::app
