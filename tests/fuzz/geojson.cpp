// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "geo/wkb.hpp"
#include "source/json_layer.hpp"
#include "source/json_layer_reader.hpp"
#include "source/json_scan.hpp"
#include "source/ogr_reader.hpp"
#include "source/vector_format.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "tests/fuzz/target.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

using namespace presencia;
using namespace presencia::source;

namespace {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< number, cells, geometry
    std::size_t faults = 0;
    friend bool operator==(const Table&, const Table&) = default;
};

Table table_of(RowReader& reader) {
    Table table{reader.columns(), {}, 0};
    RowBatch batch;
    while (reader.next(batch)) {
        fuzz::hold(batch.cells.size() == table.columns.size(), "a cell a column");
        table.faults += batch.faults.size();
        for (std::size_t row = 0; row < batch.size(); ++row) {
            std::vector<std::string> cells{std::to_string(batch.row[row])};
            for (const auto& column : batch.cells) cells.emplace_back(column.at(row));
            cells.emplace_back(batch.wkb.empty() ? std::string_view() : batch.wkb.at(row));
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

/// GDAL opens by name only.
std::filesystem::path write_down(std::string_view text) {
    static const std::filesystem::path path = std::filesystem::temp_directory_path() / ("presencia-fuzz-" + std::to_string(getpid()) + ".geojson");
    std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
    return path;
}

std::optional<Table> by_gdal(std::string_view text, std::int64_t& promised) {
    ReadPlan plan;
    plan.path = write_down(text);
    plan.shown_name = "fuzz.geojson";
    plan.batch_rows = 3;
    std::optional<Table> table;
    try {
        const JsonSummary summary = scan_json(fuzz::memory_file(text, plan.shown_name));
        promised = summary.lists.size() == 1 && summary.documents == 1 && summary.lists.front().object.empty() ? summary.lists.front().count : -1;
        VectorFormat format = *vector_format(plan.path);
        if (summary.documents > 1) format.drivers = {"GeoJSONSeq"};
        OgrReader reader(plan, format, &summary);
        table = table_of(reader);
    } catch (const Error&) {
    }
    std::filesystem::remove(plan.path);
    return table;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ReadPlan plan;
    plan.shown_name = "fuzz.geojson";
    plan.block_bytes = size > 0 ? 1 + data[size - 1] % 61 : 1;
    std::optional<Table> ours;
    bool refused = false;
    try {
        InputFile file = fuzz::memory_file(text, plan.shown_name);
        if (const auto layer = find_json_layer(file, plan)) {
            JsonLayerReader reader(layer, 3);
            ours = table_of(reader);
        }
    } catch (const Error&) {
        refused = true;
    }
    std::int64_t promised = -1;
    const auto theirs = by_gdal(text, promised);
    fuzz::hold(!refused || !theirs, "what our reader refuses, the complete way refuses too");
    if (ours) fuzz::hold(ours == theirs, "our reader and GDAL give the same table");
    if (theirs && promised >= 0) fuzz::hold(static_cast<std::int64_t>(theirs->rows.size() + theirs->faults) == promised, "no feature is lost");
    return 0;
}
