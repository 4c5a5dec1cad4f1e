// SPDX-License-Identifier: Apache-2.0
#include "emit/explain_facts.hpp"

#include "study/study.hpp"

#include <algorithm>
#include <array>

namespace presencia::emit::explaining {

namespace {

bool has_column(const Table& table, std::string_view name) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.name == name; });
}

/// Measures that tell of single sites: the profile withholds them for reserved sites, whatever the incidents are.
bool tells_of_sites(std::string_view property) {
    constexpr std::array<std::string_view, 8> endings = {"_sites", "_programmes", "_nearest_km", "_sites_per_100k", "_people_per_site", "_incidents_per_site", "_staff_per_10k", "_presence"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return property.ends_with(ending); });
}

}  // namespace

Facts::Facts(const Store& store, std::size_t row, Language asked)
    : language(asked), municipalities_(store.table("municipalities")), pools_(store.table("pools")), row_(row), study_(store.study()) {
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const std::string name(study::to_string(static_cast<study::Family>(f)));
        if (has_column(municipalities_, name + "_presence")) families_.push_back(name);
    }
}

bool Facts::has(std::string_view property) const {
    return has_column(municipalities_, property);
}

const Cell& Facts::cell(std::string_view property) const {
    return has(property) ? municipalities_.at(row_, property) : missing_;
}

std::string Facts::fact(std::string_view name) const {
    const auto at = study_.find(std::string(name));
    if (at == study_.end() || at->is_null()) return {};
    return at->is_string() ? at->get<std::string>() : at->dump();
}

std::optional<double> Facts::number_fact(std::string_view name) const {
    const auto at = study_.find(std::string(name));
    if (at == study_.end() || !at->is_number()) return std::nullopt;
    return at->get<double>();
}

std::optional<std::size_t> Facts::pool_row() const {
    if (pools_.rows.empty() || !has_column(pools_, "mean")) return std::nullopt;
    const std::string country = cell("country").text();
    std::optional<std::size_t> whole_study;
    for (std::size_t r = 0; r < pools_.rows.size(); ++r) {
        const std::string name = pools_.at(r, "name").text();
        const Cell& fell_back = pools_.at(r, "fell_back");
        if (name == country && fell_back.text() != "true" && fell_back.text() != "1") return r;
        if (name.empty()) whole_study = r;
    }
    return whole_study;
}

std::string Facts::share(const Cell& cell) const {
    return cell.is_number() ? spoken_share(cell.number(), language) : shown(cell);
}

std::string Facts::why_suppressed(std::string_view property) const {
    const std::string profile(word(fact("profile"), language));
    // Incidents per site falls under the rule of whichever of the two is withheld.
    const bool for_incidents = property.ends_with("_incidents_per_site") && !cell("incidents").is_number();
    if (tells_of_sites(property) && !for_incidents) {
        return say("El perfil {} no cuenta sedes reservadas (refugios, programas protegidos) cuando son menos de 3, ni dice a qué distancia están.",
                   "Profile {} does not count reserved sites (shelters, protected programmes) where there are fewer than 3, nor says how far they are.", profile);
    }
    if (cell("incidents").is_number()) {
        return property.ends_with("_need") ? say("El conteo se muestra, pero esta parte diría cuántos hechos, muy pocos, ocurrieron dentro o fuera del alcance: el perfil {} no la muestra.",
                                                 "The count is shown, but this part would tell that very few incidents happened within or out of reach: profile {} does not show it.", profile)
                                           : say("El conteo se muestra, pero esto permitiría deducir el de otro municipio que el perfil {} no muestra.",
                                                 "The count is shown, but from this another municipality's could be worked out, which profile {} does not show.", profile);
    }
    const auto disclosure = study_.find("disclosure");
    const std::int64_t threshold = disclosure != study_.end() && disclosure->is_object() ? disclosure->value("threshold", std::int64_t{0}) : 0;
    const std::string range = threshold > 0 ? say("de 1 a {}", "from 1 to {}", threshold) : say("pequeños", "that are small");
    return say("El perfil {} no muestra conteos {} de esta clase de hechos, ni un conteo que permitiría deducirlos de los totales, ni nada que se calcule con ellos.",
               "Profile {} does not show counts {} of this class of incidents, nor a count from which they could be worked out of the totals, nor anything computed from them.", profile,
               range);
}

std::string Facts::why(std::string_view property, const Cell& cell) const {
    switch (cell.absence) {
        case Absence::suppressed: return why_suppressed(property);
        case Absence::no_record:
            return say("Sin registro: ninguna fila habla de este municipio y ninguna capa se declara completa aquí (complete_for). No es cero.",
                       "No record: no row speaks of this municipality and no layer is declared complete here (complete_for). It is not zero.");
        case Absence::no_population:
            return say("Falta la población o es cero: lo que se divide por ella no se calcula, y nunca es 0.", "The population is missing or zero: what is divided by it is not computed, and is never 0.");
        case Absence::no_surface:
            return say("La superficie de población tiene muy pocos puntos aquí, o su suma se aparta más del doble de la población conocida.",
                       "The population surface has too few points here, or its sum is more than a factor 2 away from the known population.");
        case Absence::no_site: return say("No hay ninguna sede en operación desde la cual medir.", "There is no operating site to measure from.");
        case Absence::not_studied: return say("El estudio no tiene capa de esta familia.", "The study has no layer of this family.");
        case Absence::not_applicable: return say("No tiene sentido para este municipio (por ejemplo, el puesto de quien no está en riesgo).", "It has no meaning for this municipality (as the rank of one that is not at risk).");
        default: return say("Los datos registrados no permiten saberlo.", "The recorded data cannot settle it.");
    }
}

Step Facts::step(std::string title, const std::vector<std::string>& properties, std::string family) const {
    Step out{.family = std::move(family), .title = std::move(title), .measures = {}, .lines = {}};
    for (const std::string& property : properties) {
        if (!has(property)) continue;
        const Cell& value = cell(property);
        out.measures.emplace_back(property, value);
        if (!value.empty() || value.absence == Absence::none) continue;
        // What a step is about comes first; of what stands beside it only a rule of the profile needs a word.
        if (value.absence != Absence::suppressed && out.measures.size() > 1) continue;
        std::string reason = why(property, value);
        if (std::find(out.lines.begin(), out.lines.end(), reason) == out.lines.end()) out.lines.push_back(std::move(reason));
    }
    return out;
}

}  // namespace presencia::emit::explaining
