// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What libFuzzer calls. Returns 0; anything but an Error thrown inside, or a broken promise, ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace presencia::fuzz {

/// Ends the process where a property does not hold.
inline void hold(bool property, const char* promise) {
    if (!property) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
}

}  // namespace presencia::fuzz
