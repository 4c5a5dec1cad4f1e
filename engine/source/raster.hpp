// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/point.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace presencia::source {

/// People per cell of a population raster, read by blocks of rows and never held. Cells without data, zero or negative are left out.
class RasterReader {
public:
    /// Errors as open_rows; crs_missing where the raster names none.
    RasterReader(const std::filesystem::path& path, const std::string& shown_name);
    ~RasterReader();

    const std::string& crs() const;  ///< WKT
    /// Cell centres in the raster's own system (x, y), and people, for the next block; false at the end.
    bool next(std::vector<Point<Wgs84>>& centres, std::vector<double>& people);
    double progress() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::source
