// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/json_scan.hpp"
#include "source/open.hpp"
#include "source/vector_format.hpp"

#include <memory>
#include <string>
#include <vector>

namespace presencia::source {

/// A vector file or a spreadsheet through GDAL, feature by feature. `row` is the feature's number from 1, for
/// spreadsheets the row as the program that wrote it shows it. Geometries are ISO WKB in two dimensions, curves as
/// lines. A read that breaks off is an Error, never an early end. Faults: encoding_invalid; geometry_missing (a
/// TopoJSON geometry of type null); file_limit (beyond a million corners or ten thousand rings).
class OgrReader final : public RowReader {
public:
    /// `json`: what scan_json() found, null for other formats. Errors as open_rows().
    OgrReader(const ReadPlan& plan, const VectorFormat& format, const JsonSummary* json);
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
