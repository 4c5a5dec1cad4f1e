// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// GeoJSON written by hand.
namespace presencia::source::test {

inline const std::string point = R"({"type":"Point","coordinates":[-87.2,14.1]})";

/// One feature; `properties` without their braces.
inline std::string feature(const std::string& properties, const std::string& geometry = point) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

/// `members`: further ones of the collection, each with its comma.
inline std::string collection(const std::string& features, const std::string& members = "") {
    return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}

}  // namespace presencia::source::test
