// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace presencia::app {

/// One command: it declares its options, holds their values and does its work. One file a command.
class Command {
public:
    virtual ~Command() = default;
    virtual std::string_view name() const = 0;
    virtual void declare(CLI::App& parser) = 0;
    /// Returns the exit status; throws Error for every other end.
    virtual int execute(Console& console) = 0;
};

std::unique_ptr<Command> make_demo();
std::unique_ptr<Command> make_init();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_run();
std::unique_ptr<Command> make_gaps();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_tiles();
std::unique_ptr<Command> make_map();
std::unique_ptr<Command> make_serve();

/// All commands, in the order of the help.
std::vector<std::unique_ptr<Command>> all_commands();

}  // namespace presencia::app
