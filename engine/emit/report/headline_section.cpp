// SPDX-License-Identifier: Apache-2.0
#include "emit/report/data_table.hpp"
#include "emit/report/map_svg.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

/// The roll-up of the region as the headline needs it.
struct Split {
    const gap::RollUp& unit;
    std::size_t families;  ///< studied
    double known = 0.0;    ///< people at risk whose reach is known: the sum of the parts

    Split(const gap::RollUp& of, std::size_t studied) : unit(of), families(studied) {
        for (std::size_t k = 0; k <= families; ++k) known += unit.reached_by[k];
    }
    /// Out of reach of at least one family: as recorded, and if all that is not recorded reached everybody.
    double missing() const { return known - unit.reached_by[families]; }
    double missing_least() const { return known - unit.reached_by_high[families]; }
    double share(double people) const { return known > 0.0 ? people / known : 0.0; }
};

/// Bounds differ where they are written differently.
bool open_bounds(const Split& split, const Voice& voice) {
    for (std::size_t k = 0; k <= split.families; ++k) {
        if (voice.number(split.unit.reached_by[k]) != voice.number(split.unit.reached_by_high[k])) return true;
    }
    return false;
}

std::string of_the_families(const std::vector<study::Family>& families, const Voice& voice) {
    const std::string list = family_list(families, voice);
    if (families.size() == 1) return fmt::format(fmt::runtime(voice.say("de la única familia de servicios estudiada ({})", "of the one family of services studied ({})")), list);
    if (families.size() == study::capacity_family_count) {
        return fmt::format(fmt::runtime(voice.say("de al menos una de las cuatro familias de servicios del Estado ({})", "of at least one of the four families of state services ({})")), list);
    }
    return fmt::format(fmt::runtime(voice.say("de al menos una de las {} familias de servicios estudiadas, de cuatro ({})", "of at least one of the {} families of services studied, of four ({})")),
                       families.size(), list);
}

/// Bounds as a sentence holds them: "entre 3 y 5", or the one number; `article` goes before each ("el ").
std::string between(const std::string& least, const std::string& most, const Voice& voice, const std::string& article = {}) {
    return least == most ? article + most : voice.say("entre ", "between ") + article + least + voice.say(" y ", " and ") + article + most;
}

void write_statement(Html& html, const Split& split, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element say(html, "div", {{"class", "say"}});
    const std::string least = voice.number(split.missing_least());
    const std::string most = voice.number(split.missing());
    const std::string share = between(spoken_share(split.share(split.missing_least()), voice.language()), spoken_share(split.share(split.missing()), voice.language()), voice, voice.say("el ", ""));
    {
        const Element statement(html, "p", {{"class", "statement"}});
        html.element("strong", least == most ? most : least + " – " + most, {{"class", least == most ? "big" : "big range"}});
        html.text(voice.say(" personas en municipios en riesgo están fuera del alcance ", " people in municipalities at risk are out of reach "));
        html.text(of_the_families(studied_families(edition.result()), voice) + ".");
    }
    const Element second(html, "p", {{"class", "statement2"}});
    html.text(fmt::format(fmt::runtime(voice.say("Son {} de las {} personas que viven en {} en riesgo (de {}). ", "They are {} of the {} people who live in {} at risk (of {}). ")), share,
                          voice.number(split.unit.people_at_risk), voice.municipalities(split.unit.at_risk), voice.count(split.unit.municipalities)));
    if (split.families > 1) {
        html.text(voice.say("Sin ninguna a su alcance: ", "Within reach of none: "));
        html.element("strong", between(voice.number(split.unit.reached_by_high[0]), voice.number(split.unit.reached_by[0]), voice));
        html.text(".");
    }
}

