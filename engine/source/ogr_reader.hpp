// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"
#include "source/vector_format.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace presencia::source {

/// A vector file or a spreadsheet through GDAL, feature by feature. `row` is the feature's number from 1, for
/// spreadsheets the row as the program that wrote it shows it. Geometries are ISO WKB in two dimensions, curves as lines.
/// A read that breaks off is an Error, never an early end.
class OgrReader final : public RowReader {
public:
    /// `expected_features`: how many the file holds as counted without GDAL, -1 where not known; a reader that loses
    /// some throws file_unreadable at the end.
    OgrReader(const ReadPlan& plan, const VectorFormat& format, std::int64_t expected_features);
    ~OgrReader() override;

    const std::vector<std::string>& columns() const override;
    const std::string& crs() const override;
    bool has_geometry() const override;
    bool next(RowBatch& batch) override;
    double progress() const override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::source
