// SPDX-License-Identifier: Apache-2.0
#include "emit/report/report.hpp"

#include "core/staged_directory.hpp"
#include "emit/facts.hpp"
#include "emit/report/map_svg.hpp"
#include "emit/report/page_files.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

/// A block of one language; the style sheet hides the one that is not chosen.
class InLanguage {
public:
    InLanguage(Html& html, const Edition& edition, std::string_view tag = "div") : element_(html, tag, {{"class", edition.voice.code()}, {"lang", edition.voice.code()}}) {}

private:
    Element element_;
};

std::string page_title(const Edition& edition) {
    return edition.published.study.title.empty() ? edition.published.study.name : edition.published.study.title;
}

void write_head(Html& html, const Edition& shown) {
    const Element head(html, "head");
    html.empty("meta", {{"charset", "utf-8"}});
    html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    // Nothing is fetched, whatever a name in the data tries.
    html.empty("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"}});
    html.empty("meta", {{"name", "generator"}, {"content", "presencia " + std::string(engine_version())}});
    html.empty("link", {{"rel", "icon"}, {"href", "data:,"}});
    html.element("title", page_title(shown));
    const Element style(html, "style");
    html.markup(page_css());
}

/// Radio buttons before everything that they switch: the choice works by style alone, without a script.
void write_switch(Html& html, const Edition& shown) {
    for (const Language language : {Language::es, Language::en}) {
        const Voice voice(language);
        const std::string id = "lang-" + std::string(voice.code());
        if (language == shown.voice.language()) {
            html.empty("input", {{"type", "radio"}, {"class", "lang"}, {"name", "lang"}, {"id", id}, {"checked", ""}});
        } else {
            html.empty("input", {{"type", "radio"}, {"class", "lang"}, {"name", "lang"}, {"id", id}});
        }
    }
}

void write_header(Html& html, const Edition& shown, const Edition& other) {
    const Element header(html, "header");
    {
        const Element top(html, "div", {{"class", "top"}});
        html.element("span", "presencia", {{"class", "brand"}, {"translate", "no"}});
        const Element labels(html, "div", {{"class", "langs"}});
        html.element("label", "Español", {{"for", "lang-es"}, {"lang", "es"}});
        html.element("label", "English", {{"for", "lang-en"}, {"lang", "en"}});
    }
    html.element("h1", page_title(shown), {{"lang", shown.voice.code()}});
    for (const Edition* edition : {&shown, &other}) {
        const study::Study& study = edition->study;
        const InLanguage facts(html, *edition, "p");
        html.text(fmt::format("{} – {} · {} {} · {} {} · {}", study.period.from.iso(), study.period.to.iso(), edition->voice.say("presencia al", "presence on"), study.as_of.iso(),
                              edition->voice.say("perfil", "profile"), edition->voice.word(study::to_string(study.profile)), rule_text(study)));
    }
}

void write_contents(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element nav(html, "nav", {{"class", voice.code()}, {"lang", voice.code()}, {"aria-label", voice.say("Contenido", "Contents")}});
    const Element list(html, "ul");
    const auto entry = [&](const std::string& anchor, const std::string& words) {
        const Element item(html, "li");
        html.element("a", words, {{"href", "#" + anchor}});
    };
    entry("map", voice.say("Mapa", "Map"));
    entry(voice.id("gaps"), voice.say("Brechas", "Gaps"));
    entry(voice.id("verify"), voice.say("Por verificar", "To verify"));
    entry(voice.id("totals"), voice.say("Totales", "Totals"));
    if (edition.published.objectives.given) entry(voice.id("objectives"), voice.say("Objetivos", "Objectives"));
    entry(voice.id("burden"), voice.say("Concentración", "Concentration"));
    entry(voice.id("plane"), voice.say("Presencia y necesidad", "Presence and need"));
    entry(voice.id("method"), voice.say("Método", "Method"));
    entry(voice.id("sources"), voice.say("Fuentes", "Sources"));
}

void write_map_section(Html& html, const CoverageGeometry& coverage, const Edition& shown, const Edition& other) {
    const Element section(html, "section", {{"id", "map"}, {"class", "map"}});
    for (const Edition* edition : {&shown, &other}) {
        const InLanguage words(html, *edition);
        html.element("h2", edition->gap.map.title, {{"id", edition->voice.id("map")}});
        html.element("p", edition->gap.map.subtitle, {{"class", "lead"}});
    }
    const Element figure(html, "figure", {{"class", "mapfigure"}});
    write_map(html, coverage, shown, other);
    const Element caption(html, "figcaption");
    for (const Edition* edition : {&shown, &other}) {
        const InLanguage words(html, *edition);
        write_map_notes(html, *edition);
    }
}

void write_footer(Html& html, const Edition& edition) {
    const InLanguage words(html, edition, "p");
    html.text(fmt::format(fmt::runtime(edition.voice.say("Hecho con presencia {}, sin conexión. Describe el pasado y dónde faltan servicios; no predice hechos ni señala personas o lugares.",
                                                         "Made with presencia {}, offline. It describes the past and where services are missing; it predicts no incident and points at no person or place.")),
                          engine_version()));
}

}  // namespace

std::string report_page(const Published& published, const CoverageGeometry& coverage, const std::filesystem::path& styles) {
    const Language own = published.study.language;
    const Edition shown = edition_of(published, own, styles);
    const Edition other = edition_of(published, own == Language::es ? Language::en : Language::es, styles);
    Html html;
    html.markup("<!DOCTYPE html>\n");
    {
        const Element page(html, "html", {{"lang", shown.voice.code()}});
        write_head(html, shown);
        const Element body(html, "body");
        html.element("a", "Saltar al contenido / Skip to content", {{"class", "skip"}, {"href", "#main"}});
        write_switch(html, shown);
        write_header(html, shown, other);
        for (const Edition* edition : {&shown, &other}) write_contents(html, *edition);
        {
            const Element main(html, "main", {{"id", "main"}, {"tabindex", "-1"}});
            for (const Edition* edition : {&shown, &other}) {
                const InLanguage words(html, *edition);
                write_headline(html, *edition);
                write_banner(html, *edition);
            }
            write_map_section(html, coverage, shown, other);
            for (const Edition* edition : {&shown, &other}) {
                const InLanguage words(html, *edition);
                write_ranked_gaps(html, *edition);
                write_to_verify(html, *edition);
                write_totals(html, *edition);
                write_objectives(html, *edition);
                write_lorenz(html, *edition);
                write_scatter(html, *edition);
                write_method(html, *edition);
                write_provenance(html, *edition);
            }
        }
        {
            const Element footer(html, "footer");
            for (const Edition* edition : {&shown, &other}) write_footer(html, *edition);
        }
        const Element script(html, "script");
        html.markup(page_js());
    }
    return html.finish();
}

void write_report(const std::filesystem::path& file, const Published& published, const CoverageGeometry& coverage, const std::filesystem::path& styles) {
    write_file(file, report_page(published, coverage, styles));
}

}  // namespace presencia::emit
