// SPDX-License-Identifier: Apache-2.0
#include "emit/print/place_names.hpp"

#include "emit/by_people.hpp"
#include "emit/lettering/two_lines.hpp"
#include "emit/print/sheet_ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace presencia::emit {

namespace {

/// Sizes in units of the letters' size: what a line of them takes up, and from one baseline to the next.
constexpr double cap_height = 0.73;  // of DejaVu Sans: 1493 of 2048
constexpr double below_baseline = 0.22;
constexpr double next_line = 1.1;
/// The part of a name's box that must lie inside its municipality: a little may hang over.
constexpr double inner_width = 0.45, inner_height = 0.4;
/// Names cover at most this part of the map's box: beyond, they hide what it shows.
constexpr double most_cover = 0.07;
constexpr double halo = 0.18;

/// Even-odd over all rings.
bool inside(const std::vector<PaperRing>& rings, PaperPoint p) {
    bool in = false;
    for (const PaperRing& ring : rings) {
        for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
            const PaperPoint& a = ring[i];
            const PaperPoint& b = ring[k];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) in = !in;
        }
    }
    return in;
}

double area_of(const std::vector<PaperRing>& rings) {
    double area = 0.0;
    for (const PaperRing& ring : rings) {
        for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++)
            area += 0.5 * (ring[k].x * ring[i].y - ring[k].y * ring[i].x);
    }
    return std::fabs(area);
}

/// Puts names down until they do not fit.
class Placer {
public:
    Placer(const NameInput& input, const SheetFonts& fonts, NameSizes sizes)
        : input_(input), fonts_(fonts), sizes_(sizes) {}

    void department(const DepartmentRows& one) {
        const PaperPoint at = middle(one);
        const double width = across(one);
        for (const std::vector<std::string>& lines : {std::vector<std::string>{one.name}, two_lines(one.name)}) {
            if (lines.empty()) continue;
            for (const double shift : {0.0, -0.8, 0.8, -1.6, 1.6}) {
                PlacedName name = set(lines, {at.x, at.y + shift * sizes_.department}, true);
                const bool fits = std::all_of(name.lines.begin(), name.lines.end(), [&](const PlacedName::Line& line) {
                    return line.box.width <= 1.15 * width;
                });
                if (fits && free(name)) return keep(std::move(name));
            }
        }
    }

    void municipality(std::size_t m) {
        const std::string text = input_.municipalities.at(m, "name").text();
        if (text.empty() || input_.paper.tiny[m] != 0 || covered_ > most_cover * input_.room.width * input_.room.height)
            return;
        for (const std::vector<std::string>& lines : {std::vector<std::string>{text}, two_lines(text)}) {
            if (lines.empty()) continue;
            for (const double shift : {0.0, -0.7, 0.7, -1.4, 1.4}) {
                PlacedName name =
                    set(lines, {input_.labels[m].x, input_.labels[m].y + shift * sizes_.municipality}, false);
                if (within(name, m) && free(name)) return keep(std::move(name));
            }
        }
    }

    std::vector<PlacedName> take() { return std::move(placed_); }

private:
    /// Where the surface of a department has its middle; in its largest municipality where that lies outside.
    PaperPoint middle(const DepartmentRows& one) const {
        double sum = 0.0, x = 0.0, y = 0.0, largest = -1.0;
        PaperPoint fallback;
        for (const std::size_t m : one.members) {
            const double area = area_of(input_.paper.rings[m]);
            sum += area, x += area * input_.labels[m].x, y += area * input_.labels[m].y;
            if (area > largest) largest = area, fallback = input_.labels[m];
        }
        if (!(sum > 0.0)) return fallback;
        const PaperPoint mean{x / sum, y / sum};
        const bool in = std::any_of(one.members.begin(), one.members.end(),
                                    [&](std::size_t m) { return inside(input_.paper.rings[m], mean); });
        return in ? mean : fallback;
    }

