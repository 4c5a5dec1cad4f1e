// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "emit/facts.hpp"
#include "emit/report/data_table.hpp"
#include "emit/report/sections.hpp"
#include "emit/store.hpp"
#include "gap/judge.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace presencia::emit {

namespace {

using Lines = std::vector<std::string>;

void write_list(Html& html, const Lines& lines) {
    const Element list(html, "ul");
    for (const std::string& line : lines) html.element("li", line);
}

std::string cut_text(const Edition& edition) {
    // As the other outputs give it: rounded where the profile rounds.
    const nlohmann::ordered_json cuts = study_facts(edition.published)["cut"];
    std::string out;
    for (const auto& [scope, cut] : cuts.items()) {
        out += (out.empty() ? "" : "; ") + (scope == "study" ? std::string() : scope + ": ") + edition.voice.number(cut.get<double>(), gap::measure_of(edition.study.at_risk) == study::Measure::count ? 0 : 1);
    }
    return out;
}

Lines need_lines(const Edition& edition) {
    const Voice& voice = edition.voice;
    const study::Study& study = edition.study;
    Lines lines;
    const study::Measure measure = gap::measure_of(study.at_risk);
    const double years = edition.result().years;
    const std::string how_long = years == 1.0 ? voice.say("1 año", "1 year") : voice.number(years, years == std::floor(years) ? 0 : 2) + voice.say(" años", " years");
    lines.push_back(fmt::format(fmt::runtime(voice.say("Período: {} a {} ({}). Presencia al {}.", "Period: {} to {} ({}). Presence on {}.")), study.period.from.iso(), study.period.to.iso(), how_long,
                                study.as_of.iso()));
    lines.push_back(voice.say("Regla: ", "Rule: ") + rule_text(study) + ".");
    if (const std::string cut = cut_text(edition); !cut.empty()) {
        lines.push_back(voice.say("El corte quedó en ", "The cut came out at ") + cut + voice.say(". «En el límite» es un municipio cuyo intervalo de 95\u00a0% incluye el corte.", ". “Borderline” is a municipality whose 95% interval holds the cut."));
    }
    if (measure == study::Measure::rate_eb || measure == study::Measure::rate) {
        lines.push_back(voice.say("La tasa es de hechos por 100\u202f000 habitantes y año; su intervalo es el exacto de Poisson (95\u00a0%).", "The rate is of incidents per 100,000 people and year; its interval is Poisson's exact one (95%)."));
    }
    lines.push_back(voice.say("La tasa suavizada acerca la de los municipios pequeños al promedio de su grupo (Bayes empírico, Marshall 1991), porque pocos hechos la hacen saltar; de ella salen los hechos esperados.",
                              "The smoothed rate draws that of small municipalities towards the mean of their group (empirical Bayes, Marshall 1991), since few incidents make it jump; expected incidents come from it.") +
                    " " +
                    (study.at_risk.pool == study::Scope::country ? voice.say("El grupo es el país.", "The group is the country.") : voice.say("El grupo es todo el estudio.", "The group is the whole study.")));
    lines.push_back(voice.say("Un municipio sin filas de hechos cuenta como cero solo donde la capa se declara completa; si no, queda sin registro: no es cero.",
                              "A municipality without rows of incidents counts as zero only where the layer is declared complete; else it has no record, which is not zero."));
    return lines;
}

Lines reach_lines(const Edition& edition) {
    const Voice& voice = edition.voice;
    const study::Study& study = edition.study;
    const std::string target = voice.number(study.reach_target * 100.0) + voice.say("\u00a0%", "%");
    Lines lines;
    lines.push_back(voice.say("Alcance de una familia: la parte de la gente del municipio que vive a la distancia dada (en línea recta) de al menos una sede en operación; donde no se sabe dónde vive la gente, la parte de la superficie.",
                              "Reach of a family: the share of the municipality's people who live within the given distance (in a straight line) of at least one operating site; where it is not known where people live, the share of the area."));
    lines.push_back(voice.say("Solo los servicios hacen presencia; los programas se cuentan aparte.", "Only services make presence; programmes are counted apart."));
    lines.push_back(fmt::format(fmt::runtime(voice.say("Clases de un municipio en riesgo: «alcanzado» con un alcance de {} o más; «parcial» con una sede o algún alcance; «brecha» donde los registros están completos y no hay; «por verificar» donde no lo están.",
                                                       "Classes of a municipality at risk: “reached” with a reach of {} or more; “partial” with a site or some reach; “gap” where records are complete and there is none; “to be verified” where they are not.")),
                                target));
    const std::string_view index = study.reach_index == study::IndexMean::mean        ? tr(voice.language(), "la media", "the mean")
                                   : study.reach_index == study::IndexMean::geometric ? tr(voice.language(), "la media geométrica", "the geometric mean")
                                                                                      : tr(voice.language(), "el mínimo", "the minimum");
    lines.push_back(fmt::format(fmt::runtime(voice.say("Presencia: {} del alcance de las familias estudiadas. La cota inferior cuenta lo registrado; la superior da por alcanzada a toda la gente donde los registros de una familia están incompletos.",
                                                       "Presence: {} of the reach of the families studied. The lower bound counts what is recorded; the upper takes all people as reached where the records of a family are incomplete.")),
                                index));
    lines.push_back(voice.say("Necesidad fuera de alcance: hechos esperados en el período por la parte que queda fuera del alcance. Puesto: de mayor a menor entre los municipios en riesgo.",
                              "Unreached need: expected incidents of the period times the part outside reach. Rank: from the largest to the smallest among municipalities at risk."));
    return lines;
}

Lines disclosure_lines(const Edition& edition) {
    const Voice& voice = edition.voice;
    const gap::DisclosureReport& report = edition.published.disclosure;
    Lines lines{voice.say("Perfil: ", "Profile: ") + voice.word(study::to_string(edition.study.profile)) + "."};
    lines.push_back(report.threshold > 0 ? fmt::format(fmt::runtime(voice.say("Se suprimen las cuentas de 1 a {} y todo lo que se calcula de ellas, más las necesarias para que los totales no las delaten: {}.",
                                                                              "Counts from 1 to {} and all that is computed from them are suppressed, and those that are needed so that totals do not reveal them: {}.")),
                                                       report.threshold, voice.municipalities(report.suppressed))
                                         : voice.say("Ninguna cuenta de hechos se suprime en este perfil.", "No count of incidents is suppressed in this profile."));
    if (edition.published.sites_withheld > 0) {
        lines.push_back(voice.say("Hay sedes reservadas: cuentan para la presencia de su municipio y no tienen lugar ni alcance en ninguna salida.",
                                  "There are sensitive sites: they count for presence in their municipality and have neither place nor reach in any output."));
    }
    lines.push_back(voice.say("«Suprimido», «sin registro», «no se sabe» y cero son cosas distintas en todo el informe.", "“Suppressed”, “no record”, “unknown” and zero are different things all over this report."));
    return lines;
}

std::string distance(const study::SiteSource& layer, const Voice& voice) {
    Lines parts;
    if (layer.reach.polygon) parts.push_back(voice.say("dentro del polígono", "inside the polygon"));
    if (layer.reach.municipality) parts.push_back(voice.say("todo su municipio (declarado)", "the whole municipality (declared)"));
    if (layer.reach.km) parts.push_back(text::format_significant(*layer.reach.km) + " km");
    if (parts.empty()) parts.push_back(voice.say("la supuesta para su familia", "the one assumed for its family"));
    return text::join(parts, ", ");
}

void write_layers(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    DataTable table(html, voice.say("Capas de servicios y programas", "Layers of services and programmes"),
                    {{voice.say("Capa", "Layer")}, {voice.say("Familia", "Family")}, {voice.say("Distancia de alcance", "Distance of reach")}, {voice.say("Registro completo en", "Record complete in")}});
    for (const study::SiteSource& layer : edition.study.sites) {
        Lines countries;
        for (const study::Completeness& entry : layer.complete_for) {
            countries.push_back(entry.country + (entry.except.empty() ? "" : voice.say(" salvo ", " except ") + text::join(entry.except, ", ")));
        }
        table.row({layer.name, layer.family.constant ? family_word(*layer.family.constant, voice.language()) : voice.say("según cada fila", "by row"), distance(layer, voice),
                   {countries.empty() ? voice.say("ninguna parte", "no place") : text::join(countries, ", "), countries.empty()}});
    }
}

}  // namespace

void write_method(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element section(html, "section", {{"aria-labelledby", voice.id("method")}});
    heading(html, edition, "method", voice.say("Método y supuestos", "Method and assumptions"));
    html.element("h3", voice.say("Necesidad y riesgo", "Need and risk"));
    write_list(html, need_lines(edition));
    html.element("h3", voice.say("Alcance, presencia y brecha", "Reach, presence and gap"));
    write_list(html, reach_lines(edition));
    if (!edition.study.sites.empty()) write_layers(html, edition);
    html.element("h3", voice.say("Supuestos", "Assumptions"));
    write_list(html, edition.published.assumptions.in(voice.language()));
    const Lines notes = gap::explain_disclosed(edition.result(), edition.published.disclosure, edition.study);
    if (!notes.empty()) {
        html.element("h3", voice.say("Notas de esta corrida", "Notes on this run"));
        write_list(html, notes);
    }
    html.element("h3", voice.say("Qué se suprime", "What is suppressed"));
    write_list(html, disclosure_lines(edition));
}

}  // namespace presencia::emit
