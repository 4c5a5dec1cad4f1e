// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"
#include "source/text_encoding.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace presencia::source {

/// Bytes from a file's beginning that are looked at.
inline constexpr std::size_t look_bytes = std::size_t{1} << 20;

/// How the beginning of a text file would be read, and what in it says so.
struct TextLook {
    Encoding encoding = Encoding::utf8;
    bool marked = false;          ///< a byte order mark says so
    std::int64_t characters = 0;  ///< beyond ASCII that are UTF-8
    std::int64_t strange = 0;     ///< bytes above 127 that are not UTF-8
    std::int64_t c1 = 0;          ///< of these from 80 to 9F: letters in CP1252, control characters in Latin-1
    std::int64_t undefined = 0;   ///< of these without a letter in CP1252
    std::int64_t line = 0;        ///< of the first strange byte, from 1
    std::string byte;             ///< the first strange byte, "F1"
    std::string letter;           ///< what CP1252 reads there: one letter, since a whole word may be a person's name

    std::int64_t in_850 = 0;      ///< of the strange bytes, those within a word that are a Spanish letter in CP850 alone
    std::int64_t in_1252 = 0;     ///< the same in CP1252 alone
    bool unsure = false;          ///< some Spanish letters of either kind, and not enough of one to tell: a person has to say

    /// Some bytes are UTF-8 and some are not: whichever is chosen, the rows with the others cannot be read.
    bool mixed() const noexcept { return strange > 0 && characters > 0; }
};

/// Looks at the beginning of a CSV whose encoding the plan leaves open. UTF-16 by its mark or its NULs; UTF-8 where all bytes are; CP1252
/// where none of the bytes above 127 is UTF-8 and CP1252 has a letter for each; CP850 where at least three of them within words are letters of
/// Spanish there, two kinds of them, and none is one in CP1252; else UTF-8, so that what cannot be read is refused row by row.
/// Throws file_encoding (UTF-32), file_unreadable.
TextLook look_at_text(const ReadPlan& plan);

/// The same for bytes in eight bits; `whole`: the file ends with them.
TextLook look_at_bytes(std::string_view bytes, bool whole);

}  // namespace presencia::source
