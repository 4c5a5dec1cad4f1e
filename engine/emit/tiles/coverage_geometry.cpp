// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/coverage_geometry.hpp"

#include "core/earth.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "emit/tiles/arc_simplify.hpp"
#include "emit/tiles/border_twins.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace presencia::emit {

namespace {

/// Neighbours digitised up to this far apart count as sharing their border when the kind of line is chosen: 600 m.
constexpr double twin_reach = 600.0 / (2.0 * std::numbers::pi * earth::web_mercator_radius_m) * world_units;
/// Segments in a run: few enough that boxes are tight, enough that they are not the bulk of the work.
constexpr std::uint32_t run_segments = 24;
/// Below this area, or this mean width (twice the area by the perimeter: half the side of a square), perhaps no pixel
/// would be wholly the municipality's own.
constexpr double tiny_area_px2 = 8.0;
constexpr double tiny_width_px = 1.2;

/// World units to a grid that is `shift` bits coarser (finer where negative), to the nearest step.
GridPoint on_grid(WorldPoint p, int shift) {
    const auto scaled = [shift](std::int64_t v) { return shift >= 0 ? (v + (shift > 0 ? std::int64_t{1} << (shift - 1) : 0)) >> shift : v << -shift; };
    return {scaled(p.x), scaled(p.y)};
}

struct InnerPoint {
    WorldPoint at;
    double width = 0.0;  ///< of the stretch
};

/// A point well inside: the middle of the longest stretch that the polygon cuts from the horizontal through half its
/// height. The outer ring is the first.
InnerPoint inner_point(const WorldRings& all, std::span<const WorldRing> rings) {
    std::int64_t low = INT64_MAX, high = INT64_MIN;
    for (const WorldKey key : all.of(rings[0])) {
        low = std::min(low, unpack(key).y);
        high = std::max(high, unpack(key).y);
    }
    const double y = 0.5 * static_cast<double>(low + high) + 0.25;  // never level with a vertex
    std::vector<double> crossings;
    for (const WorldRing& ring : rings) {
        const auto corners = all.of(ring);
        for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
            const WorldPoint a = unpack(corners[i]), b = unpack(corners[i + 1]);
            const auto ay = static_cast<double>(a.y);
            const auto by = static_cast<double>(b.y);
            if ((ay < y) == (by < y)) continue;
            crossings.push_back(static_cast<double>(a.x) + static_cast<double>(b.x - a.x) * (y - ay) / (by - ay));
        }
    }
    std::sort(crossings.begin(), crossings.end());
    InnerPoint best{unpack(all.of(rings[0])[0]), 0.0};
    double longest = -1.0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        if (crossings[i + 1] - crossings[i] <= longest) continue;
        longest = crossings[i + 1] - crossings[i];
        best = {{static_cast<std::int64_t>(0.5 * (crossings[i] + crossings[i + 1])), static_cast<std::int64_t>(y)}, longest};
    }
    return best;
}

}  // namespace

CoverageGeometry::CoverageGeometry(std::span<const geo::MultiPolygon> shapes, std::span<const std::int32_t> department,
                                   std::span<const std::int32_t> country, unsigned threads)
    : department_(department.begin(), department.end()), country_(country.begin(), country.end()) {
    if (department.size() != shapes.size() || country.size() != shapes.size()) {
        throw Error(ErrorCode::internal, {}, "coverage geometry: one department and one country a municipality");
    }
    build(shapes, true, threads);
}

CoverageGeometry::CoverageGeometry(std::span<const geo::MultiPolygon> shapes, unsigned threads) : department_(shapes.size(), 0), country_(shapes.size(), 0) {
    build(shapes, false, threads);
}

