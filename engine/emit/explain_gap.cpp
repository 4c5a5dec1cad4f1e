// SPDX-License-Identifier: Apache-2.0
// What all families together leave open: the last part of an explanation.
#include "emit/explain_facts.hpp"

#include "gap/ties.hpp"
#include "study/study.hpp"

namespace presencia::emit::explaining {

namespace {

std::vector<std::string> capacity_families(const Facts& f) {
    std::vector<std::string> out;
    for (std::size_t k = 0; k < study::capacity_family_count; ++k) {
        const std::string name(study::to_string(static_cast<study::Family>(k)));
        if (f.has(name + "_presence") && f.cell(name, "presence").text() != "not_studied") out.push_back(name);
    }
    return out;
}

/// "0,42 + 0,10 + 0,00": one measure of every studied family, as the terms of a sum.
std::string terms(const Facts& f, std::string_view suffix, int decimals) {
    std::string out;
    for (const std::string& family : capacity_families(f)) {
        out += (out.empty() ? "" : " + ") + f.shown(f.cell(family, suffix), decimals);
    }
    return out;
}

Step concurrence(const Facts& f) {
    std::vector<std::string> properties;
    for (const char* bound : {"", "_high"}) {
        for (int k = 0; k <= 4; ++k) properties.push_back("reached_by_" + std::to_string(k) + bound);
    }
    properties.insert(properties.end(), {"families_present", "families_unknown"});
    Step step = f.step(f.say("Cuántas familias alcanzan a la gente", "How many families reach people"), properties);
    for (int k = 0; k <= 4; ++k) {
        const std::string low = "reached_by_" + std::to_string(k);
        if (!f.cell(low).is_number()) continue;
        step.lines.push_back(f.say("{} familias: {} personas según lo registrado; {} si lo no registrado alcanzara a todas", "{} families: {} people by what is recorded; {} if what is not recorded reached all", k,
                                   f.shown(f.cell(low), 0), f.shown(f.cell(low + "_high"), 0)));
    }
    step.lines.push_back(f.say("familias presentes: {}; sin saber: {}; estudiadas: {} de 4", "families present: {}; unknown: {}; studied: {} of 4", f.shown(f.cell("families_present")),
                               f.shown(f.cell("families_unknown")), capacity_families(f).size()));
    return step;
}

Step presence_index(const Facts& f) {
    Step step = f.step(f.say("Índice de presencia", "Presence index"), {"presence_low", "presence_high", "to_verify"});
    if (f.cell("presence_low").is_number()) {
        step.lines.push_back(f.say("alcances de las familias: {}", "reaches of the families: {}", terms(f, "reach", 4)));
        step.lines.push_back(f.say("cota inferior {} (lo no registrado cuenta 0); cota superior {} (las familias incompletas cuentan 1)",
                                   "lower bound {} (what is not recorded counts 0); upper bound {} (incomplete families count 1)", f.shown(f.cell("presence_low"), 4), f.shown(f.cell("presence_high"), 4)));
    }
    if (f.cell("to_verify").text() == "true") {
        step.lines.push_back(f.say("Las cotas distan más de 0,25: está en la lista por verificar.", "The bounds differ by more than 0.25: it is on the list to verify."));
    }
    return step;
}

Step unmet(const Facts& f) {
    Step step = f.step(f.say("Necesidad fuera de alcance", "Unreached need"), {"unreached_need", "unreached_need_rate", "gap_class", "gap_rank"});
    if (f.cell("unreached_need").is_number()) {
        step.lines.push_back(f.say("media de las familias: ({}) / {} = {} hechos esperados", "mean over the families: ({}) / {} = {} expected incidents", terms(f, "unreached_need", 2),
                                   capacity_families(f).size(), f.shown(f.cell("unreached_need"), 2)));
        step.lines.push_back(f.say("por 100 000 personas y año: {}", "per 100,000 people and year: {}", f.shown(f.cell("unreached_need_rate"), 2)));
    }
    step.lines.push_back(f.say("clase de la mayor brecha entre familias: {}", "class of the largest gap among families: {}", word(f.cell("gap_class").text(), f.language)));
    if (f.cell("gap_rank").is_number()) {
        step.lines.push_back(f.say("puesto {} entre los municipios en riesgo (1 = la mayor necesidad sin servicio)", "rank {} among municipalities at risk (1 = the largest unmet need for services)",
                                   f.shown(f.cell("gap_rank"))));
    }
    return step;
}

/// p of the score, counted again over the municipalities whose measure is shown.
struct Percentile {
    int lower = 0, tied = 0, all = 0;
    double value() const { return all == 0 ? 0.0 : (lower + tied / 2.0) / all; }
};

Percentile percentile(const Facts& f, const std::string& measure) {
    Percentile out;
    const double mine = gap::tie_key(f.cell(measure).number());
    const std::size_t column = f.municipalities().column(measure);
    for (const auto& row : f.municipalities().rows) {
        if (!row[column].is_number()) continue;
        const double other = gap::tie_key(row[column].number());
        ++out.all;
        out.lower += other < mine ? 1 : 0;
        out.tied += other == mine ? 1 : 0;
    }
    return out;
}

Step score(const Facts& f) {
    Step step = f.step(f.say("Índice de brecha (0 a 100)", "Gap score (0 to 100)"), {"gap_score_low", "gap_score_high"});
    const std::string measure = f.fact("measure") == "count" ? "incidents" : f.fact("measure");
    if (!f.cell("gap_score_low").is_number() || !f.has(measure) || !f.cell(measure).is_number()) return step;
    const Percentile p = percentile(f, measure);
    step.lines.push_back(f.say("p = (menores {} + la mitad de los {} iguales, él incluido) / {} = {}", "p = (lower {} + half of the {} tied, itself included) / {} = {}", p.lower, p.tied, p.all,
                               f.number(p.value(), 4)));
    step.lines.push_back(f.say("100 × p × (1 − presencia superior {}) = {}", "100 × p × (1 − upper presence {}) = {}", f.shown(f.cell("presence_high"), 4), f.shown(f.cell("gap_score_low"))));
    step.lines.push_back(f.say("100 × p × (1 − presencia inferior {}) = {}", "100 × p × (1 − lower presence {}) = {}", f.shown(f.cell("presence_low"), 4), f.shown(f.cell("gap_score_high"))));
    return step;
}

Step confidence(const Facts& f) {
    Step step = f.step(f.say("Confianza", "Confidence"), {"confidence"});
    step.lines.push_back(f.say("{}: la peor entre precisión de los lugares, edad de los datos (2 y 5 años), registros completos y origen de la población",
                               "{}: the worst of precision of places, age of data (2 and 5 years), completeness of records and population basis", word(f.cell("confidence").text(), f.language)));
    return step;
}

}  // namespace

std::vector<Step> gap_steps(const Facts& facts) {
    return {concurrence(facts), presence_index(facts), unmet(facts), score(facts), confidence(facts)};
}

}  // namespace presencia::emit::explaining
