// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/xyz_folder.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace presencia::emit {

XyzFolder::XyzFolder(std::filesystem::path directory) : directory_(std::move(directory)) {}

void XyzFolder::put(int z, int x, int y, std::string_view tile) {
    const auto column = directory_ / fmt::format("{}", z) / fmt::format("{}", x);
    if (column != column_) {
        std::error_code failed;
        std::filesystem::create_directories(column, failed);
        if (failed) throw Error(ErrorCode::output_unwritable, {column.string(), 0, {}}, failed.message());
        column_ = column;
    }
    const auto path = column / fmt::format("{}.png", y);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(tile.data(), static_cast<std::streamsize>(tile.size()));
    out.close();
    if (!out) throw Error(ErrorCode::output_unwritable, {path.string(), 0, {}}, std::strerror(errno));
}

}  // namespace presencia::emit
