// SPDX-License-Identifier: Apache-2.0
#include "emit/report/chart.hpp"
#include "emit/report/lorenz.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

namespace presencia::emit {

namespace {

constexpr double read_at[] = {0.1, 0.25, 0.5};  ///< shares of people at which the curve is read off

/// Fewer municipalities make no curve.
constexpr std::size_t fewest = 3;

std::string whole_percent(double share, const Voice& voice) {
    return voice.number(share * 100.0) + voice.say("\u00a0%", "%");
}

std::vector<std::string> readings(const Lorenz& curve, const Voice& voice) {
    std::vector<std::string> lines;
    const std::int64_t half = curve.municipalities_holding(0.5);
    lines.push_back(fmt::format(fmt::runtime(voice.say("La mitad de los hechos ocurre donde vive el {} de la gente: {}.", "Half of the incidents happen where {} of the people live: {}.")),
                                voice.percent(curve.people_holding(0.5)), voice.municipalities(half)));
    for (const double people : read_at) {
        lines.push_back(fmt::format(fmt::runtime(voice.say("Donde vive el {} de la gente, en los municipios de tasa más alta, ocurre el {} de los hechos.",
                                                           "Where {} of the people live, in the municipalities with the highest rates, {} of the incidents happen.")),
                                    whole_percent(people, voice), voice.percent(curve.incidents_at(people))));
    }
    return lines;
}

std::string left_out(const Holdings& holdings, const Voice& voice) {
    if (holdings.left_out() == 0) return voice.say("Están todos los municipios.", "All municipalities are in it.");
    std::vector<std::string> parts;
    if (holdings.suppressed > 0) parts.push_back(voice.count(holdings.suppressed) + voice.say(" con la cuenta suprimida", " whose count is suppressed"));
    if (holdings.no_record > 0) parts.push_back(voice.count(holdings.no_record) + voice.say(" sin registro de hechos", " without a record of incidents"));
    if (holdings.no_people > 0) parts.push_back(voice.count(holdings.no_people) + voice.say(" sin población conocida", " without a known population"));
    return voice.say("No están en la curva ni en sus totales: ", "Neither in the curve nor in its totals: ") + voice.municipalities(holdings.left_out()) + " (" + voice.list(parts) + ").";
}

void draw(Html& html, const Lorenz& curve, const std::string& text, const Voice& voice) {
    Chart::Axis x{1.0, {}, voice.say("Parte de la población (tasa más alta primero)", "Share of people (highest rate first)")};
    Chart::Axis y{1.0, {}, voice.say("Parte de los hechos", "Share of incidents")};
    for (const double at : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        x.ticks.push_back({at, whole_percent(at, voice)});
        y.ticks.push_back({at, whole_percent(at, voice)});
    }
    const Chart chart(html, voice.id("lorenz-chart"), voice.say("Curva de Lorenz de los hechos", "Lorenz curve of incidents"), text, x, y);
    std::string path;
    for (const LorenzPoint& point : curve.points()) path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", chart.x(point.people), chart.y(point.incidents));
    html.empty("path", {{"class", "curvefill"}, {"d", path + "Z"}});
    html.empty("path", {{"class", "even"}, {"d", fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", chart.x(0.0), chart.y(0.0), chart.x(1.0), chart.y(1.0))}});
    html.element("text", voice.say("reparto parejo", "even spread"), {{"class", "tick"}, {"x", Chart::px(chart.x(0.73))}, {"y", Chart::px(chart.y(0.66))}});
    html.empty("path", {{"class", "curve"}, {"d", path}});
    const double people = curve.people_holding(0.5);
    html.empty("path", {{"class", "reading"}, {"d", fmt::format("M{:.1f} {:.1f}H{:.1f}V{:.1f}", chart.x(0.0), chart.y(0.5), chart.x(people), chart.y(0.0))}});
    html.empty("circle", {{"class", "point"}, {"cx", Chart::px(chart.x(people))}, {"cy", Chart::px(chart.y(0.5))}, {"r", "5"}});
    html.element("text", voice.percent(people) + voice.say(" de la gente", " of the people"),
                 {{"class", "label"}, {"x", Chart::px(chart.x(people) + 10.0)}, {"y", Chart::px(chart.y(0.5) + 20.0)}});
}

}  // namespace

void write_lorenz(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Holdings holdings = shown_holdings(edition.result());
    const Lorenz curve(holdings.shown);
    const Element section(html, "section", {{"aria-labelledby", voice.id("burden")}});
    heading(html, edition, "burden", voice.say("Cuán concentrada está la carga de violencia", "How concentrated the burden of violence is"));
    if (!curve.drawn() || holdings.shown.size() < fewest) {
        html.element("p", voice.say("No hay curva: hechos y población se muestran a la vez de ", "There is no curve: incidents and people are both shown of ") +
                              voice.municipalities(static_cast<std::int64_t>(holdings.shown.size())) + ".");
        html.element("p", left_out(holdings, voice), {{"class", "quiet"}});
        return;
    }
    const std::vector<std::string> lines = readings(curve, voice);
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : " ") + line;
    const Element figure(html, "figure", {{"class", "split"}});
    draw(html, curve, text, voice);
    const Element caption(html, "figcaption");
    {
        const Element list(html, "ul", {{"class", "readings"}});
        for (const std::string& line : lines) html.element("li", line);
    }
    html.element("p", voice.say("Los municipios van de la tasa más alta (cruda) a la más baja. Con un reparto parejo la curva sería la diagonal.",
                                "Municipalities run from the highest (crude) rate to the lowest. With an even spread the curve would be the diagonal."));
    html.element("p", left_out(holdings, voice), {{"class", "quiet"}});
}

}  // namespace presencia::emit
