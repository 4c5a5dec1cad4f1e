// SPDX-License-Identifier: Apache-2.0
// From the sites of one family to its gap: the second part of an explanation.
#include "emit/explain_facts.hpp"

namespace presencia::emit::explaining {

namespace {

/// The steps of one family in one municipality.
class FamilySteps {
public:
    FamilySteps(const Facts& facts, const std::string& family) : f_(facts), family_(family), label_(family_word(family, facts.language)), target_(f_.number_fact("reach_target")) {}

    std::vector<Step> all() const { return {sites(), reach(), need_reach(), nearest(), presence(), gap_class(), unreached()}; }

private:
    const Cell& cell(std::string_view suffix) const { return f_.cell(family_, suffix); }

    Step step(std::string_view es, std::string_view en, const std::vector<std::string>& suffixes) const {
        std::vector<std::string> properties;
        for (const std::string& suffix : suffixes) properties.push_back(family_ + "_" + suffix);
        return f_.step(label_ + ": " + std::string(tr(f_.language, es, en)), properties, family_);
    }

    std::string target_text() const { return target_ ? spoken_share(*target_, f_.language) : f_.say("la meta", "the target"); }
    bool meets_target() const { return target_ && cell("reach").is_number() && cell("reach").number() >= *target_; }

    Step sites() const {
        Step step = this->step("sedes", "sites", {"sites", "programmes", "sites_per_100k", "people_per_site", "incidents_per_site", "staff_per_10k"});
        step.lines.push_back(f_.say("servicios en operación en el municipio: {}; programas: {} (no hacen presencia)", "operating services in the municipality: {}; programmes: {} (they make no presence)",
                                    f_.shown(cell("sites")), f_.shown(cell("programmes"))));
        if (cell("people_per_site").is_number()) {
            step.lines.push_back(f_.say("personas por sede: {}; hechos por sede: {}; sedes por 100 000: {}", "people per site: {}; incidents per site: {}; sites per 100,000: {}",
                                        f_.shown(cell("people_per_site"), 0), f_.shown(cell("incidents_per_site")), f_.shown(cell("sites_per_100k"))));
        }
        if (cell("staff_per_10k").is_number()) step.lines.push_back(f_.say("personal por 10 000 personas: {}", "staff per 10,000 people: {}", f_.shown(cell("staff_per_10k"))));
        return step;
    }

    Step reach() const {
        Step step = this->step("alcance", "reach", {"reach", "reach_basis", "reach_people", "reach_area"});
        const std::string basis = cell("reach_basis").text();
        step.lines.push_back(f_.say("personas dentro de la distancia de una sede: {}; superficie: {}", "people within distance of a site: {}; area: {}", f_.share(cell("reach_people")),
                                    f_.share(cell("reach_area"))));
        if (basis == "people") {
            step.lines.push_back(f_.say("se usa el de personas: {}", "that of people is used: {}", f_.share(cell("reach"))));
        } else if (basis == "area") {
            step.lines.push_back(f_.say("se usa el de superficie, porque el de personas no se conoce: {}", "that of area is used, since that of people is not known: {}", f_.share(cell("reach"))));
        } else if (basis == "declared") {
            step.lines.push_back(f_.say("declarado para el municipio entero (reach = {{ municipality = true }}): {}", "declared for the whole municipality (reach = {{ municipality = true }}): {}",
                                        f_.share(cell("reach"))));
        }
        return step;
    }

    Step need_reach() const {
        Step step = this->step("alcance de la necesidad", "reach of need", {"reach_need"});
        const Cell &need = cell("reach_need"), &reach = cell("reach");
        if (!need.is_number()) return step;
        constexpr double fewest = 20.0;
        if (f_.cell("incidents").is_number() && f_.cell("incidents").number() < fewest) {
            step.lines.push_back(f_.say("{}: el alcance, porque hay menos de 20 hechos", "{}: the reach, since there are fewer than 20 incidents", f_.share(need)));
        } else if (reach.is_number() && reach.number() == need.number()) {
            step.lines.push_back(f_.say("{}: igual al alcance (coinciden, o menos de la mitad de los hechos tiene lugar)",
                                        "{}: the same as reach (they coincide, or fewer than half of the incidents have a place)", f_.share(need)));
        } else {
            step.lines.push_back(f_.say("{} de los hechos con lugar ocurrieron dentro de la distancia de una sede", "{} of the incidents with a place happened within distance of a site", f_.share(need)));
        }
        return step;
    }

    Step nearest() const {
        Step step = this->step("sede más cercana", "nearest site", {"nearest_km"});
        if (cell("nearest_km").is_number()) {
            step.lines.push_back(f_.say("{} km en promedio hasta la sede en operación más cercana", "{} km on average to the nearest operating site", f_.shown(cell("nearest_km"))));
        }
        return step;
    }

