// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/csv_blocks.hpp"
#include "source/json_layer.hpp"
#include "source/row_batch.hpp"

namespace presencia::source {

/// Puts plain features into a batch, as OgrReader would: cells as field_text() writes them, geometries as WKB.
class JsonRows {
public:
    explicit JsonRows(const JsonLayer& layer) : layer_(layer) {}

    /// Starts to fill `batch`. `storage` keeps what does not stand in the file as the batch shows it.
    void begin(RowBatch& batch, CsvStorage& storage);
    /// The feature that `features` is at, `number` from 1. Throws file_unreadable where it does not fit its columns:
    /// the file has changed since it was looked over.
    void take(const PlainFeatures& features, std::int64_t number);

private:
    std::string_view cell(const JsonValue& value, JsonValue::Kind column);
    std::string_view keep(std::string_view text);
    std::string_view geometry(const JsonGeometry& geometry);
    std::string_view point(const JsonGeometry& geometry);

    const JsonLayer& layer_;
    RowBatch* batch_ = nullptr;
    CsvStorage* storage_ = nullptr;
    std::string scratch_;
};

/// A coordinate of a plain feature: the nearest double.
double json_number(std::string_view text, std::size_t readable);

/// What a reader says that meets other features than were looked over.
[[noreturn]] void throw_json_changed(const JsonLayer& layer, std::int64_t number);

}  // namespace presencia::source
