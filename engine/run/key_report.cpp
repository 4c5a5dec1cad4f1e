// SPDX-License-Identifier: Apache-2.0
#include "run/key_report.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/place_codes.hpp"

#include <fmt/format.h>

#include <numeric>

namespace presencia {

namespace {

constexpr std::size_t most_listed = 100;  // keys in one ledger's notes
constexpr std::size_t most_parts = 6;     // of a split municipality, in a line

/// "A, B, C y 3 más".
std::string capped(const std::vector<std::string>& parts, Language language) {
    if (parts.size() <= most_parts) return text::join(parts, ", ");
    return text::join(std::vector<std::string>(parts.begin(), parts.begin() + most_parts), ", ") +
           fmt::format(fmt::runtime(tr(language, " y {} más", " and {} more")), parts.size() - most_parts);
}

/// The first key that a rule understood, and what it means.
std::string example_in_words(const KeyRuleUse& use, Language language) {
    std::string out = use.example + " = " + capped(use.meaning, language);
    if (!use.also.empty()) out += std::string(tr(language, ", también de lo que hoy es ", ", also of what is today ")) + capped(use.also, language);
    return out;
}

std::string rule_in_words(int rule, Language language) {
    using enum layer::KeyRule;
    switch (static_cast<layer::KeyRule>(rule)) {
        case none:
        case code: break;
        case code_marks: return std::string(tr(language, "códigos sin signos ni mayúsculas", "codes without marks and case"));
        case code_country: return std::string(tr(language, "códigos sin las letras o el número del país", "codes without the country's letters or number"));
        case code_decimals: return std::string(tr(language, "códigos que pasaron por números con decimales (1410.0)", "codes that went through numbers with decimals (1410.0)"));
        case code_zeros: return std::string(tr(language, "códigos con o sin ceros a la izquierda", "codes with or without leading zeros"));
        case code_six_digits: return std::string(tr(language, "códigos de seis dígitos como de cuatro, o de ocho como de cinco", "codes of six digits as of four, or of eight as of five"));
        case own_alias: return std::string(tr(language, "nombres de la lista del estudio", "names of the study's own list"));
        case name: return std::string(tr(language, "por nombre, sin tildes ni mayúsculas", "by name, without accents and case"));
        case name_alias: return std::string(tr(language, "por otro nombre del mismo municipio o una abreviatura", "by another name of the same municipality or an abbreviation"));
        case name_small_words: return std::string(tr(language, "por nombre, sin artículos ni espacios", "by name, without articles and blanks"));
        case name_damaged: return std::string(tr(language, "por nombre con letras dañadas, donde solo uno cabe", "by a name with damaged letters, where only one fits"));
        case old_unit: return std::string(tr(language, "municipios de una división anterior, por la tabla de equivalencias", "municipalities of an older division, by the crosswalk"));
    }
    return {};
}

std::int64_t unmatched_rows(const Ledger& ledger) {
    return std::accumulate(ledger.unmatched_keys.begin(), ledger.unmatched_keys.end(), ledger.unmatched_rows_unlisted,
                           [](std::int64_t sum, const UnmatchedKey& key) { return sum + key.rows; });
}

/// "(3 filas, la primera: 12)".
std::string rows_in_words(std::int64_t rows, std::int64_t first, Language language) {
    if (rows == 1) return fmt::format(fmt::runtime(tr(language, "(fila {})", "(row {})")), first);
    return fmt::format(fmt::runtime(tr(language, "({} filas, la primera: {})", "({} rows, the first: {})")), rows, first);
}

std::string two_in_words(const std::string& by_code, const std::string& by_name, Language language) {
    return fmt::format(fmt::runtime(tr(language, "el código es de {}, el nombre de {}", "the code is of {}, the name of {}")), by_code, by_name);
}

/// The code counts where it is one's to the letter: both are said, for one of them is wrong.
void note_contradicted(Ledger& ledger, Language language) {
    if (ledger.keys_contradicted == 0) return;
    ledger.notes.push_back(fmt::format(fmt::runtime(tr(language, "{} filas cuyo nombre es de otro municipio que su código: vale el código", "{} rows whose name is another municipality's than their code: the code counts")),
                                       ledger.keys_contradicted));
    if (ledger.hide_values) return;
    for (std::size_t k = 0; k < ledger.contradicted_keys.size() && k < most_listed; ++k) {
        const ContradictedKey& one = ledger.contradicted_keys[k];
        ledger.notes.push_back("\"" + one.key + "\" " + rows_in_words(one.rows, one.first_row, language) + ": " + two_in_words(one.by_code, one.by_name, language));
    }
}

std::string in_words(const UnmatchedKey& key, Language language) {
    std::string out = "\"" + key.key + "\" " + rows_in_words(key.rows, key.first_row, language);
    if (key.nearest.empty()) return out;
    if (key.split) return out + std::string(tr(language, ": se dividió, y no se reparte: ", ": was split, and is not shared out: ")) + capped(key.nearest, language);
    if (key.contradiction) return out + ": " + two_in_words(key.nearest.front(), key.nearest.back(), language);
    out += key.ambiguous ? tr(language, ": lo llevan varios, dé el departamento o el país: ", ": several are called so, give the department or the country: ")
                         : tr(language, ": los más parecidos: ", ": the nearest: ");
    return out + text::join(key.nearest, ", ");
}

}  // namespace

std::vector<layer::Guess> key_guesses(const std::vector<Ledger>& ledgers, Language language) {
    std::vector<layer::Guess> out;
    for (const Ledger& ledger : ledgers) {
        if (ledger.withheld) continue;
        for (const KeyRuleUse& use : ledger.key_rules) {
            const std::string value = ledger.hide_values ? ledger.key_column : example_in_words(use, language);
            out.push_back({ledger.source, "municipality", value,
                           fmt::format("{}: {} {}, {} {}", rule_in_words(use.rule, language), use.rows, use.rows == 1 ? tr(language, "fila", "row") : tr(language, "filas", "rows"), use.keys,
                                       use.keys == 1 ? tr(language, "clave distinta", "distinct key") : tr(language, "claves distintas", "distinct keys"))});
        }
    }
    return out;
}

void note_unmatched_keys(std::vector<Ledger>& ledgers, Language language) {
    for (Ledger& ledger : ledgers) {
        if (ledger.withheld) continue;
        note_contradicted(ledger, language);
        if (ledger.unmatched_keys.empty()) continue;
        ledger.notes.push_back(fmt::format(fmt::runtime(tr(language, "{} claves sin municipio, {} filas{}", "{} keys without a municipality, {} rows{}")), ledger.unmatched_keys.size(), unmatched_rows(ledger),
                                           ledger.hide_values ? tr(language, "; presencia check las enumera", "; presencia check lists them") : ""));
        if (ledger.hide_values) continue;
        for (std::size_t k = 0; k < ledger.unmatched_keys.size() && k < most_listed; ++k) ledger.notes.push_back(in_words(ledger.unmatched_keys[k], language));
    }
}

}  // namespace presencia
