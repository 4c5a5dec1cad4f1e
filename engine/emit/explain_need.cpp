// SPDX-License-Identifier: Apache-2.0
// From people and incidents to "at risk": the first half of an explanation.
#include "emit/explain_facts.hpp"

#include <cmath>

namespace presencia::emit::explaining {

namespace {

Step population(const Facts& f) {
    Step step = f.step(f.say("Población", "Population"), {"population", "population_basis", "area_km2"});
    if (f.cell("population").is_number()) {
        step.lines.push_back(f.say("{} personas; origen: {}", "{} people; from: {}", f.shown(f.cell("population"), 0), word(f.cell("population_basis").text(), f.language)));
    }
    step.lines.push_back(f.say("superficie: {} km²", "area: {} km²", f.shown(f.cell("area_km2"))));
    return step;
}

Step incidents(const Facts& f) {
    Step step = f.step(f.say("Hechos", "Incidents"), {"incidents"});
    if (f.cell("risk_level").text() == "department") {
        step.lines.push_back(f.say("Los hechos se conocen solo por departamento ({}): el municipio hereda la tasa y el riesgo del departamento, y no tiene hechos ni necesidad propios.",
                                   "Incidents are known by department alone ({}): the municipality inherits the department's rate and risk, and has no incidents or need of its own.",
                                   f.cell("department").text()));
    }
    if (f.cell("incidents").is_number()) {
        step.lines.push_back(f.say("{} hechos del {} al {}", "{} incidents from {} to {}", f.shown(f.cell("incidents")), f.fact("from"), f.fact("to")));
        if (f.cell("incidents").number() == 0.0) {
            step.lines.push_back(f.say("Es un cero registrado: una capa se declara completa aquí, o una fila dice 0.", "It is a recorded zero: a layer is declared complete here, or a row says 0."));
        }
    }
    return step;
}

struct Terms {
    double count = NAN, people = NAN, years = NAN;
    bool known() const { return !std::isnan(count) && !std::isnan(people) && !std::isnan(years) && people > 0.0; }
};

Terms terms(const Facts& f) {
    return {f.cell("incidents").number(), f.cell("population").number(), f.number_fact("years").value_or(NAN)};
}

Step rate(const Facts& f) {
    Step step = f.step(f.say("Tasa por 100 000 habitantes y año", "Rate per 100,000 people and year"), {"rate"});
    const Terms t = terms(f);
    if (t.known() && f.cell("rate").is_number()) {
        step.lines.push_back(f.say("100 000 × {} hechos / ({} personas × {} años) = {}", "100,000 × {} incidents / ({} people × {} years) = {}", f.number(t.count, 0), f.number(t.people, 0),
                                   f.number(t.years, t.years == std::floor(t.years) ? 0 : 4), f.shown(f.cell("rate"))));
    }
    return step;
}

Step interval(const Facts& f) {
    Step step = f.step(f.say("Intervalo de 95 % de la tasa", "95% interval of the rate"), {"rate_low", "rate_high"});
    const Terms t = terms(f);
    if (t.known() && f.cell("rate_low").is_number()) {
        step.lines.push_back(f.say("de {} a {}: límites exactos de Poisson para {} hechos (Garwood 1936), divididos por las mismas personas-año",
                                   "from {} to {}: exact Poisson limits for {} incidents (Garwood 1936), divided by the same person-years", f.shown(f.cell("rate_low")), f.shown(f.cell("rate_high")),
                                   f.number(t.count, 0)));
    }
    return step;
}

/// The pool's total is withheld where one of its members is.
std::string pool_count(const Facts& f, const Cell& incidents) {
    return incidents.is_number() ? f.shown(incidents) : std::string(word("suppressed", f.language));
}

/// m and A of Marshall (1991) and the weight that the municipality's own rate gets; nothing where the result withholds the pool.
void pool_lines(const Facts& f, const Terms& t, Step& step) {
    const std::optional<std::size_t> row = f.pool_row();
    if (!row || !t.known()) return;
    const Table& pools = f.pools();
    const double mean = pools.at(*row, "mean").number(), variance = pools.at(*row, "variance").number();
    if (std::isnan(mean) || std::isnan(variance)) return;
    const std::string name = pools.at(*row, "name").text();
    step.lines.push_back(f.say("grupo: {}, {} municipios con registro y población, {} hechos en {} personas-año", "pool: {}, {} municipalities with a record and people, {} incidents in {} person-years",
                               name.empty() ? f.say("todo el estudio", "the whole study") : name, f.shown(pools.at(*row, "members")), pool_count(f, pools.at(*row, "incidents")),
                               f.shown(pools.at(*row, "person_years"), 0)));
    const double person_years = t.people * t.years;
    const double noise = mean / person_years;
    const double weight = variance + noise > 0.0 ? variance / (variance + noise) : 0.0;
    const double crude = t.count / person_years;
    step.lines.push_back(f.say("m = {} por 100 000 (media del grupo); A = {} (varianza entre municipios, en la misma unidad al cuadrado)",
                               "m = {} per 100,000 (mean of the pool); A = {} (variance between municipalities, in that unit squared)", f.number(mean * 1e5, 2), f.number(variance * 1e10, 2)));
    step.lines.push_back(f.say("peso de la tasa propia: w = A / (A + m / personas-año) = {}", "weight of the own rate: w = A / (A + m / person-years) = {}", f.number(weight, 4)));
    step.lines.push_back(f.say("m + w × (tasa − m) = {} + {} × ({} − {}) = {}", "m + w × (rate − m) = {} + {} × ({} − {}) = {}", f.number(mean * 1e5, 2), f.number(weight, 4),
                               f.number(crude * 1e5, 2), f.number(mean * 1e5, 2), f.number((mean + weight * (crude - mean)) * 1e5, 2)));
}

Step smoothed(const Facts& f) {
    Step step = f.step(f.say("Tasa suavizada (Bayes empírico)", "Smoothed rate (empirical Bayes)"), {"rate_eb", "expected_incidents"});
    if (!f.cell("rate_eb").is_number()) return step;
    pool_lines(f, terms(f), step);
    step.lines.push_back(f.say("tasa suavizada: {} por 100 000 y año (Marshall 1991): cuanto menos gente, más se acerca a la media del grupo",
                               "smoothed rate: {} per 100,000 and year (Marshall 1991): the fewer people, the closer to the pool's mean", f.shown(f.cell("rate_eb"))));
    if (f.cell("expected_incidents").is_number()) {
        step.lines.push_back(f.say("hechos esperados = tasa suavizada / 100 000 × personas × años = {}", "expected incidents = smoothed rate / 100,000 × people × years = {}",
                                   f.shown(f.cell("expected_incidents"), 2)));
    }
    return step;
}

/// The cut that decided here: the study's, or the country's where the rule's scope is the country.
std::optional<double> cut_of(const Facts& f) {
    const auto cut = f.study().find("cut");
    if (cut == f.study().end() || !cut->is_object()) return std::nullopt;
    for (const std::string& scope : {f.cell("country").text(), std::string("study")}) {
        if (const auto mine = cut->find(scope); mine != cut->end() && mine->is_number()) return mine->get<double>();
    }
    return std::nullopt;
}

Step risk(const Facts& f) {
    Step step = f.step(f.say("En riesgo", "At risk"), {"at_risk", "at_risk_certainty", "risk_level", "need_rank", "listed"});
    const bool* at_risk = std::get_if<bool>(&f.cell("at_risk").value);
    if (const std::string rule = f.fact("rule"); !rule.empty()) step.lines.push_back(f.say("regla: {}", "rule: {}", rule));
    const std::string measure = f.fact("measure");
    const Cell& value = f.cell(measure == "count" ? "incidents" : measure);
    const std::optional<double> cut = cut_of(f);
    if (at_risk && value.is_number() && cut) {
        step.lines.push_back(f.say("{}: {}; corte: {} → {}", "{}: {}; cut: {} → {}", word(measure, f.language), f.shown(value), f.number(*cut, 1),
                                   *at_risk ? f.say("en riesgo", "at risk") : f.say("no en riesgo", "not at risk")));
    } else if (at_risk) {
        step.lines.push_back(*at_risk ? f.say("en riesgo", "at risk") : f.say("no en riesgo", "not at risk"));
    }
    if (at_risk && *at_risk && f.cell("at_risk_certainty").text() == "borderline") {
        step.lines.push_back(f.say("En el límite: el corte cae dentro del intervalo de 95 %; con otro año podría cambiar.", "Borderline: the cut lies within the 95% interval; another year could change it."));
    } else if (at_risk && f.cell("at_risk_certainty").text() == "firm" && cut) {
        step.lines.push_back(f.say("Firme: el corte cae fuera del intervalo de 95 %.", "Firm: the cut lies outside the 95% interval."));
    }
    if (f.cell("need_rank").is_number()) step.lines.push_back(f.say("puesto {} por esta medida (1 = la más alta)", "rank {} by this measure (1 = the highest)", f.shown(f.cell("need_rank"))));
    if (!f.cell("listed").empty()) {
        step.lines.push_back(f.say("en la lista que se compara con la regla: {}", "on the list that is set beside the rule: {}", f.shown(f.cell("listed"))));
    }
    return step;
}

}  // namespace

std::vector<Step> need_steps(const Facts& facts) {
    return {population(facts), incidents(facts), rate(facts), interval(facts), smoothed(facts), risk(facts)};
}

}  // namespace presencia::emit::explaining
