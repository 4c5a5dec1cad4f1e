// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace presencia::source {

/// How far plain lines go at the beginning of a text.
struct PlainRun {
    std::size_t bytes = 0;   ///< of whole lines, line feeds included
    std::int64_t lines = 0;  ///< line feeds in them; a last line without one counts
    bool at_end = false;     ///< nothing but the rest of a line lies behind
};

/// The lines before the first quote, carriage return or NUL. `last`: the file ends with the text, so a last line needs
/// no line feed. Cost: some bytes a cycle, no dispatch.
PlainRun find_plain_run(std::string_view text, bool last);

}  // namespace presencia::source
