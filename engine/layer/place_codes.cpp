// SPDX-License-Identifier: Apache-2.0
#include "layer/place_codes.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

// In the order in which they are tried. Six digits before zeros: 002006 is department 02, municipality 06, and 2006 is not it.
constexpr KeyRule rules[] = {KeyRule::code,            KeyRule::code_marks, KeyRule::code_country,
                             KeyRule::code_six_digits, KeyRule::code_zeros, KeyRule::code_six_digits};

/// Capitals and digits only.
std::string compact(std::string_view code) {
    std::string out;
    for (const char c : code) {
        if (text::is_digit(c) || (c >= 'A' && c <= 'Z')) out += c;
        if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

/// 050100 (a place within the municipality: none) and 017013 (department and municipality in three digits each) as four digits, 05001000 as five.
std::string of_six_digits(std::string_view code) {
    if (code.size() == 6 && text::all_digits(code)) {
        if (code.ends_with("00")) return std::string(code.substr(0, 4));
        if (code[0] == '0' && code[3] == '0') return std::string(code.substr(1, 2)) + std::string(code.substr(4, 2));
    }
    // A spreadsheet took the first zero of the second.
    const bool eight = code.size() == 8 || (code.size() == 7 && code[0] != '0');
    if (eight && text::all_digits(code) && code.ends_with("000")) return std::string(code.substr(0, code.size() - 3));
    return std::string(code);
}

/// The same for codes of which a spreadsheet took the first zero.
std::string of_five_or_six_digits(std::string_view code) {
    const bool lost = code.size() == 5 && text::all_digits(code) && code[0] != '0';
    return std::string(without_zeros(of_six_digits(lost ? "0" + std::string(code) : std::string(code))));
}

/// 1410.0 without its decimals; "" where the code has none that are nothing but zeros.
std::string_view without_decimals(std::string_view code) {
    const std::size_t point = code.find('.');
    const bool zeros = point != code.npos && point > 0 && point + 1 < code.size() && code.find_first_not_of('0', point + 1) == code.npos;
    return zeros && text::all_digits(code.substr(0, point)) ? code.substr(0, point) : std::string_view{};
}

std::string joined(std::string_view country, std::string_view code) {
    std::string key;
    key.reserve(country.size() + 1 + code.size());
    key.append(country).append(1, '\0').append(code);
    return key;
}

}  // namespace

std::string_view without_zeros(std::string_view code) {
    if (!text::all_digits(code)) return code;
    const std::size_t first = code.find_first_not_of('0');
    return first == code.npos ? code.substr(code.size() - 1) : code.substr(first);
}

CodeBook::Spelled CodeBook::spell(std::string_view country, std::string_view code) const {
    Spelled out{std::string(country), {}};
    out.text[0] = std::string(code);
    out.text[1] = compact(code);
    out.text[2] = out.text[1];
    if (const auto known = names_.without_country(out.text[1])) {
        if (country.empty() || country == known->first) {
            out.country = known->first;
            out.text[2] = known->second;
        }
    } else if (!country.empty() && out.text[1].starts_with(country) && text::all_digits(std::string_view(out.text[1]).substr(country.size()))) {
        out.text[2].erase(0, country.size());  // a country that only the study knows
    }
    out.text[3] = of_six_digits(out.text[2]);
    out.text[4] = without_zeros(out.text[3]);
    out.text[5] = of_five_or_six_digits(out.text[2]);
    return out;
}

void CodeBook::add(std::string_view country, std::string_view code, std::int32_t index) {
    const Spelled spelled = spell(country, code);
    for (std::size_t k = 0; k < spellings; ++k) {
        for (const std::string_view of : {country, std::string_view()}) {
            std::vector<std::int32_t>& who = by_spelling_[k][joined(of, spelled.text[k])];
            if (who.empty() || who.back() != index) who.push_back(index);
        }
    }
}

CodeBook::Found CodeBook::find(std::string_view country, std::string_view code, bool exact_only) const {
    if (code.empty()) {
        return {};
    }
    // As it stands first; "101.0" without its point would be municipality 10 of department 10.
    if (const std::string_view whole = exact_only ? std::string_view{} : without_decimals(code); !whole.empty()) {
        Found found = find(country, code, true);
        if (!found.who.empty()) return found;
        found = find(country, whole, false);
        if (!found.who.empty()) found.rule = KeyRule::code_decimals;
        return found;
    }
    // A code without digits is a word: "SAN JOSE" must not be looked for among codes without marks.
    const bool spelled_otherwise = !exact_only && std::any_of(code.begin(), code.end(), text::is_digit);
    const Spelled spelled = spell(country, code);
    for (std::size_t k = 0; k < (spelled_otherwise ? spellings : 1); ++k) {
        const std::string_view of = k < 2 ? country : std::string_view(spelled.country);
        const auto at = by_spelling_[k].find(joined(of, spelled.text[k]));
        if (at != by_spelling_[k].end()) {
            return {rules[k], at->second};
        }
    }
    return {};
}

std::string CodeBook::plain(std::string_view country, std::string_view code) const {
    return spell(country, code).text[3];
}

}  // namespace presencia::layer
