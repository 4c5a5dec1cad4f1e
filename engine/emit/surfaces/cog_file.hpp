// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/surfaces/surface.hpp"
#include "emit/surfaces/surface_grid.hpp"
#include "source/gdal_handles.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace presencia::emit {

/// What every surface of a result says of itself: names and values of the file's metadata.
using SurfaceNotes = std::vector<std::pair<std::string, std::string>>;

/// While it lives, GDAL keeps few blocks of rasters in memory: its own limit is a share of the machine, and one for all files.
class SmallBlockCache {
public:
    SmallBlockCache();
    ~SmallBlockCache();
    SmallBlockCache(const SmallBlockCache&) = delete;
    SmallBlockCache& operator=(const SmallBlockCache&) = delete;

private:
    std::int64_t before_;
};

/// One surface on its way to a Cloud Optimized GeoTIFF: blocks go into a plain GeoTIFF beside it (overviews need the whole), which finish() copies into order and removes. Every call throws
/// output_unwritable with GDAL's words.
class CogFile {
public:
    CogFile(std::filesystem::path file, const Surface& surface, const SurfaceGrid& grid, const SurfaceNotes& notes);
    ~CogFile();
    CogFile(const CogFile&) = delete;
    CogFile& operator=(const CogFile&) = delete;

    /// Band after band, row by row; blocks that are never written hold nothing.
    void write(const CellWindow& window, std::span<const float> values);
    /// Any thread; `progress` is asked whether to go on.
    void finish(Progress& progress);

private:
    std::filesystem::path file_, draft_;
    bool whole_;
    int bands_;
    source::Dataset dataset_;
};

}  // namespace presencia::emit
