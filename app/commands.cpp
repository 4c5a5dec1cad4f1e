// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"

namespace presencia::app {

std::vector<std::unique_ptr<Command>> all_commands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(make_demo());
    commands.push_back(make_init());
    commands.push_back(make_check());
    commands.push_back(make_run());
    commands.push_back(make_gaps());
    commands.push_back(make_explain());
    commands.push_back(make_tiles());
    commands.push_back(make_map());
    commands.push_back(make_serve());
    return commands;
}

}  // namespace presencia::app