void CoverageGeometry::build(std::span<const geo::MultiPolygon> shapes, bool find_twins, unsigned threads) {
    const WorldRings rings = world_rings(shapes, threads);
    network_ = build_arcs(rings);
    const std::vector<Arc> whole = network_.arcs;  // twins cut them while they are weighed
    parallel_for(2, threads, [&](std::size_t task, unsigned) {
        if (task == 0 && find_twins) mark_twins(network_, twin_reach);
        if (task == 1) weights_ = vertex_weights(whole, network_.points, threads);
    });
    if (find_twins) {
        for (const Arc& arc : network_.arcs) weights_[arc.first] = weights_[arc.first + arc.count - 1] = std::numeric_limits<float>::infinity();
    }
    for (std::size_t i = 0; i < weights_.size(); i += peak_points) {
        const auto block = std::span(weights_).subspan(i, std::min<std::size_t>(peak_points, weights_.size() - i));
        peaks_.push_back(*std::max_element(block.begin(), block.end()));
    }
    measure(rings, shapes.size(), threads);
    for (const auto& shape : shapes) {
        for (const auto& polygon : shape) {
            for (const auto& p : polygon.outer) bounds_.add(p);
        }
    }
}

void CoverageGeometry::measure(const WorldRings& all, std::size_t municipalities, unsigned threads) {
    const auto& rings = all.rings;
    std::vector<std::size_t> first(municipalities + 1, 0);
    for (const WorldRing& ring : rings) ++first[static_cast<std::size_t>(ring.owner) + 1];
    for (std::size_t m = 0; m < municipalities; ++m) first[m + 1] += first[m];
    sizes_.resize(municipalities);
    parallel_for(municipalities, threads, [&](std::size_t m, unsigned) { sizes_[m] = size_of(all, std::span(rings).subspan(first[m], first[m + 1] - first[m])); });
}

/// From the rings of one municipality: what it measures, and the widest place of its largest part.
CoverageGeometry::Size CoverageGeometry::size_of(const WorldRings& all, std::span<const WorldRing> rings) {
    Size size;
    double largest = 0.0;
    for (std::size_t begin = 0; begin < rings.size();) {
        std::size_t end = begin;
        double area = 0.0;
        for (; end < rings.size() && rings[end].part == rings[begin].part; ++end) {
            area += rings[end].hole ? -rings[end].area : rings[end].area;
            size.perimeter += rings[end].perimeter;
        }
        size.area += area;
        if (!rings[begin].hole && area >= largest) {
            largest = area;
            const InnerPoint inner = inner_point(all, rings.subspan(begin, end - begin));
            size.mark = inner.at;
            size.width = inner.width;
        }
        begin = end;
    }
    return size;
}

BorderLevel CoverageGeometry::level_of(const Arc& arc) const {
    const std::int32_t other = arc.right >= 0 ? arc.right : arc.beside;
    if (other < 0) return BorderLevel::outer;
    if (country_[arc.left] != country_[other]) return BorderLevel::country;
    if (department_[arc.left] != department_[other]) return BorderLevel::department;
    return BorderLevel::municipality;
}

/// The vertices of an arc that carry a detail of at least `weight_limit`, without repeats on the grid; returns how many.
std::uint32_t CoverageGeometry::append_points(const Arc& arc, double weight_limit, int shift, LargeVector<GridPoint>& out) const {
    const auto first = static_cast<std::uint32_t>(out.size());
    const std::uint32_t end = arc.first + arc.count;
    for (std::uint32_t i = arc.first; i < end; ++i) {
        if (i % peak_points == 0) {
            while (i + peak_points < end && peaks_[i / peak_points] < weight_limit) i += peak_points;
        }
        if (weights_[i] < weight_limit) continue;
        const GridPoint p = on_grid(network_.points[i], shift);
        if (out.size() > first && out.back() == p) continue;
        out.push_back(p);
    }
    return static_cast<std::uint32_t>(out.size()) - first;
}

