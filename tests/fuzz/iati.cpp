// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "source/iati_activity.hpp"
#include "source/iati_reader.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace presencia;
using namespace presencia::source;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Every row, its line in front, or nothing where the file is refused.
std::optional<Rows> rows_in(std::string_view text, std::size_t block_bytes, std::size_t batch_rows) {
    Rows rows;
    const auto lines = static_cast<std::int64_t>(std::count(text.begin(), text.end(), '\n')) + static_cast<std::int64_t>(std::count(text.begin(), text.end(), '\r')) + 1;
    try {
        ReadPlan plan;
        plan.shown_name = "fuzz.xml";
        plan.block_bytes = block_bytes;
        plan.batch_rows = batch_rows;
        IatiReader reader(fuzz::memory_file(text, "fuzz.xml"), plan);
        RowBatch batch;
        while (reader.next(batch)) {
            fuzz::hold(batch.size() > 0 && batch.size() <= batch_rows, "a batch holds rows, and no more than asked for");
            fuzz::hold(batch.cells.size() == iati::column_count, "every column is there");
            for (std::size_t row = 0; row < batch.size(); ++row) {
                fuzz::hold(batch.row[row] >= 1 && batch.row[row] <= lines, "a row stands on a line of the file");
                std::vector<std::string> cells{std::to_string(batch.row[row])};
                for (const auto& column : batch.cells) cells.emplace_back(column.at(row));
                rows.push_back(std::move(cells));
            }
        }
    } catch (const Error&) {
        return std::nullopt;
    }
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t block = size > 0 ? 1 + data[size - 1] % 61 : 1;
    const auto whole = rows_in(text, std::size_t{1} << 20, 1000);
    fuzz::hold(whole == rows_in(text, block, 1 + block % 3), "rows do not depend on where blocks and batches end");
    return 0;
}