void write_bar(Html& html, const std::array<double, 5>& people, const Split& split, const Edition& edition, const std::string& words) {
    const Voice& voice = edition.voice;
    html.element("p", words, {{"class", "barname"}});
    const Element picture(html, "svg", {{"class", "bar"}, {"role", "img"}, {"viewBox", "0 0 1000 44"}, {"preserveAspectRatio", "none"}, {"aria-label", words}});
    std::string said;
    for (std::size_t k = 0; k <= split.families; ++k) said += fmt::format("{}{}: {}", k == 0 ? "" : "; ", k, voice.percent(split.share(people[k])));
    html.element("title", words);
    html.element("desc", said);
    double left = 0.0;
    for (std::size_t k = 0; k <= split.families; ++k) {
        const double width = 1000.0 * split.share(people[k]);
        html.empty("rect", {{"x", fmt::format("{:.2f}", left)}, {"width", fmt::format("{:.2f}", width)}, {"height", "44"},
                            {"fill", concurrence_colour(edition.concurrence.map, k, split.families)}, {"stroke", "#ffffff"}, {"vector-effect", "non-scaling-stroke"}});
        left += width;
    }
}

std::string families_word(std::size_t k, std::size_t studied, const Voice& voice) {
    if (k == 0) return voice.say("Ninguna familia", "No family");
    if (k == studied && studied == study::capacity_family_count) return voice.say("Las cuatro familias", "All four families");
    return std::to_string(k) + voice.say(k == 1 ? " familia" : " familias", k == 1 ? " family" : " families");
}

void write_split(Html& html, const Split& split, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element bars(html, "div", {{"class", "bars"}});
    const bool open = open_bounds(split, voice);
    write_bar(html, split.unit.reached_by, split, edition,
              open ? voice.say("Personas en riesgo por número de familias a su alcance, según lo registrado", "People at risk by the number of families within reach, as recorded")
                   : voice.say("Personas en riesgo por número de familias a su alcance", "People at risk by the number of families within reach"));
    if (open) {
        write_bar(html, split.unit.reached_by_high, split, edition,
                  voice.say("Las mismas, si todo lo que no está registrado las alcanzara", "The same, if all that is not recorded reached them"));
    }
    std::vector<Heading> headings{{voice.say("Dentro del alcance de", "Within reach of"), false}, {voice.say("Personas", "People"), true}, {voice.say("Parte", "Share"), true}};
    if (open) {
        headings[1].words = voice.say("Personas, según lo registrado (cota inferior del alcance)", "People, as recorded (lower bound of reach)");
        headings.push_back({voice.say("Personas, si lo no registrado alcanzara a todos (cota superior)", "People, if what is not recorded reached all (upper bound)"), true});
        headings.push_back({voice.say("Parte", "Share"), true});
    }
    DataTable table(html, voice.say("Personas que viven en municipios en riesgo, por número de familias de servicios a su alcance",
                                    "People who live in municipalities at risk, by the number of families of services within reach"),
                    headings);
    for (std::size_t k = 0; k <= split.families; ++k) {
        std::vector<SpokenCell> cells{{families_word(k, split.families, voice), false, concurrence_colour(edition.concurrence.map, k, split.families)},
                                      voice.number(split.unit.reached_by[k]),
                                      voice.percent(split.share(split.unit.reached_by[k]))};
        if (open) {
            cells.emplace_back(voice.number(split.unit.reached_by_high[k]));
            cells.emplace_back(voice.percent(split.share(split.unit.reached_by_high[k])));
        }
        table.row(cells);
    }
}

/// Who takes no part, and why.
void write_left_out(Html& html, const gap::RollUp& unit, const Edition& edition) {
    const Voice& voice = edition.voice;
    std::vector<std::string> lines;
    if (unit.risk_unknown + unit.risk_suppressed > 0) {
        // No people known there is not zero people.
        const std::string people = unit.people_risk_unknown > 0.0 ? voice.number(unit.people_risk_unknown) + voice.say(" personas en ", " people in ") : "";
        std::string line = fmt::format(fmt::runtime(voice.say("Fuera de la cuenta: {}{} con riesgo desconocido", "Left out: {}{} whose risk is unknown")), people,
                                       voice.municipalities(unit.risk_unknown + unit.risk_suppressed));
        if (unit.risk_suppressed > 0) line += fmt::format(" ({} {})", voice.count(unit.risk_suppressed), voice.say("suprimidos", "suppressed"));
        lines.push_back(line + ".");
    }
    if (unit.population_unknown > 0) {
        lines.push_back(voice.say("Sin población conocida, y por eso sin contar: ", "Population not known, and so not counted: ") + voice.municipalities(unit.population_unknown) + ".");
    }
    if (unit.people_without_reach > 0.0) {
        lines.push_back(voice.say("En riesgo, sin alcance calculable: ", "At risk, reach not computable: ") + voice.number(unit.people_without_reach) + voice.say(" personas.", " people."));
    }
    lines.push_back(voice.say("«Dentro del alcance» es estar a cierta distancia de una sede; no dice que el servicio se reciba.",
                              "“Within reach” is being within a distance of a site; it does not say that the service is received."));
    const Element list(html, "ul", {{"class", "quiet out"}});
    for (const std::string& line : lines) html.element("li", line);
}

