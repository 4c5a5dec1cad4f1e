// SPDX-License-Identifier: Apache-2.0
#include "emit/study_notes.hpp"

#include "core/text.hpp"
#include "emit/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace presencia::emit {

namespace {

using Json = nlohmann::ordered_json;

Json disclosure_of(const Json& facts) {
    return facts.value("disclosure", Json::object());
}

std::string count(std::int64_t value, Language language) {
    return text::format_count(static_cast<double>(value), language == Language::es);
}

}  // namespace

std::string period_note(const Json& facts, Language language) {
    const auto fact = [&](const char* name) { return facts.value(name, std::string()); };
    return fmt::format("{} – {} · {} {}", fact("from"), fact("to"), tr(language, "presencia al", "presence on"), fact("as_of"));
}

std::string profile_note(const Json& facts, Language language) {
    const std::int64_t withheld = disclosure_of(facts).value("municipalities_suppressed", std::int64_t{0});
    return fmt::format("{} {}", tr(language, "perfil", "profile"), word(facts.value("profile", std::string()), language)) +
           (withheld > 0 ? fmt::format(" · {} {}", withheld, tr(language, "municipios suprimidos", "municipalities suppressed")) : "");
}

std::vector<std::string> withheld_notes(const Json& facts, Language language) {
    const Json disclosure = disclosure_of(facts);
    const auto number = [&](const char* name) { return disclosure.value(name, std::int64_t{0}); };
    std::vector<std::string> notes;
    if (const std::int64_t threshold = number("threshold"); threshold > 0) {
        notes.push_back(fmt::format(fmt::runtime(tr(language, "No se muestran las cuentas de 1 a {} ni lo que se calcula de ellas: {} municipios suprimidos.",
                                                    "Counts from 1 to {} and what is computed from them are not shown: {} municipalities suppressed.")),
                                    threshold, count(number("municipalities_suppressed"), language)));
    }
    if (const std::int64_t sites = number("site_counts_suppressed"); sites > 0) {
        notes.push_back(fmt::format(fmt::runtime(tr(language, "Cuentas de sedes suprimidas: {}.", "Counts of sites suppressed: {}.")), count(sites, language)));
    }
    if (disclosure.value("sensitive_sites_withheld", false)) {
        notes.emplace_back(tr(language, "De las sedes reservadas no se usa el lugar.", "The places of withheld sites are not used."));
    }
    if (notes.empty()) notes.emplace_back(tr(language, "Nada se suprimió.", "Nothing was suppressed."));
    return notes;
}

}  // namespace presencia::emit
