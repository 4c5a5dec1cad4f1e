// SPDX-License-Identifier: Apache-2.0
#include "layer/place_spelling.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

// What is beyond is no name of a place; the search for a fit stays short.
constexpr std::ptrdiff_t most_lost = 6;
constexpr std::size_t longest = 120;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Length of the UTF-8 character at `at`; 1 for a byte that begins none.
std::size_t length_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    return std::min(length, text.size() - at);
}

/// First bytes of a letter of two (0xC3), as CP1252 and as Mac OS Roman show it.
bool begins_misread(std::string_view text) {
    return text.starts_with("\xC3\x83") || text.starts_with("\xE2\x88\x9A");
}

/// Every damage as U+FFFD.
std::string marked(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (begins_misread(rest)) {
            const std::size_t first = length_at(text, at);
            if (rest.size() > first && static_cast<unsigned char>(rest[first]) >= 0x80) {
                out += replacement;
                at += first + length_at(text, at + first);
                continue;
            }
        }
        if (rest[0] == '?' && ((at > 0 && letter(text[at - 1])) || (rest.size() > 1 && letter(rest[1])))) {
            out += replacement;
            ++at;
            continue;
        }
        const std::size_t length = length_at(text, at);
        out += rest.substr(0, length);
        at += length;
    }
    return out;
}

bool enough_left(std::string_view text) {
    const auto lost = std::count(text.begin(), text.end(), lost_letter);
    const auto left = static_cast<std::ptrdiff_t>(text.size()) - lost;
    return left >= 3 && left >= lost && lost <= most_lost && text.size() <= longest;
}

/// `after_a`: the last letter taken of `a` was a lost one, so that a further one may be the rest of it; the same of `b`.
bool match(std::string_view a, std::string_view b, bool after_a, bool after_b) {
    if (a.empty() && b.empty()) {
        return true;
    }
    const bool lost_a = !a.empty() && a[0] == lost_letter;
    const bool lost_b = !b.empty() && b[0] == lost_letter;
    if (lost_a && after_a && match(a.substr(1), b, true, after_b)) return true;
    if (lost_b && after_b && match(a, b.substr(1), after_a, true)) return true;
    if (a.empty() || b.empty()) {
        return false;
    }
    const bool one = a[0] == b[0] || (lost_a && b[0] != ' ') || (lost_b && a[0] != ' ');
    return one && match(a.substr(1), b.substr(1), lost_a, lost_b);
}

}  // namespace

std::string fold_damaged(std::string_view utf8) {
    const std::string folded = text::fold(marked(utf8));
    std::string out;
    for (std::size_t at = 0; at < folded.size();) {
        if (std::string_view(folded).substr(at).starts_with(replacement)) {
            out += lost_letter;
            at += replacement.size();
        } else {
            out += folded[at++];
        }
    }
    return out;
}

bool may_be_one(std::string_view a, std::string_view b) {
    return enough_left(a) && enough_left(b) && match(a, b, false, false);
}

}  // namespace presencia::layer
