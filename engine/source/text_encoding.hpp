// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace presencia::source {

/// How the bytes of a text file are to be understood.
enum class Encoding : std::uint8_t { utf8, cp1252 };

/// The encoding of a name: "utf-8" (also ""), "cp1252" and what it is a superset of. Throws file_encoding.
Encoding parse_encoding(std::string_view name, const std::string& shown_name);

/// Length of the UTF-8 byte order mark at the beginning, 0 or 3. Throws file_encoding for UTF-16 and UTF-32, with or
/// without a mark: no byte of those can be trusted to mean a letter.
std::size_t check_byte_order(std::string_view beginning, const std::string& shown_name);

/// What a reject says of bytes that are not UTF-8: how they would read in CP1252, and the key that says so. 80 bytes at
/// most.
std::string encoding_hint(std::string_view bytes);

}  // namespace presencia::source
