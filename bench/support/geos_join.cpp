// SPDX-License-Identifier: Apache-2.0
#include "bench/support/geos_join.hpp"

#include <geos_c.h>

#include <algorithm>
#include <limits>

namespace presencia::bench {

struct GeosJoin::Impl {
    GEOSContextHandle_t context = GEOS_init_r();
    std::vector<GEOSGeometry*> shapes;
    std::vector<const GEOSPreparedGeometry*> prepared;
    std::vector<std::size_t> numbers;
    GEOSSTRtree* tree = nullptr;

    GEOSGeometry* ring(const geo::Ring& points) const {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context, static_cast<unsigned>(points.size()), 2);
        for (std::size_t k = 0; k < points.size(); ++k) GEOSCoordSeq_setXY_r(context, sequence, static_cast<unsigned>(k), points[k].x, points[k].y);
        return GEOSGeom_createLinearRing_r(context, sequence);
    }

    GEOSGeometry* whole(const geo::MultiPolygon& shape) const {
        std::vector<GEOSGeometry*> parts;
        for (const geo::Polygon& part : shape) {
            std::vector<GEOSGeometry*> holes;
            for (const geo::Ring& hole : part.holes) holes.push_back(ring(hole));
            parts.push_back(GEOSGeom_createPolygon_r(context, ring(part.outer), holes.data(), static_cast<unsigned>(holes.size())));
        }
        return parts.size() == 1 ? parts.front() : GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size()));
    }
};

GeosJoin::GeosJoin(std::span<const geo::MultiPolygon> shapes) : impl_(std::make_unique<Impl>()) {
    constexpr std::size_t node = 10;
    Impl& me = *impl_;
    me.tree = GEOSSTRtree_create_r(me.context, node);
    me.numbers.resize(shapes.size());
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        me.numbers[k] = k;
        me.shapes.push_back(me.whole(shapes[k]));
        me.prepared.push_back(GEOSPrepare_r(me.context, me.shapes.back()));
        GEOSSTRtree_insert_r(me.context, me.tree, me.shapes.back(), &me.numbers[k]);
    }
}

GeosJoin::~GeosJoin() {
    GEOSSTRtree_destroy_r(impl_->context, impl_->tree);
    for (const GEOSPreparedGeometry* one : impl_->prepared) GEOSPreparedGeom_destroy_r(impl_->context, one);
    for (GEOSGeometry* one : impl_->shapes) GEOSGeom_destroy_r(impl_->context, one);
    GEOS_finish_r(impl_->context);
}

void GeosJoin::count(std::span<const Point<Wgs84>> points, std::vector<std::int64_t>& counts) {
    struct Look {
        Impl* impl;
        const GEOSGeometry* point;
        std::size_t best;
    };
    for (const Point<Wgs84> p : points) {
        GEOSGeometry* const point = GEOSGeom_createPointFromXY_r(impl_->context, p.x, p.y);
        Look look{impl_.get(), point, std::numeric_limits<std::size_t>::max()};
        GEOSSTRtree_query_r(
            impl_->context, impl_->tree, point,
            [](void* item, void* data) {
                Look& at = *static_cast<Look*>(data);
                const std::size_t k = *static_cast<const std::size_t*>(item);
                if (k < at.best && GEOSPreparedCovers_r(at.impl->context, at.impl->prepared[k], at.point) == 1) at.best = k;
            },
            &look);
        GEOSGeom_destroy_r(impl_->context, point);
        if (look.best < counts.size()) ++counts[look.best];
    }
}

}  // namespace presencia::bench
