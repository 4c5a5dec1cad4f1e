// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/pmtiles.hpp"
#include "emit/tiles/pmtiles_directory.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace presencia::emit {

/// A PMTiles archive that was written by Pmtiles, open for reading. The file stays open, so that its tiles can be had after its name is gone. Any number of threads may read. Memory: 24 bytes an entry.
class PmtilesReader {
public:
    /// Reads header and directories. Throws file_unreadable, and file_not_geodata for what is not such an archive.
    explicit PmtilesReader(const std::filesystem::path& path);
    ~PmtilesReader();
    PmtilesReader(const PmtilesReader&) = delete;
    PmtilesReader& operator=(const PmtilesReader&) = delete;

    PmtilesDescription::Type type() const noexcept { return type_; }
    int min_zoom() const noexcept { return min_zoom_; }
    int max_zoom() const noexcept { return max_zoom_; }
    const geo::Box& bounds() const noexcept { return bounds_; }

    /// Where a tile lies in the file. Equal tiles of one archive lie in the same place.
    struct Place {
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
    };
    /// Nothing where the archive has no such tile. `z` at most 26, x and y below 2^z. Cost: log n.
    std::optional<Place> find(int z, std::uint32_t x, std::uint32_t y) const;
    /// The bytes of a tile as they are stored: vector tiles are gzipped. Throws file_unreadable.
    std::string read(Place place) const;

private:
    std::string bytes(std::uint64_t offset, std::uint64_t length) const;

    std::string shown_;
    int file_ = -1;
    std::uint64_t size_ = 0, data_ = 0;
    PmtilesDescription::Type type_ = PmtilesDescription::Type::png;
    int min_zoom_ = 0, max_zoom_ = 0;
    geo::Box bounds_;
    std::vector<pmtiles::Entry> entries_;
};

}  // namespace presencia::emit
