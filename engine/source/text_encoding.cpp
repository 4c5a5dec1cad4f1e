// SPDX-License-Identifier: Apache-2.0
#include "source/text_encoding.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

namespace presencia::source {

Encoding parse_encoding(std::string_view wanted, const std::string& shown_name) {
    std::string name;
    for (const char c : wanted) {
        if (c != '-' && c != '_' && c != ' ') {
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (name.empty() || name == "utf8") {
        return Encoding::utf8;
    }
    if (name == "cp1252" || name == "windows1252" || name == "latin1" || name == "iso88591") {
        return Encoding::cp1252;
    }
    throw Error(ErrorCode::file_encoding, {.file = shown_name}, std::string(wanted), "known: utf-8, cp1252");
}

std::size_t check_byte_order(std::string_view beginning, const std::string& shown_name) {
    using namespace std::string_view_literals;
    const bool marked = beginning.starts_with("\xFF\xFE"sv) || beginning.starts_with("\xFE\xFF"sv) ||
                        beginning.starts_with("\0\0\xFE\xFF"sv);
    // Without a mark every second byte of Latin letters is NUL.
    const bool unmarked = beginning.size() >= 4 && ((beginning[0] == '\0' && beginning[2] == '\0') ||
                                                    (beginning[1] == '\0' && beginning[3] == '\0'));
    if (marked || unmarked) {
        throw Error(ErrorCode::file_encoding, {.file = shown_name}, "UTF-16");
    }
    return beginning.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
}

std::string encoding_hint(std::string_view bytes) {
    constexpr std::string_view key = " (encoding = \"cp1252\"?)";
    constexpr std::size_t most = 80;
    return text::clip(text::cp1252_to_utf8(bytes.substr(0, most)), most - key.size()) + std::string(key);
}

}  // namespace presencia::source