    double across(const DepartmentRows& one) const {
        double west = 0.0, east = 0.0;
        bool any = false;
        for (const std::size_t m : one.members) {
            for (const PaperRing& ring : input_.paper.rings[m]) {
                for (const PaperPoint& p : ring) {
                    west = any ? std::min(west, p.x) : p.x;
                    east = any ? std::max(east, p.x) : p.x;
                    any = true;
                }
            }
        }
        return east - west;
    }

    PlacedName set(const std::vector<std::string>& lines, PaperPoint middle, bool department) const {
        const double size = department ? sizes_.department : sizes_.municipality;
        const Lettering& font = department ? fonts_.bold : fonts_.regular;
        PlacedName name{{}, department};
        double top = middle.y - 0.5 * size * (cap_height + next_line * (static_cast<double>(lines.size()) - 1.0));
        for (const std::string& line : lines) {
            const double width = font.measure(line, size).width;
            name.lines.push_back({line, {middle.x - 0.5 * width, top, width, (cap_height + below_baseline) * size}});
            top += next_line * size;
        }
        return name;
    }

    bool free(const PlacedName& name) const {
        for (const PlacedName::Line& line : name.lines) {
            const double c = sizes_.clearance;
            const PaperBox roomy{line.box.x - c, line.box.y - c, line.box.width + 2.0 * c, line.box.height + 2.0 * c};
            if (!input_.room.holds(line.box)) return false;
            if (std::any_of(taken_.begin(), taken_.end(), [&](const PaperBox& other) { return roomy.overlaps(other); }))
                return false;
        }
        return true;
    }

    bool within(const PlacedName& name, std::size_t m) const {
        return std::all_of(name.lines.begin(), name.lines.end(), [&](const PlacedName::Line& line) {
            const double x = line.box.x + 0.5 * line.box.width, y = line.box.y + 0.5 * line.box.height;
            const double w = inner_width * line.box.width, h = inner_height * line.box.height;
            const std::array<PaperPoint, 6> corners{
                {{x - w, y - h}, {x, y - h}, {x + w, y - h}, {x - w, y + h}, {x, y + h}, {x + w, y + h}}};
            return std::all_of(corners.begin(), corners.end(),
                               [&](PaperPoint p) { return inside(input_.paper.rings[m], p); });
        });
    }

    void keep(PlacedName name) {
        for (const PlacedName::Line& line : name.lines) {
            taken_.push_back(line.box);
            if (!name.department) covered_ += line.box.width * line.box.height;
        }
        placed_.push_back(std::move(name));
    }

    const NameInput& input_;
    const SheetFonts& fonts_;
    NameSizes sizes_;
    std::vector<PaperBox> taken_;
    std::vector<PlacedName> placed_;
    double covered_ = 0.0;
};

}  // namespace

std::vector<PlacedName> place_names(const NameInput& input, const SheetFonts& fonts, NameSizes sizes) {
    Placer placer(input, fonts, sizes);
    const std::vector<DepartmentRows> known = departments_by_people(input.municipalities);
    // One department is the whole map: its name says nothing there.
    if (known.size() > 1) {
        for (const DepartmentRows& one : known) placer.department(one);
    }
    for (const std::size_t m : municipalities_by_people(input.municipalities)) placer.municipality(m);
    return placer.take();
}

void draw_names(cairo_t* context, const std::vector<PlacedName>& names, const SheetFonts& fonts, NameSizes sizes) {
    for (const PlacedName& name : names) {
        const double size = name.department ? sizes.department : sizes.municipality;
        const LetterLook look{.size = size,
                              .colour = name.department ? sheet_quiet : sheet_ink,
                              .halo = halo * size,
                              .halo_opacity = 0.9};
        for (const PlacedName::Line& line : name.lines) {
            (name.department ? fonts.bold : fonts.regular)
                .draw(context, line.box.x, line.box.y + cap_height * size, line.text, look);
        }
    }
}

}  // namespace presencia::emit
