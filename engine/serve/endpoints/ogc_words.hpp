// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "serve/context.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

/// What the endpoints of OGC API share.
namespace presencia::serve::endpoints {

inline constexpr std::string_view geojson_type = "application/geo+json";
inline constexpr std::string_view html_type = "text/html; charset=utf-8";
inline constexpr std::string_view openapi_type = "application/vnd.oai.openapi+json;version=3.0";
inline constexpr std::string_view matrix_set = "WebMercatorQuad";
inline constexpr std::string_view matrix_set_uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
inline constexpr std::string_view mercator_uri = "http://www.opengis.net/def/crs/EPSG/0/3857";

/// A link object.
nlohmann::ordered_json link(std::string_view relation, std::string href, std::string_view type, std::string_view title = {});

/// Title and description of a collection of features.
std::string collection_title(std::string_view name, Language language);
std::string collection_description(std::string_view name, Language language);

/// A document as JSON or as a page, by parameter f or Accept.
Outcome in_two_forms(const Context& context, const std::string& key, std::function<nlohmann::ordered_json(Language)> json, std::function<std::string(const nlohmann::ordered_json&, Language)> page);

/// A page of an array of links, for documents that are mostly that.
std::string links_page(std::string_view title, const nlohmann::ordered_json& links, Language language);

/// The collection that the first capture names, or path_unknown with those there are.
const FeatureCollection& collection_named(const Result& result, std::string_view name);
void check_collection(std::string_view name);

}  // namespace presencia::serve::endpoints
