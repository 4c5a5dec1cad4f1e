// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

#include "app/command.hpp"
#include "app/help.hpp"
#include "app/interrupt.hpp"
#include "core/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <new>

namespace presencia::app {

namespace {

using Arguments = std::vector<std::string>;

std::string did_you_mean(const std::string& word, const Arguments& candidates, const Console& console) {
    const std::string near = text::nearest(word, candidates);
    return near.empty() ? "" : console.tr("¿quiso decir ", "did you mean ") + near + "?";
}

[[noreturn]] void unknown_option(const std::string& given, const Arguments& valid, std::string_view command, const Console& console) {
    const std::string option = given.substr(0, given.find('='));
    std::string hint = did_you_mean(option, valid, console);
    if (hint.empty()) hint = console.tr("vea ", "see ") + "presencia " + std::string(command) + (command.empty() ? "" : " ") + "--help";
    throw Error(ErrorCode::usage, {.column = text::clip(option, 80)}, console.tr("opción desconocida", "unknown option"), hint);
}

/// What must be known before anything is parsed, since errors are said by it: the language and whether stdout is JSON.
void foresee(const Arguments& arguments, Console& console) {
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        if (arguments[i] == "--json") console.json = true;
        const std::string wish = arguments[i].starts_with("--lang=") ? arguments[i].substr(7) : arguments[i] == "--lang" && i + 1 < arguments.size() ? arguments[i + 1] : "";
        if (wish == "es" || wish == "en") console.insist(wish == "en" ? Language::en : Language::es);
    }
}

bool asks_for_help(const Arguments& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::any_of(arguments.begin(), end, [](const std::string& word) { return word == "--help" || word == "-h"; });
}

/// Names of a parser's options, with their dashes.
Arguments option_names(const CLI::App& parser) {
    Arguments names{"--help"};
    for (const CLI::Option* option : parser.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
        for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
    return names;
}

void refuse_extras(const CLI::App& parser, const Command& command, const Console& console) {
    const Arguments extras = parser.remaining();
    if (extras.empty()) return;
    const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& word) { return word.size() > 1 && word.starts_with("-"); });
    if (option != extras.end()) unknown_option(*option, option_names(parser), command.name(), console);
    throw Error(ErrorCode::usage, {.column = text::clip(extras.front(), 80)}, console.tr("un argumento de más", "one argument too many"),
                console.tr("vea ", "see ") + "presencia " + std::string(command.name()) + " --help");
}

/// CLI11 speaks English and of its own types; the option it stumbled over is what a person needs.
[[noreturn]] void refuse_values(const CLI::ParseError& error, const Command& command, const Console& console) {
    const std::string what = error.what();
    const std::string option = what.substr(0, what.find_first_of(": "));
    throw Error(ErrorCode::usage, {.column = option.starts_with("-") ? option : ""}, console.tr("le falta su valor, o se dio dos veces", "its value is missing, or it was given twice"),
                console.tr("vea ", "see ") + "presencia " + std::string(command.name()) + " --help");
}

int run_command(Command& command, Arguments arguments, Console& console) {
    CLI::App parser;
    parser.set_help_flag();
    parser.allow_extras();
    command.declare(parser);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    try {
        parser.parse(arguments);
    } catch (const CLI::ParseError& error) {
        refuse_values(error, command, console);
    }
    refuse_extras(parser, command, console);
    return command.execute(console);
}

int show_help(std::string_view topic, Console& console) {
    console.put(help_text(topic, console.language()));
    return 0;
}

int dispatch(const Arguments& arguments, Console& console) {
    foresee(arguments, console);
    std::vector<std::unique_ptr<Command>> commands = all_commands();
    const auto named = [&](const std::string& word) { return std::find_if(commands.begin(), commands.end(), [&](const auto& command) { return command->name() == word; }); };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (word == "--version" || word == "-V") {
            console.put("presencia " PRESENCIA_VERSION "\n");
            return 0;
        }
        if (word == "--lang") {
            ++i;
        } else if (word == "help" && i + 1 < arguments.size() && named(arguments[i + 1]) != commands.end()) {
            return show_help(arguments[i + 1], console);
        } else if (word == "--help" || word == "-h" || word == "help") {
            return show_help("presencia", console);
        } else if (word.starts_with("-") && !word.starts_with("--lang=") && word != "--json") {
            unknown_option(word, {"--help", "--version", "--lang"}, "", console);
        } else if (!word.starts_with("-")) {
            const auto command = named(word);
            const Arguments rest(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
            if (command != commands.end()) return asks_for_help(rest) ? show_help(word, console) : run_command(**command, rest, console);
            Arguments names;
            for (const auto& known : commands) names.emplace_back(known->name());
            const std::string hint = did_you_mean(word, names, console);
            throw Error(ErrorCode::usage, {.column = text::clip(word, 80)}, console.tr("comando desconocido", "unknown command"),
                        hint.empty() ? console.tr("comandos: ", "commands: ") + text::join(names, ", ") : hint);
        }
    }
    return show_help("presencia", console);
}

/// What the exception in flight means, as an error of ours.
Error current_error() {
    try {
        throw;
    } catch (const Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return {ErrorCode::internal, {}, "out of memory"};
    } catch (const std::exception& error) {
        return {ErrorCode::internal, {}, error.what()};
    }
}

}  // namespace

int run_program(const Arguments& arguments) {
    ignore_write_signals();
    Console console;
    int status = 0;
    try {
        status = dispatch(arguments, console);
    } catch (...) {
        const Error error = current_error();
        console.report(error);
        status = error.exit_status();
    }
    try {
        // A reader that left early, as `head` does, has what it wanted: nothing to say, but not a success either.
        if (!console.finish() && status == 0) status = error_entry(ErrorCode::output_unwritable).exit_status;
    } catch (const Error& error) {
        console.json = false;
        console.report(error);
        status = error.exit_status();
    }
    return status;
}

}  // namespace presencia::app
