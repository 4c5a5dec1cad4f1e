// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace presencia::fuzz {

/// Bytes as a file that lies nowhere.
inline source::InputFile memory_file(std::string_view bytes, std::string name) {
    const int descriptor = memfd_create("fuzz", MFD_CLOEXEC);
    if (descriptor < 0 || write(descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
        std::fputs("no memory for a file\n", stderr);
        std::abort();
    }
    return {descriptor, bytes.size(), std::move(name)};
}

}  // namespace presencia::fuzz
