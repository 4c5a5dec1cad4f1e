// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/bounding_box.hpp"
#include "serve/result/served_file.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace presencia::serve {

/// What the endpoints know beside the result: fixed when the server starts.
struct Site {
    ServedFiles map;                        ///< files of the web map by their names below /map/; none: there is no web map
    std::size_t most_features = 10'000;     ///< of one page of a collection
    std::size_t most_page_bytes = 4 << 20;  ///< of the features of one page, which ends before the one that is too many; one alone may be larger
    double most_area = whole_earth;         ///< of a bbox, in square degrees
    std::size_t most_rows = 100'000;        ///< of one answer of /gaps
    std::size_t most_gap_bytes = 64 << 20;  ///< of one answer of /gaps as GeoJSON, where each row brings its municipality's borders
};

/// The files of a prepared web map, all below its folder; none where there is no index.html.
ServedFiles map_files(const std::filesystem::path& folder);

}  // namespace presencia::serve
