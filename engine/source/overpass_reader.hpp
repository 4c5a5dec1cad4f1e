// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"
#include "source/open.hpp"
#include "source/overpass_elements.hpp"

namespace presencia::source {

/// An answer of the Overpass API as a table: "@id" ("way/123"), "@type", then every tag of the file as a column, by name. `row` is the element's
/// number in the file.
class OverpassReader final : public RowReader {
public:
    /// What an answer may hold at most.
    struct Limits {
        std::int64_t elements = osm::most_elements;
        std::size_t tags = 100'000;  ///< different ones
    };

    /// `file` has passed scan_json(). Errors: those of osm::read_overpass, and file_limit.
    OverpassReader(const InputFile& file, const ReadPlan& plan) : OverpassReader(file, plan, Limits{}) {}
    OverpassReader(const InputFile& file, const ReadPlan& plan, const Limits& limits);

    const std::vector<std::string>& columns() const override { return columns_; }
    const std::string& crs() const override { return crs_; }
    bool has_geometry() const override { return true; }
    bool next(RowBatch& batch) override;
    double progress() const override;

private:
    std::vector<osm::Feature> features_;
    std::vector<std::string> ids_;      ///< "@id" of each
    std::vector<std::string> columns_;  ///< "@id", "@type", tags
    std::string crs_ = "EPSG:4326";
    std::size_t batch_rows_;
    std::size_t at_ = 0;
};

}  // namespace presencia::source
