// SPDX-License-Identifier: Apache-2.0
#include "layer/number_marks.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

std::string_view without_sign(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    return text;
}

/// "1.234.567" with the given mark at least once: one to three digits, not 0 alone, then groups of three.
bool grouped(std::string_view text, char mark) {
    std::size_t at = text.find(mark);
    if (at == text.npos || at < 1 || at > 3 || !text::all_digits(text.substr(0, at)) || text.front() == '0') {
        return false;
    }
    while (at < text.size()) {
        if (text[at] != mark || at + 4 > text.size() || !text::all_digits(text.substr(at + 1, 3))) return false;
        at += 4;
    }
    return true;
}

}  // namespace

std::string with_plain_blanks(std::string_view text) {
    constexpr std::string_view blanks[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x8A"};
    constexpr std::string_view apostrophes[] = {"\xE2\x80\x99", "\xC2\xB4"};
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto here = [&](std::string_view one) { return text.substr(at).starts_with(one); };
        const auto* const blank = std::find_if(std::begin(blanks), std::end(blanks), here);
        const auto* const apostrophe = std::find_if(std::begin(apostrophes), std::end(apostrophes), here);
        if (blank != std::end(blanks)) {
            out += ' ';
            at += blank->size();
        } else if (apostrophe != std::end(apostrophes)) {
            out += '\'';
            at += apostrophe->size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

MarkClue mark_clue(std::string_view raw) {
    const std::string plain = with_plain_blanks(raw);
    const std::string_view text = without_sign(plain);
    if (text.empty() || text.find_first_not_of("0123456789.,' ") != text.npos || text.find_first_of("0123456789") == text.npos) {
        return MarkClue::none;
    }
    const std::size_t last = text.find_last_of(".,");
    const bool blanks = text.find(' ') != text.npos;
    const bool apostrophes = text.find('\'') != text.npos;
    if (last == text.npos) {
        if (blanks) return grouped(text, ' ') ? MarkClue::thousands_blank : MarkClue::none;
        return apostrophes && grouped(text, '\'') ? MarkClue::thousands_apostrophe : MarkClue::none;
    }
    const char mark = text[last];
    const char other = mark == '.' ? ',' : '.';
    const bool point = mark == '.';
    const std::string_view whole = text.substr(0, last);
    const std::string_view behind = text.substr(last + 1);
    const bool decimals = behind.empty() || text::all_digits(behind);
    if (whole.find(mark) != whole.npos) {
        return grouped(text, mark) ? (point ? MarkClue::thousands_point : MarkClue::thousands_comma) : MarkClue::none;
    }
    const MarkClue decimal = point ? MarkClue::decimal_point : MarkClue::decimal_comma;
    for (const char thousands : {other, ' ', '\''}) {
        if (whole.find(thousands) != whole.npos) return grouped(whole, thousands) && decimals ? decimal : MarkClue::none;
    }
    if (!decimals || (!whole.empty() && !text::all_digits(whole))) {
        return MarkClue::none;
    }
    const bool either = behind.size() == 3 && !whole.empty() && whole.size() <= 3 && whole.front() != '0';
    return either ? (point ? MarkClue::one_point : MarkClue::one_comma) : decimal;
}

char mark_beside_decimals(std::string_view raw) {
    const MarkClue clue = mark_clue(raw);
    if (clue != MarkClue::decimal_point && clue != MarkClue::decimal_comma) {
        return '\0';
    }
    const bool point = clue == MarkClue::decimal_point;
    const std::string text = with_plain_blanks(raw);
    const std::string_view whole = std::string_view(text).substr(0, text.find(point ? '.' : ','));
    for (const char thousands : {point ? ',' : '.', ' ', '\''}) {
        if (whole.find(thousands) != whole.npos) return thousands;
    }
    return '\0';
}

std::optional<std::string> plain_number(std::string_view raw, char decimal, char thousands) {
    const bool wide = thousands == ' ' || thousands == '\'';
    const std::string plain = wide ? with_plain_blanks(raw) : std::string(raw);
    const std::string_view text = plain;
    const std::size_t at = text.find(decimal);
    const std::string_view signless = without_sign(text.substr(0, at));
    if (thousands != '\0' && signless.find(thousands) != signless.npos && !grouped(signless, thousands)) {
        return std::nullopt;
    }
    const char strange = decimal == '.' ? ',' : '.';
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool in_whole = i < at;
        if (in_whole && thousands != '\0' && text[i] == thousands) continue;
        if (text[i] == strange || text[i] == ' ' || text[i] == '\'') return std::nullopt;
        out += text[i] == decimal ? '.' : text[i];
    }
    return out;
}

}  // namespace presencia::layer
