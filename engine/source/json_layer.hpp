// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"
#include "source/plain_features.hpp"
#include "source/open.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace presencia::source {

/// A GeoJSON file of plain features (plain_features.hpp), looked over from its first byte to its last: what its columns
/// are, and where one may begin to read. Immutable, so that any number of readers share it.
struct JsonLayer {
    /// Whole features from `offset` to the next chunk's.
    struct Chunk {
        std::uint64_t offset;
        std::int64_t first;  ///< number of its first feature, from 1
    };

    std::shared_ptr<const InputFile> file;
    JsonTemplate shape;
    PlainFeatures::Layout layout = PlainFeatures::Layout::list;
    std::vector<std::string> columns;
    std::vector<JsonValue::Kind> kinds;  ///< of each column: text, whole, real or truth
    std::string crs;
    std::vector<Chunk> chunks;  ///< and one more, where the features end
    std::size_t largest = 0;    ///< bytes of a chunk

    bool fits(std::size_t column, JsonValue::Kind value) const;
};

/// The layer of a file whose features are plain, all of them, and would be read by GDAL as JsonLayerReader reads them:
/// one list of features in a FeatureCollection, or features line by line (whose dates GDAL rewrites, and we do not).
/// Takes over the file then. Nothing, and the
/// file as it was, for anything else, also for what is no JSON: scan_json() says why. Memory: a block, and some bytes
/// a chunk.
/// Errors: crs_unknown (json_crs.hpp), file_encoding, file_unreadable (the disk's).
std::shared_ptr<const JsonLayer> find_json_layer(InputFile& file, const ReadPlan& plan);

}  // namespace presencia::source
