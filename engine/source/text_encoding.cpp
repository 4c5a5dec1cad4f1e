// SPDX-License-Identifier: Apache-2.0
#include "source/text_encoding.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <optional>

namespace presencia::source {
namespace {

using namespace std::string_view_literals;

/// A name without case and dashes: what people write for one encoding.
std::string plain_name(std::string_view wanted) {
    std::string name;
    for (const char c : wanted) {
        if (c != '-' && c != '_' && c != ' ') {
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return name;
}

bool is_utf32(std::string_view beginning) {
    return beginning.starts_with("\0\0\xFE\xFF"sv) || beginning.starts_with("\xFF\xFE\0\0"sv);
}

/// UTF-16 by its mark, or by the NULs that Latin letters leave in it.
std::optional<TextStart> utf16_start(std::string_view beginning) {
    if (beginning.starts_with("\xFF\xFE"sv)) {
        return TextStart{Encoding::utf16le, 2};
    }
    if (beginning.starts_with("\xFE\xFF"sv)) {
        return TextStart{Encoding::utf16be, 2};
    }
    if (beginning.size() < 4) {
        return std::nullopt;
    }
    const auto nul = [&](std::size_t at) { return beginning[at] == '\0'; };
    if (!nul(0) && nul(1) && !nul(2) && nul(3)) {
        return TextStart{Encoding::utf16le, 0};
    }
    if (nul(0) && !nul(1) && nul(2) && !nul(3)) {
        return TextStart{Encoding::utf16be, 0};
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "utf-8";
        case Encoding::cp1252: return "cp1252";
        case Encoding::utf16le: return "utf-16le";
        case Encoding::utf16be: return "utf-16be";
        case Encoding::cp850: return "cp850";
    }
    return {};
}

TextStart text_start(std::string_view wanted, std::string_view beginning, const std::string& shown_name) {
    const std::string name = plain_name(wanted);
    const std::optional<TextStart> utf16 = utf16_start(beginning);
    if (is_utf32(beginning)) {
        throw Error(ErrorCode::file_encoding, {.file = shown_name}, "UTF-32");
    }
    if (name == "utf16" || name == "utf16le" || name == "utf16be") {
        const Encoding said = name == "utf16be" ? Encoding::utf16be : Encoding::utf16le;
        const bool marked = utf16 && utf16->mark_bytes > 0;
        return marked || (utf16 && name == "utf16") ? *utf16 : TextStart{said, 0};
    }
    if (utf16 && name.empty()) {
        return *utf16;
    }
    if (utf16) {
        throw Error(ErrorCode::file_encoding, {.file = shown_name}, "UTF-16",
                    "encoding = \"" + std::string(name_of(utf16->encoding)) + "\"");
    }
    const std::size_t mark = beginning.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
    if (name.empty() || name == "utf8") {
        return {Encoding::utf8, mark};
    }
    if (name == "cp1252" || name == "windows1252" || name == "latin1" || name == "iso88591") {
        return {Encoding::cp1252, mark};
    }
    if (name == "cp850" || name == "ibm850") {
        return {Encoding::cp850, mark};
    }
    throw Error(ErrorCode::file_encoding, {.file = shown_name}, std::string(wanted), "known: utf-8, cp1252, utf-16, cp850");
}

std::size_t check_byte_order(std::string_view beginning, const std::string& shown_name) {
    if (is_utf32(beginning) || utf16_start(beginning)) {
        throw Error(ErrorCode::file_encoding, {.file = shown_name}, "UTF-16");
    }
    return beginning.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
}

bool undefined_in_cp1252(unsigned char byte) {
    return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
}

std::string encoding_hint(std::string_view bytes, Encoding read_as) {
    constexpr std::size_t most = 80;
    const bool unicode = read_as == Encoding::utf16le || read_as == Encoding::utf16be;
    const bool utf8 = read_as == Encoding::cp1252 && text::valid_utf8(bytes);
    const std::string_view key = unicode ? "" : utf8 ? " (encoding = \"utf-8\"?)" : " (encoding = \"cp1252\"?)";
    const std::string shown = utf8 ? std::string(bytes) : text::cp1252_to_utf8(bytes.substr(0, most));
    return text::clip(shown, most - key.size()) + std::string(key);
}

}  // namespace presencia::source
