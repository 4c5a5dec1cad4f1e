// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <cstdint>

namespace presencia::source {

/// What a strict look over a JSON file finds, before any parser that builds trees sees it.
struct JsonSummary {
    std::int64_t documents = 0;  ///< objects one after another: more than one in newline-delimited files
    std::int64_t features = -1;  ///< elements of the top level's "features", -1 where there is no such list
};

/// Levels of arrays and objects that a file may nest: coordinates need eight.
inline constexpr unsigned deepest_json = 32;

/// Reads the file once against RFC 8259 and builds nothing: memory is one block, whatever the file holds. Lists of
/// features are counted so that none can vanish unseen in a lenient parser.
/// Errors: file_not_geodata (does not begin with an object), file_too_nested, file_unreadable (not JSON, with the line;
/// cut off), file_encoding (UTF-16).
JsonSummary scan_json(const InputFile& file);

}  // namespace presencia::source
