// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/measure.hpp"
#include "join/locator.hpp"
#include "tests/unit/geo/drawn.hpp"

#include <vector>

/// What the locator must find, without any index: the first shape that covers the point.
namespace presencia::oracle {

class BruteForce {
public:
    explicit BruteForce(const std::vector<geo::MultiPolygon>& shapes) : shapes_(shapes) {
        for (const geo::MultiPolygon& shape : shapes) boxes_.push_back(geo::box_of(shape));
    }
    join::MunicipalityIndex locate(Point<Wgs84> p) const {
        for (std::size_t k = 0; k < shapes_.size(); ++k) {
            if (boxes_[k].contains(p) && geo::covers(shapes_[k], p)) return static_cast<join::MunicipalityIndex>(k);
        }
        return join::nowhere;
    }

private:
    const std::vector<geo::MultiPolygon>& shapes_;
    std::vector<geo::Box> boxes_;
};

/// Places that are hard: every vertex, midpoints of edges, and places a rounding beside them.
inline std::vector<Point<Wgs84>> hard_points(const std::vector<geo::MultiPolygon>& shapes) {
    std::vector<Point<Wgs84>> points;
    const auto add_ring = [&points](const geo::Ring& ring) {
        for (std::size_t v = 1; v < ring.size(); ++v) {
            const Point<Wgs84> a = ring[v - 1];
            const Point<Wgs84> b = ring[v];
            const Point<Wgs84> middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
            for (const Point<Wgs84> p : {b, middle}) {
                points.push_back(p);
                points.push_back({std::nextafter(p.x, 999.0), p.y});
                points.push_back({std::nextafter(p.x, -999.0), p.y});
                points.push_back({p.x, std::nextafter(p.y, 999.0)});
                points.push_back({p.x, std::nextafter(p.y, -999.0)});
            }
        }
    };
    for (const geo::MultiPolygon& shape : shapes) {
        for (const geo::Polygon& part : shape) {
            add_ring(part.outer);
            for (const geo::Ring& hole : part.holes) add_ring(hole);
        }
    }
    return points;
}

inline std::vector<Point<Wgs84>> random_points(drawn::Random& random, const geo::Box& box, int count) {
    std::vector<Point<Wgs84>> points;
    for (int k = 0; k < count; ++k) {
        points.push_back({drawn::uniform(random, box.min_x - 0.1, box.max_x + 0.1),
                          drawn::uniform(random, box.min_y - 0.1, box.max_y + 0.1)});
    }
    return points;
}

}  // namespace presencia::oracle
