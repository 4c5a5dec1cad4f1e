// SPDX-License-Identifier: Apache-2.0
#include "emit/report/chart.hpp"
#include "emit/report/scatter.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

constexpr std::int64_t named_dots = 5;

const TileClass* class_of(const TileMap& map, std::size_t municipality) {
    const int at = map.class_of[municipality];
    return at < 0 ? nullptr : &map.classes[static_cast<std::size_t>(at)];
}

std::string dot_words(const gap::MunicipalityResult& m, const Dot& dot, const Voice& voice) {
    const std::string low = spoken_share(dot.reach_low, voice.language());
    const std::string high = spoken_share(dot.reach_high, voice.language());
    return m.name + (m.department.empty() ? "" : ", " + m.department) + ": " + voice.say("presencia ", "presence ") + low + (low == high ? "" : voice.say(" a ", " to ") + high) +
           voice.say(", tasa ", ", rate ") + voice.number(dot.rate, 1);
}

/// Names beside the dots of the first ranks, left out where one would lie on another.
class DotNames {
public:
    void add(Html& html, const std::string& name, double x, double y) {
        const double length = 6.6 * static_cast<double>(std::count_if(name.begin(), name.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
        const bool leftwards = x + 9.0 + length > 612.0;
        const double from = leftwards ? x - 9.0 - length : x + 9.0;
        for (const auto& [other_from, other_to, other_y] : taken_) {
            if (from < other_to && from + length > other_from && std::fabs(y - other_y) < 15.0) return;
        }
        taken_.push_back({from, from + length, y});
        html.element("text", name, {{"class", "label"}, {"x", Chart::px(leftwards ? x - 9.0 : x + 9.0)}, {"y", Chart::px(y + 4.5)}, {"text-anchor", leftwards ? "end" : "start"}});
    }

private:
    struct Taken {
        double from, to, y;
    };
    std::vector<Taken> taken_;
};

void draw_dot(Html& html, const Dot& dot, const Chart& chart, const Edition& edition) {
    const TileClass* cls = class_of(edition.gap.map, dot.municipality);
    const std::string fill = cls == nullptr ? "#ffffff" : to_hex(cls->fill);
    const std::string edge = cls == nullptr || cls->pattern == Pattern::solid ? "#4a4952" : to_hex(cls->pattern_colour);
    const double y = chart.y(dot.rate);
    if (chart.x(dot.reach_high) - chart.x(dot.reach_low) > 0.5) {
        html.empty("line", {{"class", "whisker"}, {"x1", Chart::px(chart.x(dot.reach_low))}, {"x2", Chart::px(chart.x(dot.reach_high))}, {"y1", Chart::px(y)}, {"y2", Chart::px(y)}});
    }
    const Element circle(html, "circle", {{"cx", Chart::px(chart.x(dot.reach_low))}, {"cy", Chart::px(y)}, {"r", "5.5"}, {"fill", fill}, {"stroke", edge}});
    html.element("title", dot_words(edition.result().municipalities[dot.municipality], dot, edition.voice));
}

void draw(Html& html, const Scatter& scatter, const Edition& edition, const std::string& description) {
    const Voice& voice = edition.voice;
    double highest = 0.0;
    for (const Dot& dot : scatter.dots) highest = std::max(highest, dot.rate);
    Chart::Axis x{1.0, {}, voice.say("Presencia registrada", "Presence on record")};
    for (const double at : {0.0, 0.25, 0.5, 0.75, 1.0}) x.ticks.push_back({at, voice.number(at * 100.0) + voice.say("\u00a0%", "%")});
    Chart::Axis y{highest > 0.0 ? highest * 1.06 : 1.0, {}, voice.say("Tasa suavizada por 100\u202f000 y año", "Smoothed rate per 100,000 and year")};
    const std::vector<double> steps = round_steps(y.largest, 5);
    const int decimals = steps.size() > 1 && steps[1] < 1.0 ? 1 : 0;
    for (const double at : steps) y.ticks.push_back({at, voice.number(at, decimals)});
    const Chart chart(html, voice.id("scatter-chart"), voice.say("Presencia y necesidad por municipio", "Presence and need by municipality"), description, x, y);
    std::vector<const Dot*> order;
    for (const Dot& dot : scatter.dots) order.push_back(&dot);
    const auto rank = [&](const Dot* dot) { return edition.result().municipalities[dot->municipality].gap_rank.value_or(INT64_MAX); };
    // The first ranks last, so that they lie on top.
    std::stable_sort(order.begin(), order.end(), [&](const Dot* a, const Dot* b) { return rank(a) > rank(b); });
    for (const Dot* dot : order) draw_dot(html, *dot, chart, edition);
    DotNames names;
    for (auto dot = order.rbegin(); dot != order.rend() && rank(*dot) <= named_dots; ++dot) {
        names.add(html, edition.result().municipalities[(*dot)->municipality].name, chart.x((*dot)->reach_low), chart.y((*dot)->rate));
    }
}

std::string left_out(const Scatter& scatter, const Voice& voice) {
    if (scatter.left_out() == 0) return voice.say("Están todos los municipios.", "All municipalities are in it.");
    std::vector<std::string> parts;
    if (scatter.rate_suppressed > 0) parts.push_back(voice.count(scatter.rate_suppressed) + voice.say(" con la tasa suprimida", " whose rate is suppressed"));
    if (scatter.rate_unknown > 0) parts.push_back(voice.count(scatter.rate_unknown) + voice.say(" sin tasa conocida", " without a known rate"));
    if (scatter.reach_unknown > 0) parts.push_back(voice.count(scatter.reach_unknown) + voice.say(" sin alcance calculable", " whose reach is not computable"));
    return voice.say("Sin punto, nunca en cero: ", "Without a dot, never at zero: ") + voice.municipalities(scatter.left_out()) + " (" + voice.list(parts) + ").";
}

/// What the picture shows, for who does not see it: high need with little presence, in numbers.
std::string in_words(const Scatter& scatter, const gap::Result& result, const Voice& voice) {
    std::int64_t at_risk = 0, below_half = 0;
    for (const Dot& dot : scatter.dots) {
        if (!result.municipalities[dot.municipality].at_risk.value_or(false)) continue;
        ++at_risk;
        below_half += dot.reach_low < 0.5 ? 1 : 0;
    }
    return fmt::format(fmt::runtime(voice.say("Un punto por municipio: {}. En riesgo: {}; de ellos, con menos de la mitad de la presencia registrada: {}.",
                                              "One dot a municipality: {}. At risk: {}; of these, with less than half of presence on record: {}.")),
                       voice.count(static_cast<std::int64_t>(scatter.dots.size())), voice.count(at_risk), voice.count(below_half));
}

void write_key(Html& html, const Scatter& scatter, const Edition& edition) {
    const Element list(html, "ul", {{"class", "key"}});
    for (std::size_t c = 0; c < edition.gap.map.classes.size(); ++c) {
        const bool used = std::any_of(scatter.dots.begin(), scatter.dots.end(), [&](const Dot& dot) { return edition.gap.map.class_of[dot.municipality] == static_cast<int>(c); });
        if (!used) continue;
        const TileClass& cls = edition.gap.map.classes[c];
        const Element item(html, "li");
        html.element("span", "", {{"class", "dot"}, {"style", "background:" + to_hex(cls.fill) + ";border-color:" + (cls.pattern == Pattern::solid ? "#4a4952" : to_hex(cls.pattern_colour))}});
        html.text(cls.label);
    }
}

}  // namespace

void write_scatter(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Scatter scatter = scatter_of(edition.result());
    const Element section(html, "section", {{"aria-labelledby", voice.id("plane")}});
    heading(html, edition, "plane", voice.say("Presencia frente a necesidad", "Presence against need"));
    if (scatter.dots.empty()) {
        html.element("p", voice.say("No hay gráfico: de ningún municipio se muestran a la vez tasa y alcance.", "There is no chart: of no municipality are rate and reach both shown."));
        html.element("p", left_out(scatter, voice), {{"class", "quiet"}});
        return;
    }
    const std::string words = in_words(scatter, edition.result(), voice);
    const Element figure(html, "figure", {{"class", "split"}});
    draw(html, scatter, edition, words);
    const Element caption(html, "figcaption");
    write_key(html, scatter, edition);
    html.element("p", words);
    html.element("p", voice.say("Presencia: la parte de las familias de servicios estudiadas que, en promedio, alcanza a la gente del municipio.",
                                "Presence: the share of the studied families of services that, on average, reaches the people of the municipality."));
    html.element("p", voice.say("Arriba a la izquierda: mucha necesidad y poca presencia. Una línea a la derecha del punto llega hasta donde la presencia podría llegar si existiera lo que no está registrado.",
                                "Top left: much need and little presence. A line to the right of a dot goes as far as presence could if what is not recorded existed."));
    html.element("p", left_out(scatter, voice), {{"class", "quiet"}});
}

}  // namespace presencia::emit
