// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The numbering and the directories of PMTiles version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).
namespace presencia::emit::pmtiles {

/// Place of a tile along the Hilbert curves of all zooms, one after the other: 0/0/0 is 0, 1/0/0 is 1. `z` at most 26. Cost: linear in z.
std::uint64_t tile_id(int z, std::uint32_t x, std::uint32_t y);

/// `run` tiles from `id` on with the same bytes; in a root directory with leaves, run 0 stands for a leaf that begins with `id`.
struct Entry {
    std::uint64_t id = 0;
    std::uint64_t offset = 0;  ///< from the start of the tile data, or of the leaves
    std::uint32_t length = 0;
    std::uint32_t run = 1;
};

/// One directory, gzipped. Entries rise by id.
std::string directory(std::span<const Entry> entries);
/// The inverse. Throws Error(internal) where the bytes are no directory.
std::vector<Entry> read_directory(std::string_view gzipped);

/// Root and leaves for all entries. There are no leaves where the root by itself keeps header and root within the first 16 KiB of the file.
struct Directories {
    std::string root;
    std::string leaves;
};
Directories directories(std::span<const Entry> entries);

inline constexpr std::size_t header_bytes = 127;
/// What the specification leaves for header and root directory, so that one request gets both.
inline constexpr std::size_t root_limit = 16384 - header_bytes;

}  // namespace presencia::emit::pmtiles
