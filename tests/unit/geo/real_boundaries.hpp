// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

/// Real boundaries for tests, from the folder that PRESENCIA_SHARED names (default: ../shared beside the project).
namespace presencia::drawn {

/// The path below the shared folder; empty, and said so, where it is not there.
inline std::filesystem::path shared_folder(const std::string& below) {
    const char* named = std::getenv("PRESENCIA_SHARED");
    const std::filesystem::path root =
        named != nullptr ? std::filesystem::path(named) : std::filesystem::path(PRESENCIA_SOURCE_DIR) / ".." / "shared";
    if (std::filesystem::exists(root / below)) {
        return root / below;
    }
    std::cout << "SKIPPED: " << (root / below).string() << " is not there (set PRESENCIA_SHARED)\n";
    return {};
}

inline geo::Ring ring_of(const nlohmann::json& positions) {
    geo::Ring ring;
    for (const auto& p : positions) ring.push_back({p.at(0).get<double>(), p.at(1).get<double>()});
    return ring;
}

inline geo::Polygon polygon_of(const nlohmann::json& rings) {
    geo::Polygon part{ring_of(rings.at(0)), {}};
    for (std::size_t k = 1; k < rings.size(); ++k) part.holes.push_back(ring_of(rings.at(k)));
    return part;
}

/// One shape a feature of a GeoJSON file in data/boundaries, as it stands there.
inline std::vector<geo::MultiPolygon> real_boundaries(const std::string& file) {
    const std::filesystem::path path = shared_folder("data/boundaries/" + file);
    std::vector<geo::MultiPolygon> shapes;
    if (path.empty()) return shapes;
    std::ifstream input(path);
    const nlohmann::json collection = nlohmann::json::parse(input);
    for (const auto& feature : collection.at("features")) {
        const auto& geometry = feature.at("geometry");
        geo::MultiPolygon shape;
        if (geometry.at("type") == "Polygon") {
            shape.push_back(polygon_of(geometry.at("coordinates")));
        } else {
            for (const auto& part : geometry.at("coordinates")) shape.push_back(polygon_of(part));
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

}  // namespace presencia::drawn
