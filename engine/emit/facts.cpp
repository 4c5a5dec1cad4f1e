// SPDX-License-Identifier: Apache-2.0
#include "emit/facts.hpp"

#include "core/text.hpp"
#include "emit/store.hpp"
#include "gap/judge.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace presencia::emit {

namespace {

std::string percent(double share) {
    return text::format_significant(share * 100.0, 12) + " %";
}

std::string_view measure_words(study::Measure measure, Language language) {
    switch (measure) {
        case study::Measure::rate: return tr(language, "la tasa", "the rate");
        case study::Measure::rate_eb: return tr(language, "la tasa suavizada", "the smoothed rate");
        case study::Measure::count: return tr(language, "el número de hechos", "the number of incidents");
    }
    return {};
}

}  // namespace

namespace {

/// The rule alone, whatever the level of its incidents.
std::string bare_rule_text(const study::Study& study) {
    const Language language = study.language;
    const study::AtRisk& rule = study.at_risk;
    const std::string incidents = text::join(rule.incidents, " + ");
    const std::string_view scope =
        rule.scope == study::Scope::country ? tr(language, "de cada país", "of each country") : tr(language, "de este estudio", "of this study");
    const std::string_view measure = measure_words(rule.measure, language);
    switch (rule.rule) {
        case study::AtRisk::Rule::top_share:
            return language == Language::es
                       ? fmt::format("en riesgo (regla relativa): el {} más alto {} según {} de {}", percent(rule.value), scope, measure, incidents)
                       : fmt::format("at risk (a relative rule): the highest {} {} by {} of {}", percent(rule.value), scope, measure, incidents);
        case study::AtRisk::Rule::above:
            return language == Language::es ? fmt::format("en riesgo: {} de {} mayor que {}", measure, incidents, text::format_significant(rule.value))
                                            : fmt::format("at risk: {} of {} above {}", measure, incidents, text::format_significant(rule.value));
        case study::AtRisk::Rule::top_burden:
            return language == Language::es
                       ? fmt::format("en riesgo (regla relativa): los menos municipios que reúnen el {} de {} {}", percent(rule.value), incidents, scope)
                       : fmt::format("at risk (a relative rule): the fewest municipalities that hold {} of {} {}", percent(rule.value), incidents, scope);
        case study::AtRisk::Rule::list:
            return language == Language::es ? fmt::format("en riesgo: los de la lista {}", rule.list ? rule.list->shown : "")
                                            : fmt::format("at risk: those on the list {}", rule.list ? rule.list->shown : "");
    }
    return {};
}

}  // namespace

std::string rule_text(const study::Study& study) {
    std::string text = bare_rule_text(study);
    if (study.risk_by_department()) {
        text += tr(study.language, "; incidentes por departamento: los municipios heredan su tasa y su riesgo, y se dibujan rayados",
                   "; incidents by department: municipalities inherit its rate and risk, and are drawn hatched");
    }
    return text;
}

namespace {

/// Families of which the profile may keep service sites to itself, though no table shows a trace of them, since all lie outside every municipality. Of a layer whose rows name their families, and of which no
/// row may be shown, it is any family. Whether there is such a site is not told.
std::vector<std::string> families_with_withheld_sites(const Published& published) {
    std::array<bool, study::family_count> keeping{};
    for (std::size_t i = 0; i < published.study.sites.size(); ++i) {
        const study::SiteSource& source = published.study.sites[i];
        const auto of_source = [&](const Ledger& one) { return one.layer == source.name && one.withheld; };
        if (std::none_of(published.ledgers.begin(), published.ledgers.end(), of_source)) continue;
        if (const std::optional<study::Family> family = source.family.constant ? study::family_from(*source.family.constant) : std::nullopt) {
            keeping[static_cast<std::size_t>(*family)] = true;
        } else if (std::none_of(published.sites.begin(), published.sites.end(), [&](const layer::Site& site) { return site.layer == i; })) {
            keeping = published.result.studied;
        }
    }
    std::vector<std::string> names;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (keeping[f]) names.emplace_back(study::to_string(static_cast<study::Family>(f)));
    }
    return names;
}

std::string rule_in(study::Study study, Language language) {
    study.language = language;
    return rule_text(study);
}

}  // namespace

nlohmann::ordered_json study_facts(const Published& published) {
    const study::Study& study = published.study;
    const gap::Result& result = published.result;
    nlohmann::ordered_json facts;
    facts["schema_version"] = store_schema_version;
    facts["engine_version"] = engine_version();
    facts["name"] = study.name;
    facts["title"] = study.title;
    facts["from"] = study.period.from.iso();
    facts["to"] = study.period.to.iso();
    facts["as_of"] = study.as_of.iso();
    facts["years"] = text::round_significant(result.years, 12);
    facts["language"] = study.language == Language::es ? "es" : "en";
    facts["profile"] = study::to_string(study.profile);
    facts["rule"] = rule_text(study);
    facts["rule_in"] = {{"es", rule_in(study, Language::es)}, {"en", rule_in(study, Language::en)}};
    facts["incidents"] = study.at_risk.incidents;
    facts["risk_level"] = study.risk_by_department() ? "department" : "municipality";
    facts["measure"] = study::to_string(gap::measure_of(study.at_risk));
    facts["reach_target"] = study.reach_target;
    facts["zoom"] = {study.min_zoom, study.max_zoom};
    facts["styles"] = study.styles;
    std::vector<std::string> studied;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (result.studied[f]) studied.emplace_back(study::to_string(static_cast<study::Family>(f)));
    }
    facts["families_studied"] = studied;
    facts["families_with_withheld_sites"] = families_with_withheld_sites(published);
    nlohmann::ordered_json cuts = nlohmann::ordered_json::object();
    for (std::size_t m = 0; m < result.cut.size(); ++m) {
        if (!std::isnan(result.cut[m])) {
            const std::string scope = study.at_risk.scope == study::Scope::country ? result.municipalities[m].country : "study";
            const double cut = text::round_significant(result.cut[m], 12);
            cuts[scope] = study.profile == study::Profile::public_ ? text::round_decimals(cut, 1) : cut;
        }
    }
    facts["cut"] = cuts;
    facts["assumptions"] = published.assumptions.in(study.language);
    facts["notes"] = result.notes;
    facts["disclosure"] = {{"threshold", published.disclosure.threshold},
                           {"municipalities_suppressed", published.disclosure.suppressed},
                           {"totals_suppressed", published.disclosure.totals_suppressed},
                           {"verdicts_suppressed", published.disclosure.verdicts_suppressed},
                           {"parts_suppressed", published.disclosure.parts_suppressed},
                           {"site_counts_suppressed", published.disclosure.site_counts_suppressed},
                           {"sensitive_sites_withheld", published.sites_withheld > 0},
                           {"ranks_among_shown", result.ranks_among_shown}};
    facts["too_many_rejects"] = published.too_many_rejects;
    return facts;
}

}  // namespace presencia::emit
