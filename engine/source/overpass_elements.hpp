// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace presencia::source::osm {

/// An element with tags. Elements without any are the corners and the borders of others, and no feature of their own.
struct Feature {
    std::int64_t number = 0;  ///< among all elements of the file, from 1
    std::string type;         ///< node | way | relation
    std::string id;
    std::map<std::string, std::string> tags;
    std::string wkb;          ///< point or multipolygon; "" where the file holds no place for it
};

inline constexpr std::int64_t most_elements = 10'000'000;

/// Features of an answer of the Overpass API in JSON. A way is the polygon that it closes around, else the middle of its box; a multipolygon is
/// assembled from its members' geometry. What came without geometry (`out tags`) is placed by `center`, by `bounds`, or by the corners that
/// the file holds beside it; else it has none. Memory: the features, and the corners without tags.
/// Errors: file_unreadable (also an answer that Overpass itself says is not whole), file_limit (more than `most` elements, with tags or without: their corners are held too). The file must have passed scan_json().
std::vector<Feature> read_overpass(const InputFile& file, std::int64_t most = most_elements);

}  // namespace presencia::source::osm
