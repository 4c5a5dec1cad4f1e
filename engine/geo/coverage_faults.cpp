// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"
#include "geo/coverage_edges.hpp"
#include "geo/geos_handle.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>

namespace presencia::geo {

namespace {

constexpr double smallest_overlap_km2 = 1e-6;

using Pair = std::pair<std::size_t, std::size_t>;

/// Pairs a < b whose boxes touch: a sweep from west to east.
std::vector<Pair> touching_boxes(const std::vector<Box>& boxes) {
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&boxes](std::size_t a, std::size_t b) {
        return std::pair(boxes[a].min_x, a) < std::pair(boxes[b].min_x, b);
    });
    std::vector<Pair> pairs;
    std::vector<std::size_t> open;
    for (const std::size_t next : order) {
        std::erase_if(open, [&](std::size_t k) { return boxes[k].max_x < boxes[next].min_x; });
        for (const std::size_t k : open) {
            if (boxes[k].intersects(boxes[next])) {
                pairs.emplace_back(std::min(k, next), std::max(k, next));
            }
        }
        open.push_back(next);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

/// `unclear`: the pairs of which not all is told by their edges.
std::vector<CoverageFaults::Overlap> overlaps_of(std::span<const MultiPolygon> shapes, std::vector<Pair>& unclear, unsigned threads) {
    std::vector<Box> boxes(shapes.size());
    parallel_for(shapes.size(), threads, [&](std::size_t k, unsigned) { boxes[k] = box_of(shapes[k]); });
    const std::vector<Pair> pairs = touching_boxes(boxes);
    // Most pairs are clean neighbours, which their edges tell a hundred times faster than an overlay.
    std::vector<std::uint8_t> apart(pairs.size(), 0);
    parallel_for(pairs.size(), threads, [&](std::size_t k, unsigned) {
        const auto [a, b] = pairs[k];
        apart[k] = detail::surely_apart({shapes[a], boxes[a]}, {shapes[b], boxes[b]}) ? 1 : 0;
    });
    std::vector<detail::Geometry> geometries(shapes.size());
    const auto geometry = [&](std::size_t k) {
        if (!geometries[k]) geometries[k] = detail::to_geos(shapes[k]);
        return geometries[k].get();
    };
    GEOSContextHandle_t context = detail::geos().handle();
    std::vector<CoverageFaults::Overlap> found;
    detail::Prepared prepared;
    std::size_t prepared_for = shapes.size();
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        if (apart[k] != 0) continue;
        const auto [a, b] = pairs[k];
        unclear.emplace_back(a, b);
        if (prepared_for != a) {
            prepared.reset(GEOSPrepare_r(context, geometry(a)));
            prepared_for = a;
        }
        if (GEOSPreparedIntersects_r(context, prepared.get(), geometry(b)) == 0) {
            continue;
        }
        const detail::Geometry common =
            detail::adopt(GEOSIntersection_r(context, geometry(a), geometry(b)), "intersection");
        const SquareKilometres size = area(detail::from_geos(common.get()));
        if (size.value() > smallest_overlap_km2) {
            found.push_back({a, b, size});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.area > y.area; });
    return found;
}

/// A hole that a shape has by itself: a lake, or an enclave of something that is not in the set.
struct OwnHole {
    Box box;
    MultiPolygon shape;
    double area;
};

std::vector<OwnHole> own_holes(std::span<const MultiPolygon> shapes) {
    std::vector<OwnHole> holes;
    for (const MultiPolygon& shape : shapes) {
        for (const Polygon& part : shape) {
            for (const Ring& hole : part.holes) {
                MultiPolygon filled{{hole, {}}};
                const double size = area(filled).value();
                holes.push_back({box_of(filled), std::move(filled), size});
            }
        }
    }
    return holes;
}

bool is_own(const MultiPolygon& hole, double size, const std::vector<OwnHole>& own) {
    const Box box = box_of(hole);
    return std::any_of(own.begin(), own.end(), [&](const OwnHole& one) {
        return std::abs(one.area - size) <= 1e-9 * one.area && one.box.intersects(box) &&
               covers(one.shape, label_point(hole).point());
    });
}

/// Shapes that hang together by unclear pairs made one; then all are surely apart.
std::vector<MultiPolygon> united_where_unclear(std::span<const MultiPolygon> shapes, const std::vector<Pair>& unclear) {
    std::vector<std::size_t> first(shapes.size());  // of the shapes that hang together
    std::iota(first.begin(), first.end(), std::size_t{0});
    const auto find = [&first](std::size_t k) {
        while (first[k] != k) k = first[k] = first[first[k]];
        return k;
    };
    for (const auto& [a, b] : unclear) {
        const auto [low, high] = std::minmax({find(a), find(b)});
        first[high] = low;
    }
    std::vector<std::vector<MultiPolygon>> groups(shapes.size());
    for (std::size_t k = 0; k < shapes.size(); ++k) groups[find(k)].push_back(shapes[k]);
    std::vector<MultiPolygon> out;
    for (std::vector<MultiPolygon>& group : groups) {
        if (!group.empty()) out.push_back(group.size() == 1 ? std::move(group.front()) : unite(group));
    }
    return out;
}

std::vector<Ring> holes_of_union(std::span<const MultiPolygon> shapes, const std::vector<Pair>& unclear, unsigned threads) {
    if (unclear.empty()) {
        if (auto holes = detail::holes_between(shapes, threads)) return *std::move(holes);
    } else if (unclear.size() * 4 < shapes.size()) {
        if (auto holes = detail::holes_between(united_where_unclear(shapes, unclear), threads)) return *std::move(holes);
    }
    std::vector<Ring> holes;
    for (Polygon& part : unite(shapes)) {
        std::move(part.holes.begin(), part.holes.end(), std::back_inserter(holes));
    }
    return holes;
}

std::vector<SquareKilometres> holes_of(std::span<const MultiPolygon> shapes, const std::vector<Pair>& unclear, unsigned threads) {
    const std::vector<OwnHole> own = own_holes(shapes);
    std::vector<SquareKilometres> found;
    for (Ring& hole : holes_of_union(shapes, unclear, threads)) {
        const MultiPolygon filled{{std::move(hole), {}}};
        const SquareKilometres size = area(filled);
        if (!is_own(filled, size.value(), own)) {
            found.push_back(size);
        }
    }
    std::sort(found.begin(), found.end(), [](SquareKilometres x, SquareKilometres y) { return x > y; });
    return found;
}

}  // namespace

CoverageFaults coverage_faults(std::span<const MultiPolygon> shapes, unsigned threads) {
    CoverageFaults faults;
    std::vector<Pair> unclear;
    faults.overlaps = overlaps_of(shapes, unclear, threads);
    faults.holes = holes_of(shapes, unclear, threads);
    return faults;
}

}  // namespace presencia::geo
