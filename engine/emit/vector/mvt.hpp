// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/vector/tile_pieces.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::emit {

enum class MvtGeometry : std::uint8_t { point = 1, line = 2, polygon = 3 };

/// What the features of one vector tile layer say, held once for all tiles. Cells without a value are left out: MVT knows no null.
class MvtLayer {
public:
    MvtLayer(std::string name, MvtGeometry geometry, std::vector<Column> fields);

    /// `id` unique in the layer, at most 2^53 so that JavaScript can hold it, 0 for none; `cells` as many as fields. Returns the feature's index. Text, whole numbers, real numbers and booleans stay what they are.
    std::uint32_t add(std::uint64_t id, std::span<const Cell> cells);

    const std::string& name() const noexcept { return name_; }
    const std::vector<Column>& fields() const noexcept { return fields_; }
    std::size_t size() const noexcept { return features_.size(); }

private:
    friend class MvtWriter;

    struct Feature {
        std::uint64_t id;
        std::uint32_t first, count;  ///< pairs of field and value in tags_
    };

    std::string name_;
    MvtGeometry geometry_;
    std::vector<Column> fields_;
    std::vector<Feature> features_;
    std::vector<std::uint32_t> tags_;
    std::vector<std::string> values_;  ///< as MVT encodes them; each once
    std::unordered_map<std::string, std::uint32_t> value_index_;
};

/// Writes tiles of Mapbox Vector Tile 2.1 (https://github.com/mapbox/vector-tile-spec/tree/master/2.1). One a thread: its memory is used again from tile to tile.
class MvtWriter {
public:
    explicit MvtWriter(std::span<const MvtLayer> layers);

    /// The pieces of one tile, ordered by layer and feature. The same pieces give the same bytes.
    std::string write(std::span<const PlacedPiece> pieces);

private:
    std::string layer(const MvtLayer& layer, std::span<const PlacedPiece> pieces);

    /// Numbers things in the order of their first use in a tile layer.
    class Numbering {
    public:
        void start(std::size_t things);
        std::uint32_t number(std::uint32_t thing);
        const std::vector<std::uint32_t>& used() const noexcept { return used_; }

    private:
        std::vector<std::uint32_t> number_, stamp_, used_;
        std::uint32_t now_ = 0;
    };

    std::span<const MvtLayer> layers_;
    Numbering keys_, values_;
    std::vector<std::uint32_t> tags_;
};

}  // namespace presencia::emit
