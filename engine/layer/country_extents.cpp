// SPDX-License-Identifier: Apache-2.0
#include "layer/country_extents.hpp"

#include "core/language.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace presencia::layer {

namespace {

struct Extent {
    std::string_view country;
    geo::Box box;
};

/// Mainland and islands, rounded outward by up to half a degree: a test of plausibility, not a border.
constexpr std::array<Extent, 7> extents = {{{"BLZ", {-89.5, 15.5, -87.0, 19.0}},
                                            {"CRI", {-87.5, 5.0, -82.0, 11.5}},
                                            {"SLV", {-90.5, 12.5, -87.0, 15.0}},
                                            {"GTM", {-92.5, 13.5, -88.0, 18.0}},
                                            {"HND", {-89.5, 12.5, -82.0, 18.0}},
                                            {"NIC", {-88.0, 10.5, -82.0, 15.5}},
                                            {"PAN", {-83.5, 7.0, -77.0, 10.0}}}};

/// Features of one source and country.
struct Crowd {
    geo::Box box;
    std::size_t features = 0;
    std::size_t inside = 0;  ///< touch their country
    std::size_t swapped_inside = 0;
};

geo::Box swapped(const geo::Box& box) {
    return {box.min_y, box.min_x, box.max_y, box.max_x};
}

std::string shown(const study::Study& study, const geo::Box& box) {
    const auto n = [](double v) { return text::format_fixed(v, 2); };
    const std::string to(tr(study.language, " a ", " to "));
    return std::string(tr(study.language, "longitud ", "longitude ")) + n(box.min_x) + to + n(box.max_x) +
           std::string(tr(study.language, ", latitud ", ", latitude ")) + n(box.min_y) + to + n(box.max_y);
}

void check_country(const study::Study& study, const std::string& file, const Extent& extent, const Crowd& crowd) {
    if (crowd.inside * 2 >= crowd.features) {
        return;
    }
    const bool turned = crowd.swapped_inside * 2 > crowd.features;
    const std::string country(extent.country);
    throw Error(
        turned ? ErrorCode::coordinates_swapped : ErrorCode::crs_out_of_area, {file, 0, {}},
        std::string(tr(study.language, "la mayoría de los municipios de ", "most municipalities of ")) + country +
            std::string(tr(study.language, " no cae en ese país (", " do not lie in that country (")) +
            shown(study, crowd.box) + ")",
        std::string(turned ? tr(study.language, "para intercambiarlas: coordinates = \"swapped\"",
                                "to exchange them: coordinates = \"swapped\"")
                           : tr(study.language, "¿otra zona UTM u otro sistema? crs = \"EPSG:...\"; ¿otro país?",
                                "another UTM zone or another system? crs = \"EPSG:...\"; another country?")));
}

void check_against_others(const study::Study& study, const std::vector<geo::Box>& boxes) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        geo::Box others;
        for (std::size_t k = 0; k < boxes.size(); ++k) {
            if (k != i) others.add(boxes[k]);
        }
        if (boxes[i].empty() || others.empty() || boxes[i].intersects(others) ||
            !swapped(boxes[i]).intersects(others)) {
            continue;
        }
        throw Error(
            ErrorCode::coordinates_swapped, {study.municipalities[i].source.shown, 0, {}}, shown(study, boxes[i]),
            std::string(
                tr(study.language,
                   "con longitud y latitud intercambiadas caería sobre las otras fuentes: ¿cuál está al revés?",
                   "with longitude and latitude swapped, this source would lie on the others: which one is the wrong "
                   "way round?")));
    }
}

}  // namespace

geo::Box expected_extent(const std::set<std::string>& countries) {
    geo::Box box;
    for (const std::string& country : countries) {
        const auto known =
            std::find_if(extents.begin(), extents.end(), [&](const Extent& e) { return e.country == country; });
        if (known == extents.end()) return {};
        box.add(known->box);
    }
    return box;
}

void check_extents(const study::Study& study, const std::vector<MunicipalityFeature>& features) {
    std::map<std::pair<std::size_t, std::string>, Crowd> crowds;
    std::vector<geo::Box> boxes(study.municipalities.size());
    for (const MunicipalityFeature& feature : features) {
        const geo::Box box = geo::box_of(feature.shape);
        boxes[feature.source].add(box);
        const auto known =
            std::find_if(extents.begin(), extents.end(), [&](const Extent& e) { return e.country == feature.country; });
        if (known == extents.end()) continue;
        Crowd& crowd = crowds[{feature.source, feature.country}];
        crowd.box.add(box);
        ++crowd.features;
        crowd.inside += box.intersects(known->box) ? 1 : 0;
        crowd.swapped_inside += swapped(box).intersects(known->box) ? 1 : 0;
    }
    for (const auto& [key, crowd] : crowds) {
        const auto known =
            std::find_if(extents.begin(), extents.end(), [&](const Extent& e) { return e.country == key.second; });
        check_country(study, study.municipalities[key.first].source.shown, *known, crowd);
    }
    check_against_others(study, boxes);
}

std::string country_like(const geo::Box& box) {
    const auto area = [](const geo::Box& b) { return b.empty() ? 0.0 : (b.max_x - b.min_x) * (b.max_y - b.min_y); };
    double best = 0.0, second = 0.0;
    std::string country;
    for (const Extent& extent : extents) {
        const geo::Box shared{std::max(box.min_x, extent.box.min_x), std::max(box.min_y, extent.box.min_y),
                              std::min(box.max_x, extent.box.max_x), std::min(box.max_y, extent.box.max_y)};
        const double common = area(shared);
        const double likeness = common / (area(box) + area(extent.box) - common);
        if (likeness > best) {
            second = std::exchange(best, likeness);
            country = extent.country;
        } else {
            second = std::max(second, likeness);
        }
    }
    return best >= 0.5 && second <= best * 0.9 ? country : std::string{};
}

}  // namespace presencia::layer