    Step presence() const {
        Step step = this->step("presencia", "presence", {"presence"});
        const std::string presence = cell("presence").text();
        if (presence == "yes" && cell("sites").is_number() && cell("sites").number() > 0.0) {
            step.lines.push_back(f_.say("sí (línea 1): hay un servicio en operación en el municipio", "yes (line 1): an operating service is in the municipality"));
        } else if (presence == "yes" && meets_target()) {
            step.lines.push_back(f_.say("sí (línea 1): el alcance {} llega a la meta {}", "yes (line 1): the reach {} meets the target {}", f_.share(cell("reach")), target_text()));
        } else if (presence == "yes") {
            step.lines.push_back(f_.say("sí (línea 1): hay un servicio en operación, o el alcance llega a la meta {}", "yes (line 1): an operating service is there, or the reach meets the target {}",
                                        target_text()));
        } else if (presence == "no") {
            step.lines.push_back(f_.say("no (línea 2): ningún servicio, el alcance no llega a la meta {} y todas las capas de esta familia se declaran completas aquí",
                                        "no (line 2): no service, the reach does not meet the target {} and every layer of this family is declared complete here", target_text()));
        } else if (presence == "unknown") {
            step.lines.push_back(f_.say("no se sabe (línea 3): ningún servicio registrado, y alguna capa de esta familia no se declara completa aquí (complete_for)",
                                        "unknown (line 3): no service on record, and some layer of this family is not declared complete here (complete_for)"));
        }
        return step;
    }

    Step gap_class() const {
        Step step = this->step("clase de brecha", "gap class", {"gap_class"});
        const std::string gap = cell("gap_class").text();
        if (gap == "suppressed") {
            step.lines.push_back(f_.say("suprimida (línea 1): {}", "suppressed (line 1): {}", f_.why("at_risk", Cell(Absence::suppressed))));
        } else if (gap == "risk_unknown") {
            step.lines.push_back(f_.say("riesgo sin saber (línea 1): no hay con qué decir si está en riesgo", "risk unknown (line 1): nothing tells whether it is at risk"));
        } else if (gap == "not_at_risk") {
            step.lines.push_back(f_.say("no en riesgo (línea 2): la regla no lo pone en riesgo", "not at risk (line 2): the rule does not put it at risk"));
        } else if (gap == "reached") {
            step.lines.push_back(f_.say("alcanzado (línea 3): en riesgo, y el alcance {} llega a la meta {}", "reached (line 3): at risk, and the reach {} meets the target {}", f_.share(cell("reach")),
                                        target_text()));
        } else if (gap == "partial") {
            step.lines.push_back(f_.say("parcial (línea 4): en riesgo, con presencia o con algún alcance ({}), sin llegar a la meta {}",
                                        "partial (line 4): at risk, with presence or some reach ({}), short of the target {}", f_.share(cell("reach")), target_text()));
        } else if (gap == "gap") {
            step.lines.push_back(f_.say("brecha (línea 5): en riesgo, sin presencia y sin alcance, con registros completos", "gap (line 5): at risk, no presence and no reach, with complete records"));
        } else if (gap == "gap_unknown") {
            step.lines.push_back(f_.say("por verificar (línea 5): en riesgo, sin alcance registrado, y los registros no están completos",
                                        "to be verified (line 5): at risk, no reach on record, and the records are not complete"));
        }
        return step;
    }

    Step unreached() const {
        Step step = this->step("fuera de alcance", "out of reach", {"unreached_people", "unreached_need"});
        if (cell("unreached_people").is_number()) {
            step.lines.push_back(f_.say("personas = {} × (1 − {}) = {}", "people = {} × (1 − {}) = {}", f_.shown(f_.cell("population"), 0), f_.shown(cell("reach"), 4),
                                        f_.shown(cell("unreached_people"), 0)));
        }
        if (cell("unreached_need").is_number()) {
            step.lines.push_back(f_.say("hechos esperados fuera de alcance = {} × (1 − {}) = {}", "expected incidents out of reach = {} × (1 − {}) = {}", f_.shown(f_.cell("expected_incidents"), 2),
                                        f_.shown(cell("reach_need"), 4), f_.shown(cell("unreached_need"), 2)));
        }
        return step;
    }

    const Facts& f_;
    const std::string& family_;
    std::string label_;
    std::optional<double> target_;
};

}  // namespace

std::vector<Step> family_steps(const Facts& facts, const std::string& family) {
    if (facts.cell(family, "presence").text() == "not_studied") {
        Step step = facts.step(family_word(family, facts.language), {family + "_presence"}, family);
        step.lines.push_back(facts.say("El estudio no tiene capa de esta familia.", "The study has no layer of this family."));
        return {step};
    }
    return FamilySteps(facts, family).all();
}

}  // namespace presencia::emit::explaining
