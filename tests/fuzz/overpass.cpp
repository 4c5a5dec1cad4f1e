// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "geo/wkb.hpp"
#include "source/json_scan.hpp"
#include "source/overpass_reader.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "tests/fuzz/target.hpp"

#include <set>
#include <string>

using namespace presencia;
using namespace presencia::source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const InputFile file = fuzz::memory_file(text, "fuzz.json");
        if (const JsonSummary summary = scan_json(file); summary.documents != 1 || !summary.overpass) return 0;
        ReadPlan plan;
        plan.shown_name = "fuzz.json";
        plan.batch_rows = 3;
        OverpassReader reader(file, plan);
        fuzz::hold(std::set<std::string>(reader.columns().begin(), reader.columns().end()).size() == reader.columns().size(), "no column is there twice");
        RowBatch batch;
        std::int64_t last = 0;
        while (reader.next(batch)) {
            fuzz::hold(batch.cells.size() == reader.columns().size() && batch.wkb.size() == batch.size(), "a cell a column and a place a row");
            for (std::size_t row = 0; row < batch.size(); ++row) {
                fuzz::hold(batch.row[row] > last, "rows keep the file's order");
                last = batch.row[row];
                fuzz::hold(batch.wkb[row].empty() || geo::read_wkb(batch.wkb[row]).has_value(), "a geometry is whole and finite");
            }
        }
    } catch (const Error&) {
    }
    return 0;
}
