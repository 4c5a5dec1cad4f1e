// SPDX-License-Identifier: Apache-2.0
#include "geo/wkb.hpp"
#include "tests/fuzz/target.hpp"

#include <cmath>
#include <string>

using namespace presencia;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);  // its own allocation: a byte read beyond it shows
    const auto read = geo::read_wkb(bytes);
    if (!read) return 0;
    for (const geo::Polygon& polygon : read->polygons) {
        for (const auto& p : polygon.outer) fuzz::hold(std::isfinite(p.x) && std::isfinite(p.y), "coordinates are finite");
    }
    if (read->type != geo::RawGeometry::Type::polygon || read->polygons.empty()) return 0;
    const std::string written = geo::write_wkb(read->polygons);
    const auto again = geo::read_wkb(written);
    fuzz::hold(again && geo::write_wkb(again->polygons) == written, "what is written is read back");
    return 0;
}
