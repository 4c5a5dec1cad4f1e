// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "study/coordinate_words.hpp"
#include "study/layers.hpp"
#include "study/roles.hpp"
#include "study/sources.hpp"

namespace presencia::study {

namespace {

constexpr double farthest_km = 1000.0;

void read_roles(Section& section, SiteSource& out) {
    const std::pair<std::string_view, Role*> roles[] = {{"x", &out.x},
                                                        {"y", &out.y},
                                                        {"xy", &out.xy},
                                                        {"id", &out.id},
                                                        {"site_name", &out.site_name},
                                                        {"country", &out.country},
                                                        {"department", &out.department},
                                                        {"municipality", &out.municipality},
                                                        {"municipality_name", &out.municipality_name},
                                                        {"start", &out.start},
                                                        {"end", &out.end},
                                                        {"status", &out.status},
                                                        {"precision", &out.precision},
                                                        {"partner", &out.partner},
                                                        {"capacity", &out.capacity},
                                                        {"staff", &out.staff},
                                                        {"amount", &out.amount},
                                                        {"currency", &out.currency},
                                                        {"sector", &out.sector},
                                                        {"sector_share", &out.sector_share},
                                                        {"sector_vocabulary", &out.sector_vocabulary},
                                                        {"exactness", &out.exactness},
                                                        {"location_class", &out.location_class},
                                                        {"feature", &out.feature},
                                                        {"admin_level", &out.admin_level},
                                                        {"sensitive", &out.sensitive}};
    for (const auto& [key, role] : roles) {
        *role = read_role(section, key);
    }
    out.family = read_role(section, "family", Plain::constant);
    out.kind = read_role(section, "kind", Plain::constant);
    out.objective = read_role(section, "objective", Plain::constant);
    check_country(section, "country", out.country);
}

std::vector<std::string> family_names() {
    std::vector<std::string> names;
    for (std::size_t f = 0; f < family_count; ++f) {
        names.emplace_back(to_string(static_cast<Family>(f)));
    }
    return names;
}

void check_own_words(Section& section, const SiteSource& out) {
    check_words(
        section, "family", out.family,
        [&](const std::string& word) { return family_from(word).has_value() || (word == "none" && !out.family.constant); },  // a map may leave words out by name
        [](const std::string& word) { return hint_for(word, family_names()); });
    check_words(
        section, "kind", out.kind, [](const std::string& word) { return kind_from(word).has_value(); },
        [](const std::string& word) {
            return hint_for(word, std::vector<std::string>{"service", "programme"});
        });
    check_words(
        section, "objective", out.objective,
        [](const std::string& word) { return word.size() == 1 && word[0] >= '1' && word[0] <= '5'; },
        [](const std::string&) {
            return Text("uno de los cinco objetivos de la Asociación, 1 a 5",
                        "one of the five objectives of the Partnership, 1 to 5");
        });
    check_coordinate_roles(section, out.x, out.y, out.xy);
}

ReachRule read_reach_rule(Section& section) {
    ReachRule rule;
    std::optional<Section> table = section.table("reach");
    if (!table) {
        return rule;
    }
    rule.km = table->number("km");
    rule.polygon = table->flag("polygon").value_or(false);
    rule.municipality = table->flag("municipality").value_or(false);
    table->finish();
    if (rule.km && (*rule.km <= 0.0 || *rule.km > farthest_km)) {
        table->reject("km", ErrorCode::study_bad_value, text::format_significant(*rule.km),
                      {"kilómetros, más de 0 y hasta 1000", "kilometres, above 0 and up to 1000"});
    }
    const bool later = section.find("reach")->as_table()->contains("minutes");  // reported by finish
    if (!table->has("km") && !rule.polygon && !rule.municipality && !later) {
        section.reject("reach", ErrorCode::study_missing_key,
                       {"km, polygon o municipality", "km, polygon or municipality"},
                       {"escriba reach = { km = 5 }, { polygon = true } o { municipality = true }",
                        "write reach = { km = 5 }, { polygon = true } or { municipality = true }"});
    }
    return rule;
}

}  // namespace

SiteSource read_site_source(Section& section, const InputFolder& folder) {
    SiteSource out;
    out.source = read_source(section, folder);
    out.name = read_layer_name(section, out.source);
    out.source.several_places = section.flag("several_places");
    read_roles(section, out);
    check_own_words(section, out);
    out.date_format = section.text("date_format").value_or("");
    out.reach = read_reach_rule(section);
    out.snap_m = read_snap(section, 500.0);
    out.cross_border = section.flag("cross_border").value_or(false);
    out.complete_for = read_complete_for(section);
    section.finish();
    return out;
}

}  // namespace presencia::study
