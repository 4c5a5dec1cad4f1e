// SPDX-License-Identifier: Apache-2.0
#include "source/overpass_reader.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <set>

namespace presencia::source {
namespace {

constexpr std::size_t most_cells = std::size_t{4} << 20;  ///< of one batch: features share few of their tags

constexpr std::size_t fixed_columns = 2;

}  // namespace

OverpassReader::OverpassReader(const InputFile& file, const ReadPlan& plan, const Limits& limits) : features_(osm::read_overpass(file, limits.elements)), columns_{"@id", "@type"} {
    std::set<std::string> keys;
    for (const osm::Feature& feature : features_) {
        ids_.push_back(feature.type + "/" + feature.id);
        for (const auto& [key, value] : feature.tags) {
            keys.insert(key);
        }
        if (keys.size() > limits.tags) {
            throw Error(ErrorCode::file_limit, {.file = plan.shown_name, .row = feature.number, .column = "tags"}, "> " + std::to_string(limits.tags));
        }
    }
    columns_.insert(columns_.end(), keys.begin(), keys.end());
    batch_rows_ = std::clamp<std::size_t>(plan.batch_rows, 1, std::max<std::size_t>(most_cells / columns_.size(), 1));
}

bool OverpassReader::next(RowBatch& batch) {
    batch.clear();
    batch.cells.resize(columns_.size());
    const std::size_t end = std::min(features_.size(), at_ + batch_rows_);
    const std::size_t rows = end - at_;
    for (std::vector<std::string_view>& cells : batch.cells) {
        cells.assign(rows, {});
    }
    for (std::size_t row = 0; at_ < end; ++at_, ++row) {
        const osm::Feature& feature = features_[at_];
        batch.row.push_back(feature.number);
        batch.cells[0][row] = ids_[at_];
        batch.cells[1][row] = feature.type;
        for (const auto& [key, value] : feature.tags) {
            const auto column = std::lower_bound(columns_.begin() + fixed_columns, columns_.end(), key);
            batch.cells[static_cast<std::size_t>(column - columns_.begin())][row] = value;
        }
        batch.wkb.push_back(feature.wkb);
    }
    return rows > 0;
}

double OverpassReader::progress() const {
    return features_.empty() ? 1.0 : static_cast<double>(at_) / static_cast<double>(features_.size());
}

}  // namespace presencia::source
