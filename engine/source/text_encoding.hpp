// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace presencia::source {

/// How the bytes of a text file are to be understood.
enum class Encoding : std::uint8_t { utf8, cp1252, utf16le, utf16be, cp850 };

/// "utf-8", "cp1252", "utf-16le", "utf-16be", "cp850": as a study names it.
std::string_view name_of(Encoding encoding);

/// The encoding and its byte order mark at the beginning of a file.
struct TextStart {
    Encoding encoding = Encoding::utf8;
    std::size_t mark_bytes = 0;
};

/// Reads the encoding `wanted` ("utf-8", "cp1252" and what it is a superset of, "utf-16", "utf-16le", "utf-16be", "cp850"; "": found) against the
/// beginning of the file. UTF-16 is found by its mark, or by every second byte being NUL, as Latin letters make it; everything else is UTF-8
/// unless `wanted` says so. Throws file_encoding for a name that is not known, for UTF-16 bytes under another name, and for UTF-32.
TextStart text_start(std::string_view wanted, std::string_view beginning, const std::string& shown_name);

/// Length of the UTF-8 byte order mark at the beginning, 0 or 3. Throws file_encoding for UTF-16 and UTF-32, with or
/// without a mark: no byte of those can be trusted to mean a letter.
std::size_t check_byte_order(std::string_view beginning, const std::string& shown_name);

/// True for the five bytes that CP1252 leaves without a letter.
bool undefined_in_cp1252(unsigned char byte);

/// What a reject says of bytes that are not in the encoding: how they would read in the other of UTF-8 and CP1252, and the key that says so.
/// 80 bytes at most.
std::string encoding_hint(std::string_view bytes, Encoding read_as = Encoding::utf8);

}  // namespace presencia::source
