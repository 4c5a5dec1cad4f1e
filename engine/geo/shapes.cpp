// SPDX-License-Identifier: Apache-2.0
#include "geo/shapes.hpp"

namespace presencia::geo {

Box box_of(const MultiPolygon& shape) {
    Box box;
    for (const Polygon& part : shape) {
        // Holes are looked at too: an invalid shape may have one that sticks out.
        for (const Point<Wgs84>& p : part.outer) {
            box.add(p);
        }
        for (const Ring& hole : part.holes) {
            for (const Point<Wgs84>& p : hole) {
                box.add(p);
            }
        }
    }
    return box;
}

}  // namespace presencia::geo