std::string nothing_to_split(const gap::RollUp& unit, std::size_t families, const Voice& voice) {
    if (families == 0) return voice.say("Ninguna de las cuatro familias de servicios está en este estudio.", "None of the four families of services is in this study.");
    if (unit.at_risk > 0) {
        return fmt::format(fmt::runtime(voice.say("{} en riesgo (de {}); no se sabe cuánta gente vive ahí.", "{} at risk (of {}); how many people live there is not known.")),
                           voice.municipalities(unit.at_risk), voice.count(unit.municipalities));
    }
    if (unit.not_at_risk == 0) return voice.say("No se sabe de ningún municipio si está en riesgo.", "Of no municipality is it known whether it is at risk.");
    return fmt::format(fmt::runtime(voice.say("Ninguno de los {} de riesgo conocido está en riesgo según la regla.", "None of the {} whose risk is known is at risk by the rule.")),
                       voice.municipalities(unit.not_at_risk));
}

/// Where people cannot be counted, municipalities can.
void write_classes(Html& html, const Edition& edition) {
    const Element list(html, "ul", {{"class", "key"}});
    for (std::size_t c = 0; c < edition.gap.map.classes.size(); ++c) {
        const TileClass& cls = edition.gap.map.classes[c];
        const bool at_risk = cls.id == "gap" || cls.id == "gap_unknown" || cls.id == "partial" || cls.id == "reached";
        if (!at_risk || cls.count == 0) continue;
        const Element item(html, "li");
        write_swatch(html, cls, c);
        html.text(cls.label + ": " + edition.voice.municipalities(cls.count));
    }
}

}  // namespace

void heading(Html& html, const Edition& edition, std::string_view section, std::string_view words) {
    html.element("h2", words, {{"id", edition.voice.id(section)}});
}

void write_headline(Html& html, const Edition& edition) {
    const gap::RollUp* region = region_of(edition.result());
    if (region == nullptr) return;
    const Element section(html, "section", {{"class", "headline"}, {"aria-labelledby", edition.voice.id("headline")}});
    heading(html, edition, "headline", edition.voice.say("A quién alcanza el Estado", "Whom the state reaches"));
    const Split split(*region, studied_families(edition.result()).size());
    if (region->at_risk == 0 || region->people_at_risk_unknown() || split.families == 0) {
        html.element("p", nothing_to_split(*region, split.families, edition.voice), {{"class", "statement"}});
        if (region->at_risk > 0) write_classes(html, edition);
    } else {
        const Element columns(html, "div", {{"class", "columns"}});
        write_statement(html, split, edition);
        write_split(html, split, edition);
        write_left_out(html, *region, edition);
        return;
    }
    write_left_out(html, *region, edition);
}

void write_banner(Html& html, const Edition& edition) {
    const std::vector<std::string>& warnings = edition.published.warnings.in(edition.voice.language());
    if (warnings.empty()) return;
    const Element banner(html, "section", {{"class", "banner"}, {"aria-labelledby", edition.voice.id("banner")}});
    heading(html, edition, "banner", edition.voice.say("Antes de usar estos números", "Before you use these numbers"));
    const Element list(html, "ul");
    for (const std::string& warning : warnings) html.element("li", warning);
}

}  // namespace presencia::emit
