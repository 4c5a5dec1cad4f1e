// SPDX-License-Identifier: Apache-2.0
#include "emit/report/map_svg.hpp"

#include "core/earth.hpp"
#include "core/text.hpp"
#include "emit/report/chart.hpp"
#include "emit/tiles/hatch.hpp"
#include "emit/vector/coverage_rings.hpp"
#include "emit/vector/grid_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace presencia::emit {

namespace {

/// The picture's unit is a step of the coverage's grid, an eighth of a pixel of the zoom: whole numbers make the shortest paths, and nothing is rounded twice.
constexpr int unit_bits = 3;
constexpr std::int64_t units = 1 << unit_bits;
constexpr double wanted_px = 900.0;
constexpr std::int64_t margin_px = 6;
/// Room below the map for the scale bar.
constexpr std::int64_t foot_px = 44;
/// A municipality with less than this many square pixels gets a square of two pixels on top.
constexpr double tiny_px2 = 6.0;

/// The zoom at which the longer side comes nearest to the wanted width.
int zoom_for(const geo::Box& bounds) {
    const WorldPoint a = to_world({bounds.min_x, bounds.max_y});
    const WorldPoint b = to_world({bounds.max_x, bounds.min_y});
    const double side = static_cast<double>(std::max<std::int64_t>({b.x - a.x, b.y - a.y, 1})) / world_units * 256.0;
    return std::clamp(static_cast<int>(std::lround(std::log2(wanted_px / side))), 0, 16);
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string px(double pixels) {
    return fmt::format("{:.0f}", pixels * static_cast<double>(units));
}

/// The part of the grid that the picture shows.
struct Frame {
    GridPoint corner;
    std::int64_t width = 0, height = 0;

    explicit Frame(const ZoomArcs& arcs) {
        const auto [west, east] = std::minmax_element(arcs.points.begin(), arcs.points.end(), [](GridPoint a, GridPoint b) { return a.x < b.x; });
        const auto [north, south] = std::minmax_element(arcs.points.begin(), arcs.points.end(), [](GridPoint a, GridPoint b) { return a.y < b.y; });
        corner = {west->x - margin_px * units, north->y - margin_px * units};
        width = east->x - west->x + 2 * margin_px * units;
        height = south->y - north->y + (2 * margin_px + foot_px) * units;
    }

    GridPoint place(GridPoint p) const { return {p.x - corner.x, p.y - corner.y}; }
};

/// Writes points as the shortest path data: the first absolute, then differences.
class PathWriter {
public:
    explicit PathWriter(const Frame& frame) : frame_(frame) {}

    void begin(GridPoint p) {
        at_ = frame_.place(p);
        out_ += "M" + number(at_.x) + " " + number(at_.y) + "l";
        fresh_ = true;
    }
    void line_to(GridPoint p) {
        const GridPoint to = frame_.place(p);
        if (to == at_) return;
        append(to.x - at_.x, !fresh_);
        append(to.y - at_.y, true);
        at_ = to;
        fresh_ = false;
    }
    void close() { out_ += "z"; }
    std::string finish() {
        // An "l" without numbers is an error to strict readers: every point fell on the first.
        for (std::string::size_type at; (at = out_.find("lz")) != std::string::npos;) out_.replace(at, 2, "h0z");
        for (std::string::size_type at; (at = out_.find("lM")) != std::string::npos;) out_.replace(at, 2, "h0M");
        if (out_.ends_with('l')) out_.replace(out_.size() - 1, 1, "h0");
        return std::move(out_);
    }

private:
    void append(std::int64_t difference, bool separate) {
        if (separate && difference >= 0) out_ += ' ';
        out_ += number(difference);
    }

    const Frame& frame_;
    std::string out_;
    GridPoint at_;
    bool fresh_ = true;
};

/// The pattern of the tiles, line for line and dot for dot, in units.
void write_pattern(Html& html, const TileClass& cls, const std::string& id) {
    const std::string colour = to_hex(cls.pattern_colour);
    if (cls.pattern == Pattern::dots) {
        const std::string side = px(hatch_period_px);
        const std::string radius = fmt::format("{:.1f}", dot_radius_px * units);
        const Element pattern(html, "pattern", {{"id", id}, {"width", side}, {"height", side}, {"patternUnits", "userSpaceOnUse"}, {"fill", colour}});
        for (const std::string& at : {px(2.0), px(6.0)}) html.empty("circle", {{"cx", at}, {"cy", at}, {"r", radius}});
        return;
    }
    const std::string across = fmt::format("{:.3f}", hatch_period_px / std::numbers::sqrt2 * units);
    const Element pattern(html, "pattern", {{"id", id}, {"width", across}, {"height", across}, {"patternUnits", "userSpaceOnUse"},
                                            {"patternTransform", cls.pattern == Pattern::hatch ? "rotate(45)" : "rotate(-45)"}});
    html.empty("rect", {{"width", px(hatch_line_px)}, {"height", across}, {"fill", colour}});
}

std::string pattern_id(std::size_t index) {
    return "map-pattern-" + std::to_string(index);
}

/// What the parts of one drawing share.
struct Drawing {
    Html& html;
    const CoverageGeometry& coverage;
    const Edition& shown;
    const Edition& other;
    int zoom;
    const ZoomArcs& arcs;
    const Frame& frame;
    const std::vector<std::vector<RingArcs>>& rings;

    const std::string& label(std::size_t cls, Language language) const {
        const Edition& edition = shown.voice.language() == language ? shown : other;
        return edition.gap.map.classes[cls].label;
    }
    /// A point inside the municipality, in the picture.
    GridPoint inside(std::size_t municipality) const { return frame.place(coverage.inside(municipality, zoom + 8 + unit_bits)); }
};

/// The rings of a municipality, simplified once for both neighbours; and a square where there is too little to see.
std::string outline_path(const Drawing& d, std::size_t municipality) {
    PathWriter path(d.frame);
    double area = 0.0;
    for (const RingArcs& arcs : d.rings[municipality]) {
        const GridRing ring = points_of(arcs, d.arcs);
        if (ring.size() < 3) continue;
        area += 0.5 * twice_area(ring);
        path.begin(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) path.line_to(ring[i]);
        path.close();
    }
    std::string out = path.finish();
    if (std::fabs(area) < tiny_px2 * units * units) {
        const GridPoint at = d.inside(municipality);
        out += fmt::format("M{} {}h{}v{}h-{}z", at.x - units, at.y - units, 2 * units, 2 * units, 2 * units);
    }
    return out;
}

void write_municipality(const Drawing& d, std::size_t i, std::size_t cls) {
    const gap::MunicipalityResult& m = d.shown.result().municipalities[i];
    const Element path(d.html, "path", {{"d", outline_path(d, i)}});
    d.html.element("title", m.name + (m.department.empty() ? "" : ", " + m.department) + ": " + d.shown.gap.map.classes[cls].label);
}

void write_class(const Drawing& d, std::size_t cls) {
    const TileClass& look = d.shown.gap.map.classes[cls];
    const std::string id = "map-class-" + std::to_string(cls);
    {
        const Element fill(d.html, "g", {{"fill", to_hex(look.fill)}});
        const Element group(d.html, "g", {{"id", id}, {"data-es", d.label(cls, Language::es)}, {"data-en", d.label(cls, Language::en)}});
        for (std::size_t i = 0; i < d.rings.size(); ++i) {
            if (d.shown.gap.map.class_of[i] == static_cast<int>(cls)) write_municipality(d, i, cls);
        }
    }
    if (has_texture(look.pattern)) {
        // Over the same shapes once more; the pointer finds those below, which bear the titles.
        d.html.empty("use", {{"href", "#" + id}, {"fill", "url(#" + pattern_id(cls) + ")"}, {"pointer-events", "none"}});
    } else if (look.pattern == Pattern::outline) {
        d.html.empty("use", {{"href", "#" + id}, {"fill", "none"}, {"stroke", to_hex(look.pattern_colour)}, {"stroke-width", px(2.0)}, {"pointer-events", "none"}});
    }
}

std::string border_path(const ZoomArcs& arcs, BorderLevel level, const Frame& frame) {
    PathWriter path(frame);
    for (const ZoomArc& arc : arcs.arcs) {
        if (arc.level != level || arc.count < 2) continue;
        const std::span<const GridPoint> points = arcs.of(arc);
        path.begin(points[0]);
        for (std::size_t i = 1; i < points.size(); ++i) path.line_to(points[i]);
    }
    return path.finish();
}

void write_borders(const Drawing& d) {
    const Element group(d.html, "g", {{"fill", "none"}, {"stroke-linejoin", "round"}, {"stroke-linecap", "round"}, {"pointer-events", "none"}});
    for (const BorderLine& line : d.shown.gap.plan.borders) {
        const double core = at_zoom(line.width, d.zoom) * units;
        const double casing = line.casing_opacity > 0.0 ? at_zoom(line.casing_width, d.zoom) * units : 0.0;
        if (core <= 0.0) continue;
        const std::string data = border_path(d.arcs, line.level, d.frame);
        if (data.empty()) continue;
        const auto draw = [&](Rgb colour, double opacity, double width) {
            d.html.empty("path", {{"d", data}, {"stroke", to_hex(colour)}, {"stroke-opacity", fmt::format("{:.2f}", opacity)}, {"stroke-width", fmt::format("{:.1f}", width)}});
        };
        if (casing > core) draw(line.casing_colour, line.casing_opacity, casing);
        draw(line.colour, line.opacity, core);
    }
}

/// Numbers of the first ranks; a number that would lie on an earlier one is left out (the list beside the map has them all).
void write_ranks(const Drawing& d) {
    std::vector<std::pair<std::int64_t, std::size_t>> ranked;
    const auto& municipalities = d.shown.result().municipalities;
    for (std::size_t i = 0; i < municipalities.size(); ++i) {
        const std::int64_t rank = municipalities[i].gap_rank.value_or(0);
        if (rank >= 1 && rank <= marked_ranks) ranked.emplace_back(rank, i);
    }
    std::sort(ranked.begin(), ranked.end());
    const double size = static_cast<double>(std::max(d.frame.width, d.frame.height)) / 90.0;
    std::vector<GridPoint> taken;
    const Element group(d.html, "g", {{"class", "ranks"}, {"text-anchor", "middle"}, {"font-size", fmt::format("{:.0f}", 1.35 * size)}, {"pointer-events", "none"}});
    for (const auto& [rank, i] : ranked) {
        const GridPoint at = d.inside(i);
        const bool crowded = std::any_of(taken.begin(), taken.end(), [&](GridPoint other) { return std::hypot(static_cast<double>(other.x - at.x), static_cast<double>(other.y - at.y)) < 2.1 * size; });
        if (crowded) continue;
        taken.push_back(at);
        const Element mark(d.html, "g");
        d.html.empty("circle", {{"cx", number(at.x)}, {"cy", number(at.y)}, {"r", fmt::format("{:.0f}", size)}});
        d.html.element("text", std::to_string(rank), {{"x", number(at.x)}, {"y", fmt::format("{:.0f}", static_cast<double>(at.y) + 0.47 * size)}});
    }
}

/// A bar of a round number of kilometres, true at the middle of the map (Web Mercator stretches the north), and the arrow.
void write_foot(const Drawing& d) {
    const geo::Box& bounds = d.coverage.bounds();
    const double latitude = 0.5 * (bounds.min_y + bounds.max_y) * std::numbers::pi / 180.0;
    const double km_per_unit = 2.0 * std::numbers::pi * earth::web_mercator_radius_m * std::cos(latitude) / (256.0 * std::exp2(d.zoom)) / 1000.0 / units;
    const double width = static_cast<double>(d.frame.width);
    const double km = round_below(0.25 * width * km_per_unit);
    const double length = km / km_per_unit;
    const double base = static_cast<double>(d.frame.height) - 13.0 * units;
    const double size = std::max(width, static_cast<double>(d.frame.height)) / 65.0;
    const auto at = [](double position) { return fmt::format("{:.0f}", position); };
    const Element foot(d.html, "g", {{"class", "foot"}, {"font-size", at(size)}});
    const std::string tick = px(8.0);
    d.html.empty("path", {{"d", fmt::format("M{0} {1}v{2}h{3}v-{2}M{4} {5}v{6}", px(10.0), at(base), tick, at(length), at(10.0 * units + length / 2.0), at(base + 4.0 * units), px(4.0))},
                          {"fill", "none"}, {"stroke", "#26252d"}, {"stroke-width", px(1.5)}});
    d.html.element("text", fmt::format("{} km", text::format_significant(km)), {{"x", at(18.0 * units + length)}, {"y", at(base + 8.0 * units)}});
    const double x = width - 14.0 * units;
    d.html.empty("path", {{"d", fmt::format("M{0} {1}l-{2} {3} {2}-{4} {2} {4}z", at(x), at(base - 18.0 * units), px(8.0), px(24.0), px(6.0))}, {"fill", "#26252d"}});
    d.html.element("text", "N", {{"x", at(x)}, {"y", at(base - 21.0 * units)}, {"text-anchor", "middle"}});
}

std::string description(const Edition& edition) {
    const Voice& voice = edition.voice;
    std::string out = voice.say("Mapa de municipios por clase. ", "Map of municipalities by class. ");
    for (const TileClass& cls : edition.gap.map.classes) out += cls.label + ": " + voice.count(cls.count) + ". ";
    return out + voice.say("El detalle está en las tablas que siguen.", "Details are in the tables that follow.");
}

}  // namespace

void write_map(Html& html, const CoverageGeometry& coverage, const Edition& shown, const Edition& other) {
    if (coverage.bounds().empty()) return;
    const int zoom = zoom_for(coverage.bounds());
    const ZoomArcs arcs = coverage.arcs(zoom + 8 + unit_bits, simplify_px2 * units * units);
    const Frame frame(arcs);
    const std::vector<std::vector<RingArcs>> rings = assemble_rings(coverage.network(), coverage.size());
    const Drawing d{html, coverage, shown, other, zoom, arcs, frame, rings};

    const bool es = shown.voice.language() == Language::es;
    const Edition& spanish = es ? shown : other;
    const Edition& english = es ? other : shown;
    const Element picture(html, "svg", {{"id", "map-svg"}, {"class", "mapsvg"}, {"role", "img"}, {"lang", shown.voice.code()}, {"aria-labelledby", "map-title"}, {"aria-describedby", "map-desc"},
                                        {"viewBox", fmt::format("0 0 {} {}", frame.width, frame.height)}});
    html.element("title", shown.gap.map.title, {{"id", "map-title"}, {"data-es", spanish.gap.map.title}, {"data-en", english.gap.map.title}});
    html.element("desc", description(shown), {{"id", "map-desc"}, {"data-es", description(spanish)}, {"data-en", description(english)}});
    {
        const Element defs(html, "defs");
        for (std::size_t c = 0; c < shown.gap.map.classes.size(); ++c) {
            if (has_texture(shown.gap.map.classes[c].pattern)) write_pattern(html, shown.gap.map.classes[c], pattern_id(c));
        }
    }
    for (std::size_t c = 0; c < shown.gap.map.classes.size(); ++c) write_class(d, c);
    write_borders(d);
    write_ranks(d);
    write_foot(d);
}

void write_swatch(Html& html, const TileClass& cls, std::size_t index) {
    const std::string width = px(34.0);
    const std::string height = px(20.0);
    const Element picture(html, "svg", {{"class", "box"}, {"viewBox", "0 0 " + width + " " + height}, {"aria-hidden", "true"}});
    html.empty("rect", {{"width", width}, {"height", height}, {"fill", to_hex(cls.fill)}});
    if (has_texture(cls.pattern)) html.empty("rect", {{"width", width}, {"height", height}, {"fill", "url(#" + pattern_id(index) + ")"}});
    const bool rim = cls.pattern == Pattern::outline;
    html.empty("rect", {{"x", px(1.0)}, {"y", px(1.0)}, {"width", px(32.0)}, {"height", px(18.0)}, {"fill", "none"}, {"stroke", rim ? to_hex(cls.pattern_colour) : "#8a8993"}, {"stroke-width", px(rim ? 2.0 : 0.8)}});
}

}  // namespace presencia::emit
