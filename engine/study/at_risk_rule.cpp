// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "study/settings.hpp"
#include "study/sources.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

constexpr std::pair<std::string_view, Measure> measures[] = {
    {"rate", Measure::rate}, {"rate_eb", Measure::rate_eb}, {"count", Measure::count}};
constexpr std::pair<std::string_view, Scope> scopes[] = {{"study", Scope::study}, {"country", Scope::country}};

std::vector<std::string> layer_names(const Study& study) {
    std::vector<std::string> names;
    for (const IncidentSource& layer : study.incidents) {
        names.push_back(layer.name);
    }
    return names;
}

/// `incidents = "homicides"`, "crimes/0101" or a list of them, which is a group.
std::vector<std::string> read_incident_names(Section& section) {
    const toml::node* node = section.find("incidents");
    if (node != nullptr && node->is_array()) {
        if (node->as_array()->empty()) {
            section.reject("incidents", ErrorCode::study_bad_value, {"no nombra ninguna capa", "no layer named"});
        }
        return section.texts("incidents").value_or(std::vector<std::string>{});
    }
    const std::optional<std::string> name = section.text("incidents");
    return name ? std::vector<std::string>{*name} : std::vector<std::string>{};
}

void check_incident_names(Section& section, const std::vector<std::string>& named,
                          const std::vector<std::string>& layers) {
    for (const std::string& name : named) {
        const std::string layer = name.substr(0, name.find('/'));
        if (std::find(layers.begin(), layers.end(), layer) == layers.end()) {
            section.reject("incidents", ErrorCode::study_bad_value,
                           {"no hay [[incidents]] de nombre \"" + text::clip(layer, 60) + "\"",
                            "no [[incidents]] named \"" + text::clip(layer, 60) + "\""},
                           hint_for(layer, layers));
        } else if (name.size() == layer.size() + 1) {
            section.reject("incidents", ErrorCode::study_bad_value, "\"" + text::clip(name, 60) + "\"",
                           {"tras la barra va una clase: \"" + layer + "/0101\"",
                            "a class follows the slash: \"" + layer + "/0101\""});
        } else if (std::count(named.begin(), named.end(), name) > 1) {
            section.reject(
                "incidents", ErrorCode::study_bad_value,
                {"\"" + text::clip(name, 60) + "\" dos veces", "\"" + text::clip(name, 60) + "\" twice"},
                {"nombre cada capa una vez, o se cuenta dos veces", "name each layer once, or it is counted twice"});
            return;
        }
    }
}

/// Fills in the only layer there is; asks for a name where there is a choice, since classes are never summed unless a
/// group names them.
void settle_incidents(Section& section, Study& study) {
    const std::vector<std::string> layers = layer_names(study);
    AtRisk& rule = study.at_risk;
    if (section.has("incidents")) {
        check_incident_names(section, rule.incidents, layers);
        return;
    }
    if (layers.size() > 1) {
        const std::string first = "incidents = \"" + layers.front() + "\"";
        const std::string all = "(" + text::join(layers, ", ") + ")";
        section.require(
            "incidents",
            {"el estudio tiene varias [[incidents]]: escriba " + first + ", o una lista para sumarlas " + all,
             "the study has several [[incidents]]: write " + first + ", or a list to sum them " + all});
    } else if (layers.size() == 1 && !study.incidents.front().incident_class.columns.empty()) {
        const std::string one = "incidents = \"" + layers.front() + "/0101\"";
        section.require("incidents", {"la capa tiene una columna de clases: escriba " + one + " para una clase, \"" +
                                          layers.front() + "\" para sumarlas todas",
                                      "the layer has a column of classes: write " + one + " for one class, \"" +
                                          layers.front() + "\" to sum them all"});
    } else if (layers.size() == 1) {
        rule.incidents = layers;
    } else if (rule.rule != AtRisk::Rule::list) {
        section.problems().add(
            ErrorCode::study_missing_key, section.line(), "incidents", "[[incidents]]",
            {"la regla mira hechos: agregue una capa de ellos, o nombre los municipios con list = \"...\"",
             "the rule looks at incidents: add a layer of them, or name the municipalities with list = \"...\""});
    }
}

void check_share(Section& section, std::string_view key, double share) {
    if (share <= 0.0 || share > 1.0) {
        section.reject(
            key, ErrorCode::study_bad_value, text::format_significant(share),
            {"una proporción de más de 0 y hasta 1, como 0.25", "a share above 0 and up to 1, such as 0.25"});
    }
}

/// Exactly one of the four rules.
void read_rule(Section& section, AtRisk& rule, const InputFolder& folder) {
    const std::optional<double> top_share = section.number("top_share");
    const std::optional<double> above = section.number("above");
    const std::optional<double> top_burden = section.number("top_burden");
    rule.list = read_named_file(section, "list", folder);
    std::vector<std::string> given;
    for (const std::string_view key : {"top_share", "above", "top_burden", "list"}) {
        if (section.has(key)) {
            given.emplace_back(key);
        }
    }
    if (given.empty()) {
        section.problems().add(
            ErrorCode::study_missing_key, section.line(), section.path(),
            {"una de top_share, above, top_burden, list", "one of top_share, above, top_burden, list"},
            {"escriba top_share = 0.25, above = 30.0, top_burden = 0.5 o list = \"priority.csv\"",
             "write top_share = 0.25, above = 30.0, top_burden = 0.5 or list = \"priority.csv\""});
    } else if (given.size() > 1) {
        section.reject(given[1], ErrorCode::study_contradiction, {text::join(given, " y "), text::join(given, " and ")},
                       {"una sola regla; una lista junto a la regla es compare = \"...\"",
                        "one rule only; a list beside a rule is compare = \"...\""});
    }
    rule.rule = above                 ? AtRisk::Rule::above
                : top_burden          ? AtRisk::Rule::top_burden
                : section.has("list") ? AtRisk::Rule::list
                                      : AtRisk::Rule::top_share;
    rule.value = top_share ? *top_share : above ? *above : top_burden.value_or(0.0);
    if (top_share) check_share(section, "top_share", *top_share);
    if (top_burden) check_share(section, "top_burden", *top_burden);
    if (above && *above < 0.0) {
        section.reject(
            "above", ErrorCode::study_bad_value, text::format_significant(*above),
            {"una medida nunca es negativa: escriba 0 o más", "a measure is never negative: write 0 or more"});
    }
}

}  // namespace

void read_at_risk(Section& section, Study& study, const InputFolder& folder) {
    AtRisk& rule = study.at_risk;
    rule.incidents = read_incident_names(section);
    rule.measure = section.word<Measure>("measure", measures).value_or(Measure::rate_eb);
    rule.scope = section.word<Scope>("scope", scopes).value_or(Scope::study);
    rule.pool = section.word<Scope>("pool", scopes).value_or(Scope::country);
    read_rule(section, rule, folder);
    rule.compare = read_named_file(section, "compare", folder);
    settle_incidents(section, study);
    section.finish();
}

}  // namespace presencia::study
