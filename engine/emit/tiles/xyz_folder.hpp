// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_sink.hpp"

#include <filesystem>

namespace presencia::emit {

/// Tiles as files: DIR/z/x/y.png, the layout of every slippy map.
class XyzFolder final : public TileSink {
public:
    /// `directory` is made at the first tile; what is in it already stays.
    explicit XyzFolder(std::filesystem::path directory);
    void put(int z, int x, int y, std::string_view tile) override;

private:
    std::filesystem::path directory_;
    std::filesystem::path column_;  ///< the folder made last
};

}  // namespace presencia::emit
