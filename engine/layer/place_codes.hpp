// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/place_names.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace presencia::layer {

/// How a key was understood. From `code` and from `name` on, each rule looks away from more than the one before.
enum class KeyRule : std::uint8_t {
    none,
    code,             ///< letter by letter
    code_marks,       ///< without case, blanks and marks: hn_01_01 = HN0101
    code_country,     ///< without the country's letters or number: SV1410 = SLV1410 = 1410
    code_six_digits,  ///< six digits for four: 050100 = 0501, 017013 = 1713, with their leading zeros or not
    code_decimals,    ///< a number's decimals behind it, as a spreadsheet or a program that took codes for numbers writes them: 1410.0 = 1410
    code_zeros,       ///< without leading zeros: 101 = 0101
    own_alias,        ///< the study's own list says so
    name,             ///< without case, accents and punctuation
    name_alias,       ///< abbreviations written out, other names of the same municipality
    name_small_words, ///< without articles, "de" and blanks
    name_damaged,     ///< letters that were lost stand for any letter
    old_unit,         ///< a municipality of an older division, by the crosswalk
};

/// "007" as "7", "000" as "0"; what is not a number stays.
std::string_view without_zeros(std::string_view code);

/// Codes to indices under all spellings. What a spelling means is decided against the codes that are there: a rule says who answers to a code, and more than one is no answer.
class CodeBook {
public:
    explicit CodeBook(const PlaceNames& names) : names_(names) {}
    void add(std::string_view country, std::string_view code, std::int32_t index);

    struct Found {
        KeyRule rule = KeyRule::none;
        std::vector<std::int32_t> who;  ///< all that answer under `rule`, ascending
    };
    /// Those who answer to a code under the first rule under which any does. `country` "": of any. Without `exact_only` every spelling is tried.
    Found find(std::string_view country, std::string_view code, bool exact_only) const;
    /// Digits of a code without country and in four digits where it has six: what its department's code begins.
    std::string plain(std::string_view country, std::string_view code) const;

private:
    static constexpr std::size_t spellings = 6;
    struct Spelled {
        std::string country;
        std::array<std::string, spellings> text;
    };
    Spelled spell(std::string_view country, std::string_view code) const;

    const PlaceNames& names_;
    std::array<std::unordered_map<std::string, std::vector<std::int32_t>>, spellings> by_spelling_;
};

}  // namespace presencia::layer
