// SPDX-License-Identifier: Apache-2.0
#include "geo/geos_handle.hpp"
#include "geo/measure.hpp"
#include "geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace presencia::geo {

namespace {

constexpr double smallest_overlap_km2 = 1e-6;

/// Pairs a < b whose boxes touch: a sweep from west to east.
std::vector<std::pair<std::size_t, std::size_t>> touching_boxes(const std::vector<Box>& boxes) {
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&boxes](std::size_t a, std::size_t b) {
        return std::pair(boxes[a].min_x, a) < std::pair(boxes[b].min_x, b);
    });
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
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

std::vector<CoverageFaults::Overlap> overlaps_of(std::span<const MultiPolygon> shapes) {
    std::vector<Box> boxes;
    std::vector<detail::Geometry> geometries;
    for (const MultiPolygon& shape : shapes) {
        boxes.push_back(box_of(shape));
        geometries.push_back(detail::to_geos(shape));
    }
    GEOSContextHandle_t context = detail::geos().handle();
    std::vector<CoverageFaults::Overlap> found;
    detail::Prepared prepared;
    std::size_t prepared_for = shapes.size();
    for (const auto& [a, b] : touching_boxes(boxes)) {
        if (prepared_for != a) {
            prepared.reset(GEOSPrepare_r(context, geometries[a].get()));
            prepared_for = a;
        }
        // Most pairs of boxes belong to shapes that stay apart.
        if (GEOSPreparedIntersects_r(context, prepared.get(), geometries[b].get()) == 0) {
            continue;
        }
        const detail::Geometry common =
            detail::adopt(GEOSIntersection_r(context, geometries[a].get(), geometries[b].get()), "intersection");
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

std::vector<SquareKilometres> holes_of(std::span<const MultiPolygon> shapes) {
    const std::vector<OwnHole> own = own_holes(shapes);
    std::vector<SquareKilometres> found;
    for (const Polygon& part : unite(shapes)) {
        for (const Ring& hole : part.holes) {
            const MultiPolygon filled{{hole, {}}};
            const SquareKilometres size = area(filled);
            if (!is_own(filled, size.value(), own)) {
                found.push_back(size);
            }
        }
    }
    std::sort(found.begin(), found.end(), [](SquareKilometres x, SquareKilometres y) { return x > y; });
    return found;
}

}  // namespace

CoverageFaults coverage_faults(std::span<const MultiPolygon> shapes) {
    CoverageFaults faults;
    for (const MultiPolygon& shape : shapes) {
        faults.total = faults.total + area(shape);
    }
    faults.overlaps = overlaps_of(shapes);
    faults.holes = holes_of(shapes);
    return faults;
}

}  // namespace presencia::geo
