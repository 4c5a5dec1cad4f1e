// SPDX-License-Identifier: Apache-2.0
#include "emit/report/map_svg.hpp"

#include "core/earth.hpp"
#include "core/text.hpp"
#include "emit/report/map_outlines.hpp"
#include "emit/report/chart.hpp"
#include "emit/tiles/hatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace presencia::emit {

namespace {

/// Units of the picture in a pixel of the zoom: whole numbers make the shortest paths.
constexpr std::int64_t units = 10;
constexpr double wanted_px = 900.0;
constexpr std::int64_t margin_px = 6;
/// Room below the map for the scale bar.
constexpr std::int64_t foot_px = 44;

/// Ids by municipality, equal for one department (or country).
std::vector<std::int32_t> ids_of(const gap::Result& result, bool department) {
    std::map<std::pair<std::string, std::string>, std::int32_t> ids;
    std::vector<std::int32_t> out;
    for (const gap::MunicipalityResult& m : result.municipalities) {
        const auto key = std::pair(m.country, department ? m.department : std::string());
        out.push_back(ids.try_emplace(key, static_cast<std::int32_t>(ids.size())).first->second);
    }
    return out;
}

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

/// The picture's frame: from 1/256 pixels of the zoom to units.
struct Frame {
    std::int64_t left, top, width, height;  ///< left, top in 1/256 pixels; width, height in units

    explicit Frame(const ZoomGeometry& geometry)
        : left((geometry.min_x - margin_px) << sub_bits),
          top((geometry.min_y - margin_px) << sub_bits),
          width((geometry.max_x - geometry.min_x + 1 + 2 * margin_px) * units),
          height((geometry.max_y - geometry.min_y + 1 + 2 * margin_px + foot_px) * units) {}

    SubPoint place(SubPoint p) const { return {((p.x - left) * units + sub_px / 2) >> sub_bits, ((p.y - top) * units + sub_px / 2) >> sub_bits}; }
};

/// Writes points as the shortest path data: the first absolute, then differences. Rounded before the difference is taken, so nothing adds up.
class PathWriter {
public:
    explicit PathWriter(const Frame& frame) : frame_(frame) {}

    void begin(SubPoint p) {
        at_ = frame_.place(p);
        out_ += "M" + number(at_.x) + " " + number(at_.y) + "l";
        fresh_ = true;
    }
    void line_to(SubPoint p) {
        const SubPoint to = frame_.place(p);
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
    SubPoint at_;
    bool fresh_ = true;
};

/// The pattern of the tiles, line for line and dot for dot, in units.
void write_pattern(Html& html, const TileClass& cls, const std::string& id) {
    const std::string colour = to_hex(cls.pattern_colour);
    if (cls.pattern == Pattern::dots) {
        const std::string side = fmt::format("{:.0f}", hatch_period_px * units);
        const std::string radius = fmt::format("{:.1f}", dot_radius_px * units);
        const Element pattern(html, "pattern", {{"id", id}, {"width", side}, {"height", side}, {"patternUnits", "userSpaceOnUse"}, {"fill", colour}});
        for (const char* at : {"20", "60"}) html.empty("circle", {{"cx", at}, {"cy", at}, {"r", radius}});
        return;
    }
    const std::string across = fmt::format("{:.3f}", hatch_period_px / std::numbers::sqrt2 * units);
    const Element pattern(html, "pattern", {{"id", id}, {"width", across}, {"height", across}, {"patternUnits", "userSpaceOnUse"},
                                            {"patternTransform", cls.pattern == Pattern::hatch ? "rotate(45)" : "rotate(-45)"}});
    html.empty("rect", {{"width", fmt::format("{:.0f}", hatch_line_px * units)}, {"height", across}, {"fill", colour}});
}

bool patterned(const TileClass& cls) {
    return cls.pattern != Pattern::solid && cls.pattern != Pattern::outline;
}

std::string pattern_id(std::size_t index) {
    return "map-pattern-" + std::to_string(index);
}

/// What the parts of one drawing share.
struct Drawing {
    Html& html;
    const Edition& shown;
    const Edition& other;
    const ZoomGeometry& geometry;
    const Frame& frame;
    const std::vector<Outline>& shapes;
    std::vector<const TinyMark*> marks;  ///< by municipality, nullptr where it has a surface

