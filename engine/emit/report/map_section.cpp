// SPDX-License-Identifier: Apache-2.0
#include "emit/report/map_svg.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

void write_legend(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element part(html, "div", {{"class", "part"}});
    html.element("h3", voice.say("Leyenda", "Legend"));
    html.element("p", voice.say("A la derecha, el número de municipios.", "On the right, the number of municipalities."), {{"class", "quiet"}});
    const Element list(html, "ul", {{"class", "legend"}});
    bool apart = false;
    for (std::size_t c = 0; c < edition.gap.map.classes.size(); ++c) {
        const TileClass& cls = edition.gap.map.classes[c];
        const bool first_special = cls.special && !apart && c > 0;
        apart = apart || cls.special;
        const Element item(html, "li", {{"class", first_special ? "apart" : "class"}});
        write_swatch(html, cls, c);
        html.element("span", cls.label, {{"class", "words"}});
        html.element("span", voice.count(cls.count), {{"class", "count"}});
    }
}

void write_first_ranks(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    std::vector<const gap::MunicipalityResult*> ranked;
    for (const gap::MunicipalityResult& m : edition.result().municipalities) {
        if (m.gap_rank.known() && *m.gap_rank <= marked_ranks) ranked.push_back(&m);
    }
    if (ranked.empty()) return;
    std::sort(ranked.begin(), ranked.end(), [](const auto* a, const auto* b) { return *a->gap_rank < *b->gap_rank; });
    const Element part(html, "div", {{"class", "part"}});
    html.element("h3", voice.say("Mayor necesidad fuera de alcance, media de las familias", "Largest unreached need, mean of the families"));
    const bool countries = many_countries(edition.result());
    const Element list(html, "ol", {{"class", "first"}});
    for (const gap::MunicipalityResult* m : ranked) {
        const Element item(html, "li", {{"value", std::to_string(*m->gap_rank)}});
        html.text(m->name);
        std::string place = m->department.empty() ? "" : ", " + m->department;
        if (countries) place += ", " + m->country;
        if (!place.empty()) html.element("span", place, {{"class", "quiet"}});
    }
}

}  // namespace

void write_map_notes(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    write_legend(html, edition);
    write_first_ranks(html, edition);
    const Element notes(html, "div", {{"class", "mapnotes"}});
    for (std::size_t i = 1; i < edition.gap.map.notes.size(); ++i) html.element("p", edition.gap.map.notes[i]);  // the first is the study's title
    const gap::DisclosureReport& disclosure = edition.published.disclosure;
    const std::int64_t verdicts = disclosure.verdicts_suppressed;
    if (verdicts > 0) {
        html.element("p", fmt::format(fmt::runtime(voice.say("De {} con cuenta a la vista no se muestra si están en riesgo.", "Of {} whose count is shown it is withheld whether they are at risk.")),
                                      voice.municipalities(verdicts)));
    }
    if (disclosure.suppressed + verdicts == 0) html.element("p", voice.say("No se suprimió ningún municipio.", "No municipality was suppressed."));
    html.element("p", voice.say("Fuentes: las del estudio, al pie de esta página. Proyección: Mercator.", "Sources: those of the study, at the foot of this page. Projection: Mercator."));
}

}  // namespace presencia::emit