void CoverageGeometry::append(const Arc& arc, double weight_limit, int shift, ZoomGeometry& out) const {
    const auto first = static_cast<std::uint32_t>(out.points.size());
    const std::uint32_t count = append_points(arc, weight_limit, shift, out.points);
    if (count < 2) {
        out.points.resize(first);
        return;
    }
    for (std::uint32_t begin = 0; begin + 1 < count; begin += run_segments) {
        ArcRun run{arc.left,  arc.right, level_of(arc), first + begin, std::min(run_segments + 1, count - begin),
                   INT64_MAX, INT64_MAX, INT64_MIN,     INT64_MIN};
        for (std::uint32_t i = 0; i < run.count; ++i) {
            const SubPoint p = out.points[run.first + i];
            run.min_x = std::min(run.min_x, p.x >> sub_bits);
            run.min_y = std::min(run.min_y, p.y >> sub_bits);
            run.max_x = std::max(run.max_x, p.x >> sub_bits);
            run.max_y = std::max(run.max_y, p.y >> sub_bits);
        }
        out.runs.push_back(run);
    }
}

ZoomArcs CoverageGeometry::arcs(int grid_bits, double detail, const std::vector<bool>& wanted) const {
    ZoomArcs out;
    out.arcs.reserve(network_.arcs.size());
    const double steps_per_unit = std::ldexp(1.0, grid_bits - 32);
    const double weight_limit = detail / (steps_per_unit * steps_per_unit);
    if (wanted.empty()) out.points.reserve(network_.points.size());  // room alone: what stays unused costs no memory
    for (std::size_t i = 0; i < network_.arcs.size(); ++i) {
        const Arc& arc = network_.arcs[i];
        const auto first = static_cast<std::uint32_t>(out.points.size());
        const std::uint32_t count = wanted.empty() || wanted[i] ? append_points(arc, weight_limit, 32 - grid_bits, out.points) : 0;
        out.arcs.push_back({arc.left, arc.right, level_of(arc), first, count});
    }
    return out;
}

GridPoint CoverageGeometry::inside(std::size_t municipality, int grid_bits) const {
    return on_grid(sizes_[municipality].mark, 32 - grid_bits);
}

ZoomGeometry CoverageGeometry::at(int zoom, int tile_px) const {
    ZoomGeometry out;
    out.zoom = zoom;
    out.tile_px = tile_px;
    const int pixel_bits = zoom + std::countr_zero(static_cast<unsigned>(tile_px));
    const int shift = 32 - pixel_bits - sub_bits;  // world units to 1/256 pixels
    const double pixels_per_unit = std::ldexp(1.0, pixel_bits - 32);
    const double weight_limit = simplify_px2 / (pixels_per_unit * pixels_per_unit);
    out.points.reserve(network_.points.size());  // room alone: what stays unused costs no memory
    for (const Arc& arc : network_.arcs) append(arc, weight_limit, shift, out);

    for (std::size_t i = 0; i < sizes_.size(); ++i) {
        const Size& size = sizes_[i];
        if (size.perimeter <= 0.0) continue;
        const double area = size.area * pixels_per_unit * pixels_per_unit;
        const double width = 2.0 * size.area / size.perimeter * pixels_per_unit;
        if (area >= tiny_area_px2 && width >= tiny_width_px) continue;
        const auto pixel = [&](std::int64_t v) {
            return static_cast<std::int64_t>(std::floor(static_cast<double>(v) * pixels_per_unit));
        };
        out.tiny.push_back({static_cast<std::int32_t>(i), pixel(size.mark.x), pixel(size.mark.y)});
    }

    bool any = false;
    const auto grow = [&](std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
        out.min_x = any ? std::min(out.min_x, x0) : x0;
        out.min_y = any ? std::min(out.min_y, y0) : y0;
        out.max_x = any ? std::max(out.max_x, x1) : x1;
        out.max_y = any ? std::max(out.max_y, y1) : y1;
        any = true;
    };
    for (const ArcRun& run : out.runs) grow(run.min_x, run.min_y, run.max_x, run.max_y);
    for (const TinyMark& mark : out.tiny) grow(mark.x, mark.y, mark.x, mark.y);
    return out;
}

}  // namespace presencia::emit
