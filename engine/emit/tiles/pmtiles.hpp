// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/pmtiles_directory.hpp"
#include "emit/tiles/tile_sink.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::emit {

/// What a PMTiles archive says of itself.
struct PmtilesDescription {
    enum class Type : std::uint8_t { mvt = 1, png = 2 } type = Type::png;  ///< vector tiles are handed over gzipped
    int min_zoom = 0;
    int max_zoom = 0;
    geo::Box bounds;
    std::string metadata;  ///< JSON; of vector tiles with `vector_layers`
};

/// One PMTiles version 3 archive: clustered, each distinct tile stored once, leaf directories where the root would not fit in the first 16 KiB. Tiles may come in any order: they
/// lie in a file beside the archive until finish() puts them in the order of their ids. The same tiles in the same order give the same bytes. Memory: 40 bytes a tile.
class Pmtiles final : public TileSink {
public:
    /// Makes `path`, which must not exist. Throws Error(output_unwritable, output_exists).
    Pmtiles(const std::filesystem::path& path, PmtilesDescription description);
    ~Pmtiles() override;
    Pmtiles(const Pmtiles&) = delete;
    Pmtiles& operator=(const Pmtiles&) = delete;

    void put(int z, int x, int y, std::string_view tile) override;

    /// Writes the archive: only after it returns is it whole. What was put is gone without it.
    void finish();

private:
    /// One distinct tile in the spool file.
    struct Content {
        std::uint64_t offset;
        std::uint32_t length;
    };
    struct Placed {
        std::uint64_t id;
        std::uint32_t content;
    };

    std::uint32_t content_of(std::string_view tile);
    bool same(const Content& content, std::string_view tile);
    std::string read(const Content& content);
    /// Sorts the tiles and joins runs. `order`: the contents in the order in which they are to lie in the file.
    std::vector<pmtiles::Entry> entries(std::vector<std::uint32_t>& order);
    std::string header(std::uint64_t root, std::uint64_t metadata, std::uint64_t leaves, std::uint64_t data, std::size_t entries, std::size_t contents) const;

    std::filesystem::path path_, spool_path_;
    PmtilesDescription description_;
    int spool_ = -1;
    std::uint64_t spooled_ = 0;
    std::vector<Content> contents_;
    std::vector<Placed> placed_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash_;
    bool finished_ = false;
};

}  // namespace presencia::emit