    const std::string& label(std::size_t cls, Language language) const {
        const Edition& edition = shown.voice.language() == language ? shown : other;
        return edition.gap.map.classes[cls].label;
    }
};

/// A square of two pixels: a municipality that this zoom cannot show.
std::string mark_path(const TinyMark& mark, const Frame& frame) {
    const SubPoint at = frame.place({mark.x << sub_bits, mark.y << sub_bits});
    return fmt::format("M{} {}h20v20h-20z", at.x - 5, at.y - 5);
}

std::string outline_path(const Outline& outline, const Frame& frame) {
    PathWriter path(frame);
    for (const auto& ring : outline) {
        path.begin(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) path.line_to(ring[i]);
        path.close();
    }
    return path.finish();
}

void write_municipality(const Drawing& d, std::size_t i, std::size_t cls) {
    const gap::MunicipalityResult& m = d.shown.result().municipalities[i];
    std::string data = d.shapes[i].empty() ? "" : outline_path(d.shapes[i], d.frame);
    if (d.marks[i] != nullptr) data += mark_path(*d.marks[i], d.frame);
    if (data.empty()) return;
    const Element path(d.html, "path", {{"d", data}});
    d.html.element("title", m.name + (m.department.empty() ? "" : ", " + m.department) + ": " + d.shown.gap.map.classes[cls].label);
}

void write_class(const Drawing& d, std::size_t cls) {
    const TileClass& look = d.shown.gap.map.classes[cls];
    const std::string id = "map-class-" + std::to_string(cls);
    {
        const Element fill(d.html, "g", {{"fill", to_hex(look.fill)}});
        const Element group(d.html, "g", {{"id", id}, {"data-es", d.label(cls, Language::es)}, {"data-en", d.label(cls, Language::en)}});
        for (std::size_t i = 0; i < d.shapes.size(); ++i) {
            if (d.shown.gap.map.class_of[i] == static_cast<int>(cls)) write_municipality(d, i, cls);
        }
    }
    if (patterned(look)) {
        // Over the same shapes once more; the pointer finds those below, which bear the titles.
        d.html.empty("use", {{"href", "#" + id}, {"fill", "url(#" + pattern_id(cls) + ")"}, {"pointer-events", "none"}});
    } else if (look.pattern == Pattern::outline) {
        d.html.empty("use", {{"href", "#" + id}, {"fill", "none"}, {"stroke", to_hex(look.pattern_colour)}, {"stroke-width", "20"}, {"pointer-events", "none"}});
    }
}

std::string border_path(const ZoomGeometry& geometry, BorderLevel level, const Frame& frame) {
    PathWriter path(frame);
    const ArcRun* before = nullptr;
    for (const ArcRun& run : geometry.runs) {
        if (run.level != level) continue;
        // Runs of one arc share the point where they meet.
        const bool goes_on = before != nullptr && before->first + before->count - 1 == run.first;
        if (!goes_on) path.begin(geometry.points[run.first]);
        for (std::uint32_t i = 1; i < run.count; ++i) path.line_to(geometry.points[run.first + i]);
        before = &run;
    }
    return path.finish();
}

void write_borders(const Drawing& d) {
    const Element group(d.html, "g", {{"fill", "none"}, {"stroke-linejoin", "round"}, {"stroke-linecap", "round"}, {"pointer-events", "none"}});
    for (const BorderLine& line : d.shown.gap.plan.borders) {
        const double core = at_zoom(line.width, d.geometry.zoom) * units;
        const double casing = line.casing_opacity > 0.0 ? at_zoom(line.casing_width, d.geometry.zoom) * units : 0.0;
        if (core <= 0.0) continue;
        const std::string data = border_path(d.geometry, line.level, d.frame);
        if (data.empty()) continue;
        const std::string id = "map-border-" + std::to_string(static_cast<int>(line.level));
        if (casing > core) {
            d.html.empty("path", {{"id", id}, {"d", data}, {"stroke", to_hex(line.casing_colour)}, {"stroke-opacity", fmt::format("{:.2f}", line.casing_opacity)}, {"stroke-width", fmt::format("{:.1f}", casing)}});
            d.html.empty("path", {{"d", data}, {"stroke", to_hex(line.colour)}, {"stroke-opacity", fmt::format("{:.2f}", line.opacity)}, {"stroke-width", fmt::format("{:.1f}", core)}});
        } else {
            d.html.empty("path", {{"id", id}, {"d", data}, {"stroke", to_hex(line.colour)}, {"stroke-opacity", fmt::format("{:.2f}", line.opacity)}, {"stroke-width", fmt::format("{:.1f}", core)}});
        }
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
    std::vector<SubPoint> taken;
    const Element group(d.html, "g", {{"class", "ranks"}, {"text-anchor", "middle"}, {"font-size", fmt::format("{:.0f}", 1.35 * size)}, {"pointer-events", "none"}});
    for (const auto& [rank, i] : ranked) {
        if (d.shapes[i].empty() && d.marks[i] == nullptr) continue;
        const SubPoint at = d.frame.place(d.shapes[i].empty() ? SubPoint{d.marks[i]->x << sub_bits, d.marks[i]->y << sub_bits} : inner_point(d.shapes[i]));
        const bool crowded = std::any_of(taken.begin(), taken.end(), [&](SubPoint other) { return std::hypot(static_cast<double>(other.x - at.x), static_cast<double>(other.y - at.y)) < 2.1 * size; });
        if (crowded) continue;
        taken.push_back(at);
        const Element mark(d.html, "g");
        d.html.empty("circle", {{"cx", number(at.x)}, {"cy", number(at.y)}, {"r", fmt::format("{:.0f}", size)}});
        d.html.element("text", std::to_string(rank), {{"x", number(at.x)}, {"y", fmt::format("{:.0f}", static_cast<double>(at.y) + 0.47 * size)}});
    }
}

/// A bar of a round number of kilometres, true at the middle of the map (Web Mercator stretches the north), and the arrow.
void write_foot(const Drawing& d, const geo::Box& bounds) {
    const double latitude = 0.5 * (bounds.min_y + bounds.max_y) * std::numbers::pi / 180.0;
    const double km_per_unit = 2.0 * std::numbers::pi * earth::web_mercator_radius_m * std::cos(latitude) / (256.0 * std::exp2(d.geometry.zoom)) / 1000.0 / units;
    const double width = static_cast<double>(d.frame.width);
    const double km = round_below(0.25 * width * km_per_unit);
    const double length = km / km_per_unit;
    const double base = static_cast<double>(d.frame.height) - 130.0;
    const double size = std::max(width, static_cast<double>(d.frame.height)) / 65.0;
    const Element foot(d.html, "g", {{"class", "foot"}, {"font-size", fmt::format("{:.0f}", size)}});
    d.html.empty("path", {{"d", fmt::format("M100 {0:.0f}v80h{1:.0f}v-80M{2:.0f} {3:.0f}v40", base, length, 100.0 + length / 2.0, base + 40.0)}, {"fill", "none"}, {"stroke", "#26252d"}, {"stroke-width", "16"}});
    d.html.element("text", fmt::format("{} km", text::format_significant(km)), {{"x", fmt::format("{:.0f}", 100.0 + length + 80.0)}, {"y", fmt::format("{:.0f}", base + 80.0)}});
    const double x = width - 140.0;
    d.html.empty("path", {{"d", fmt::format("M{0:.0f} {1:.0f}l-80 240 80-60 80 60z", x, base - 180.0)}, {"fill", "#26252d"}});
    d.html.element("text", "N", {{"x", fmt::format("{:.0f}", x)}, {"y", fmt::format("{:.0f}", base - 210.0)}, {"text-anchor", "middle"}});
}

std::string description(const Edition& edition) {
    const Voice& voice = edition.voice;
    std::string out = voice.say("Mapa de municipios por clase. ", "Map of municipalities by class. ");
    for (const TileClass& cls : edition.gap.map.classes) out += cls.label + ": " + voice.count(cls.count) + ". ";
    return out + voice.say("El detalle está en las tablas que siguen.", "Details are in the tables that follow.");
}

}  // namespace

void write_map(Html& html, const Edition& shown, const Edition& other) {
    std::vector<geo::MultiPolygon> polygons;
    for (const layer::Municipality& m : shown.published.municipalities.rows) polygons.push_back(m.shape);
    const CoverageGeometry coverage(polygons, ids_of(shown.result(), true), ids_of(shown.result(), false));
    if (coverage.bounds().empty()) return;
    const ZoomGeometry geometry = coverage.at(zoom_for(coverage.bounds()), 256);
    const Frame frame(geometry);
    const std::vector<Outline> shapes = outlines(geometry, coverage.size());
    Drawing d{html, shown, other, geometry, frame, shapes, std::vector<const TinyMark*>(coverage.size(), nullptr)};
    for (const TinyMark& mark : geometry.tiny) d.marks[static_cast<std::size_t>(mark.municipality)] = &mark;

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
            if (patterned(shown.gap.map.classes[c])) write_pattern(html, shown.gap.map.classes[c], pattern_id(c));
        }
    }
    for (std::size_t c = 0; c < shown.gap.map.classes.size(); ++c) write_class(d, c);
    write_borders(d);
    write_ranks(d);
    write_foot(d, coverage.bounds());
}

void write_swatch(Html& html, const TileClass& cls, std::size_t index) {
    const Element picture(html, "svg", {{"class", "box"}, {"viewBox", "0 0 340 200"}, {"aria-hidden", "true"}});
    html.empty("rect", {{"width", "340"}, {"height", "200"}, {"fill", to_hex(cls.fill)}});
    if (patterned(cls)) html.empty("rect", {{"width", "340"}, {"height", "200"}, {"fill", "url(#" + pattern_id(index) + ")"}});
    const bool rim = cls.pattern == Pattern::outline;
    html.empty("rect", {{"x", "10"}, {"y", "10"}, {"width", "320"}, {"height", "180"}, {"fill", "none"}, {"stroke", rim ? to_hex(cls.pattern_colour) : "#8a8993"}, {"stroke-width", rim ? "20" : "8"}});
}

}  // namespace presencia::emit
