// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "source/open.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source::test {

/// A folder that goes with the test, and what is in it.
class TempFolder {
public:
    const std::filesystem::path& path() const { return folder_.path(); }
    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        const auto file = path() / name;
        std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file;
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path())) {
            found.push_back(entry.path().filename().string());
        }
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    support::TemporaryFolder folder_;
};

struct Row {
    std::int64_t row = 0;
    std::vector<std::string> cells;
    std::string wkb;
    friend bool operator==(const Row&, const Row&) = default;
};

/// A whole file, copied out of its batches.
struct Content {
    std::vector<std::string> columns;
    std::string crs;
    bool has_geometry = false;
    std::vector<Row> rows;
    std::vector<Reject> faults;
    std::vector<std::size_t> batch_sizes;
};

inline ReadPlan plan_for(const std::filesystem::path& path) {
    ReadPlan plan;
    plan.path = path;
    plan.shown_name = path.filename().string();
    return plan;
}

inline Content read_all(const ReadPlan& plan) {
    const auto reader = open_rows(plan);
    Content content{reader->columns(), reader->crs(), reader->has_geometry(), {}, {}, {}};
    RowBatch batch;
    while (reader->next(batch)) {
        content.batch_sizes.push_back(batch.size());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Row row{batch.row[i], {}, batch.wkb.empty() ? "" : std::string(batch.wkb[i])};
            for (const auto& column : batch.cells) {
                REQUIRE(column.size() == batch.size());
                row.cells.emplace_back(column[i]);
            }
            content.rows.push_back(std::move(row));
        }
        content.faults.insert(content.faults.end(), batch.faults.begin(), batch.faults.end());
    }
    return content;
}

inline Content read_all(const std::filesystem::path& path) {
    return read_all(plan_for(path));
}

/// The error that `action` stops with; fails the test where it does not.
template <class Action>
Error error_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error was thrown");
    return Error(ErrorCode::internal, {});
}

inline Error error_of_file(const std::filesystem::path& path) {
    return error_of([&path] { read_all(path); });
}

}  // namespace presencia::source::test
