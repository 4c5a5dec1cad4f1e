// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"
#include "source/open.hpp"

#include <memory>

namespace presencia::source {

/// An IATI activity file (XML, version 2 or 1) as a table of activities by location, read as it streams: memory is one activity and one
/// batch. Columns: source/iati_activity.hpp. `row` is the line of the <location> element, or of the <iati-activity> that has none; rows may
/// share one where the file has few line breaks. Coordinates are columns, as WGS 84 degrees.
class IatiReader final : public RowReader {
public:
    /// Errors: file_not_geodata (another root element), and those of XmlStream.
    IatiReader(InputFile file, const ReadPlan& plan);
    ~IatiReader() override;

    const std::vector<std::string>& columns() const override;
    const std::string& crs() const override;
    bool has_geometry() const override { return false; }
    bool next(RowBatch& batch) override;
    double progress() const override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::source
