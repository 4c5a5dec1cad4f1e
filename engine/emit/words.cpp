// SPDX-License-Identifier: Apache-2.0
#include "emit/words.hpp"

#include "core/text.hpp"
#include "study/study.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace presencia::emit {

namespace {

struct Word {
    std::string_view name, es, en;
};

constexpr Word words[] = {
    // Why a value is not there.
    {"no_record", "sin registro", "no record"},
    {"no_population", "sin población", "no population"},
    {"no_surface", "sin superficie", "no surface"},
    {"no_site", "sin sedes", "no site"},
    {"unknown", "no se sabe", "unknown"},
    {"not_studied", "no estudiada", "not studied"},
    {"not_applicable", "no aplica", "n/a"},
    {"suppressed", "suprimido", "suppressed"},
    // Gap classes.
    {"gap", "brecha", "gap"},
    {"partial", "parcial", "partial"},
    {"gap_unknown", "por verificar", "to be verified"},
    {"reached", "alcanzado", "reached"},
    {"not_at_risk", "no en riesgo", "not at risk"},
    {"risk_unknown", "riesgo sin saber", "risk unknown"},
    // Presence.
    {"yes", "sí", "yes"},
    {"no", "no", "no"},
    // Where a number comes from.
    {"people", "personas", "people"},
    {"area", "superficie", "area"},
    {"declared", "declarado", "declared"},
    {"column", "columna del archivo de municipios", "column of the municipalities"},
    {"table", "tabla de población", "population table"},
    {"surface", "suma de la superficie de población", "sum of the population surface"},
    {"none", "ninguno", "none"},
    // Confidence and certainty.
    {"high", "alta", "high"},
    {"medium", "media", "medium"},
    {"low", "baja", "low"},
    {"firm", "firme", "firm"},
    {"borderline", "en el límite", "borderline"},
    // Measures and profiles.
    {"rate", "tasa", "rate"},
    {"rate_eb", "tasa suavizada", "smoothed rate"},
    {"count", "número de hechos", "number of incidents"},
    {"public", "público", "public"},
    {"partner", "socio", "partner"},
    {"restricted", "restringido", "restricted"},
};

}  // namespace

std::string_view word(std::string_view machine_name, Language language) {
    const auto* const at = std::find_if(std::begin(words), std::end(words), [&](const Word& w) { return w.name == machine_name; });
    return at == std::end(words) ? machine_name : tr(language, at->es, at->en);
}

std::string family_word(std::string_view family, Language language) {
    const std::optional<study::Family> known = study::family_from(family);
    return std::string(known ? study::label(*known, language) : family);
}

std::string spoken_number(double value, int decimals, Language language) {
    if (std::isnan(value)) {
        return std::string(word("unknown", language));
    }
    const double rounded = text::round_decimals(value, decimals);
    const double whole = std::trunc(rounded);
    std::string out = text::format_count(whole, language == Language::es);
    if (decimals > 0) {
        const std::string fraction = text::format_fixed(std::abs(rounded - whole), decimals);
        out = (rounded < 0.0 && whole == 0.0 ? "-" : "") + out + (language == Language::es ? "," : ".") + fraction.substr(2);
    }
    return out;
}

std::string spoken_share(double share, Language language) {
    const std::string_view sign = tr(language, "\u00a0%", "%");
    if (share > 0.0 && share < 0.01) return "<1" + std::string(sign);
    if (share > 0.99 && share < 1.0) return ">99" + std::string(sign);
    return spoken_number(share * 100.0, 0, language) + std::string(std::isnan(share) ? "" : sign);
}

std::string spoken_cell(const Cell& cell, int decimals, Language language) {
    if (cell.empty()) {
        return std::string(word(to_string(cell.absence), language));
    }
    if (const std::int64_t* whole = std::get_if<std::int64_t>(&cell.value)) {
        return spoken_number(static_cast<double>(*whole), 0, language);
    }
    if (cell.is_number()) {
        return spoken_number(cell.number(), decimals, language);
    }
    if (const bool* truth = std::get_if<bool>(&cell.value)) {
        return std::string(word(*truth ? "yes" : "no", language));
    }
    return cell.text();
}

}  // namespace presencia::emit
