// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/tile_sink.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace presencia::emit {

/// One MBTiles 1.3 archive: tables `metadata` and `tiles`, rows numbered from the south as the
/// specification asks. The same tiles and metadata give the same bytes with the same version of SQLite.
class Mbtiles final : public TileSink {
public:
    /// Makes `path`, which must not exist. Throws Error(output_unwritable).
    Mbtiles(const std::filesystem::path& path, const std::vector<std::pair<std::string, std::string>>& metadata);
    ~Mbtiles() override;
    Mbtiles(const Mbtiles&) = delete;
    Mbtiles& operator=(const Mbtiles&) = delete;

    void put(int z, int x, int y, std::string_view tile) override;

    /// Builds the index and closes the file: only after it returns is the archive whole. An archive that is not
    /// finished is removed by the destructor.
    void finish();

private:
    struct Close {
        void operator()(sqlite3* db) const;
        void operator()(sqlite3_stmt* statement) const;
    };

    void run(const char* sql);
    void check(int result, const char* what);

    std::filesystem::path path_;
    std::unique_ptr<sqlite3, Close> db_;
    std::unique_ptr<sqlite3_stmt, Close> insert_;
    bool finished_ = false;
};

}  // namespace presencia::emit
