// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

int main(int argc, char** argv) {
    return presencia::app::run_program({argv + (argc > 0 ? 1 : 0), argv + argc});
}
