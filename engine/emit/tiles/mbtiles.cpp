// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/mbtiles.hpp"

#include "core/error.hpp"

#include <sqlite3.h>

namespace presencia::emit {

void Mbtiles::Close::operator()(sqlite3* db) const {
    sqlite3_close(db);
}

void Mbtiles::Close::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void Mbtiles::check(int result, const char* what) {
    if (result == SQLITE_OK || result == SQLITE_DONE) return;
    const std::string why = db_ ? sqlite3_errmsg(db_.get()) : sqlite3_errstr(result);
    throw Error(ErrorCode::output_unwritable, {path_.string(), 0, {}}, std::string(what) + ": " + why);
}

void Mbtiles::run(const char* sql) {
    check(sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr), "sqlite");
}

Mbtiles::Mbtiles(const std::filesystem::path& path, const std::vector<std::pair<std::string, std::string>>& metadata)
    : path_(path) {
    if (std::filesystem::exists(path)) throw Error(ErrorCode::output_exists, {path.string(), 0, {}});
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    db_.reset(raw);
    check(opened, "sqlite");
    // The file is staged and replaced whole by its owner: a journal would only cost time. Page size and application id
    // are fixed so that the bytes are.
    run("PRAGMA page_size = 4096; PRAGMA application_id = 0x4d504258; PRAGMA journal_mode = OFF;"
        "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;");
    run("BEGIN;"
        "CREATE TABLE metadata (name TEXT, value TEXT);"
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);");
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(db_.get(), "INSERT INTO metadata VALUES (?, ?)", -1, &statement, nullptr), "sqlite");
    const std::unique_ptr<sqlite3_stmt, Close> describe(statement);
    for (const auto& [name, value] : metadata) {
        sqlite3_bind_text(describe.get(), 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
        sqlite3_bind_text(describe.get(), 2, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
        check(sqlite3_step(describe.get()), "metadata");
        sqlite3_reset(describe.get());
    }
    check(sqlite3_prepare_v2(db_.get(), "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1, &statement, nullptr), "sqlite");
    insert_.reset(statement);
}

Mbtiles::~Mbtiles() {
    insert_.reset();
    db_.reset();
    if (!finished_) {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
}

void Mbtiles::put(int z, int x, int y, std::string_view tile) {
    const std::int64_t row = (std::int64_t{1} << z) - 1 - y;
    sqlite3_bind_int(insert_.get(), 1, z);
    sqlite3_bind_int(insert_.get(), 2, x);
    sqlite3_bind_int64(insert_.get(), 3, row);
    sqlite3_bind_blob(insert_.get(), 4, tile.data(), static_cast<int>(tile.size()), SQLITE_STATIC);
    check(sqlite3_step(insert_.get()), "tile");
    sqlite3_reset(insert_.get());
}

void Mbtiles::finish() {
    insert_.reset();
    run("CREATE UNIQUE INDEX metadata_name ON metadata (name);"
        "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);"
        "COMMIT;");
    const int closed = sqlite3_close(db_.release());
    check(closed, "close");
    finished_ = true;
}

}  // namespace presencia::emit
