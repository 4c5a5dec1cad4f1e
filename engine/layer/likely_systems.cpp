// SPDX-License-Identifier: Apache-2.0
#include "layer/likely_systems.hpp"

#include "core/text.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace presencia::layer {

namespace {

/// What agencies of the seven countries write their maps in, the commonest first. Before about 2000 the datum was
/// NAD27, some 200 m off; where both fit, nothing in the numbers tells which.
constexpr std::string_view systems[] = {
    "EPSG:32615",  // UTM 15N: western Guatemala
    "EPSG:32616",  // UTM 16N: Guatemala to Nicaragua, western Costa Rica, Belize
    "EPSG:32617",  // UTM 17N: eastern Honduras, Nicaragua, Costa Rica, Panama
    "EPSG:5367",   // CRTM05, Costa Rica since 2005
    "EPSG:5456",   // Lambert Norte, Costa Rica
    "EPSG:5457",   // Lambert Sur, Costa Rica
    "EPSG:5460",   // Lambert, El Salvador
    "EPSG:5458",   // Lambert Norte, Guatemala
    "EPSG:5459",   // Lambert Sur, Guatemala
    "EPSG:5461",   // Lambert Norte, Nicaragua
    "EPSG:5462",   // Lambert Sur, Nicaragua
    "+proj=tmerc +lat_0=0 +lon_0=-90.5 +k=0.9998 +x_0=500000 +y_0=0 +datum=WGS84",  // GTM, Guatemala: no EPSG number
    "EPSG:26715", "EPSG:26716", "EPSG:26717",                                       // NAD27 UTM
    "EPSG:32061", "EPSG:32062",  // NAD27 Guatemala Norte and Sur
    "EPSG:5469",                 // Lambert, Panama
    "EPSG:3857",                 // of web maps
};

/// In hundreds of points: a sample of some thousands is thinned, evenly.
constexpr std::size_t most_points = 500;

std::vector<Point<Wgs84>> thinned(std::span<const Point<Wgs84>> raw) {
    std::vector<Point<Wgs84>> out;
    const std::size_t step = raw.size() / most_points + 1;
    for (std::size_t k = 0; k < raw.size(); k += step) {
        if (std::isfinite(raw[k].x) && std::isfinite(raw[k].y)) out.push_back(raw[k]);
    }
    return out;
}

}  // namespace

geo::Box central_america() {
    return {-93.0, 5.0, -77.0, 19.0};
}

geo::Box grown(const geo::Box& box) {
    constexpr double margin = 0.5;  // degrees
    return box.empty() ? box
                       : geo::Box{box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
}

std::vector<LikelySystem> likely_systems(std::span<const Point<Wgs84>> raw, const geo::Box& expected) {
    const std::vector<Point<Wgs84>> sample = thinned(raw);
    const geo::Box area = expected.empty() ? central_america() : expected;
    std::vector<LikelySystem> out;
    for (const std::string_view crs : systems) {
        const geo::ToWgs84 to_wgs84(crs, {});
        std::vector<Point<Wgs84>> converted = sample;
        to_wgs84.convert(converted);
        LikelySystem system{std::string(crs), to_wgs84.name(), 0, sample.size(), {}};
        for (const Point<Wgs84> p : converted) {
            if (std::isfinite(p.x) && area.contains(p) && to_wgs84.in_area_of_use(p)) {
                ++system.fits;
                system.box.add(p);
            }
        }
        if (!sample.empty() && system.fits * 5 >= sample.size() * 4) out.push_back(std::move(system));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const LikelySystem& a, const LikelySystem& b) { return a.fits > b.fits; });
    return out;
}

std::string shown(std::span<const LikelySystem> systems_that_fit) {
    constexpr std::size_t most = 3;
    std::string out;
    for (std::size_t k = 0; k < std::min(most, systems_that_fit.size()); ++k) {
        const LikelySystem& one = systems_that_fit[k];
        const std::string name = one.crs.starts_with("EPSG:") ? one.name : "GTM, Guatemala";
        out += (k == 0 ? "" : ", ") + one.crs + " (" + name + ": x " + text::format_significant(one.box.min_x, 3) +
               " … " + text::format_significant(one.box.max_x, 3) + ")";
    }
    return out;
}

}  // namespace presencia::layer
