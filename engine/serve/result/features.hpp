// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/store.hpp"
#include "geo/shapes.hpp"
#include "serve/http/address.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::serve {

/// One feature as it is handed out.
struct Feature {
    std::string id;
    geo::Box box;       ///< empty where it has no place
    std::string json;   ///< {"type":"Feature","id":...,"geometry":...,"properties":{...}} without its last brace
};

/// A collection of OGC API Features: a layer of the store, in stored order, with what the profile let into it.
class FeatureCollection {
public:
    /// `layer`: "municipalities", "unreached" or "sites". Cost: linear in vertices; the texts of all features stay in memory.
    FeatureCollection(const emit::Store& store, std::string_view layer);

    const std::vector<Feature>& features() const noexcept { return features_; }
    const geo::Box& bounds() const noexcept { return bounds_; }
    /// Nothing where there is none of that id.
    const Feature* find(const std::string& id) const;
    /// Whether a box touches a feature, or it has no place. Exact: what touches with a corner only counts. Cost: that of the vertices, where the box neither holds the feature's own nor misses it.
    bool touches(std::size_t feature, const geo::Box& box) const;

    /// Properties that a request may ask for by value (OGC 17-069r4, 7.15.5): those of country, department, municipality, family and gap_class that the collection has.
    static std::vector<std::string_view> filters(std::string_view layer);
    /// Whether a feature has the values that are asked; parameters that are no filters are passed over. A municipality may be asked for as CODE or COUNTRY:CODE.
    bool meets(std::size_t feature, const Parameters& asked) const;

private:

    const emit::Table* table_;  ///< of the store, which outlives us
    std::string layer_;
    std::vector<Feature> features_;
    std::vector<geo::MultiPolygon> shapes_;  ///< none for points, whose box is all there is
    std::unordered_map<std::string, std::size_t> by_id_;
    geo::Box bounds_;
};

/// Whether a shape and a box have a point in common, borders included.
bool touches(const geo::MultiPolygon& shape, const geo::Box& box);

}  // namespace presencia::serve
