// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.hpp"

#include <malloc.h>

int main(int argc, char** argv) {
    // The heap grows by 16 MB at a time and not by 128 KB: results are read in millions of small pieces.
    mallopt(M_TOP_PAD, 16 << 20);
    return presencia::app::run_program({argv + (argc > 0 ? 1 : 0), argv + argc});
}
