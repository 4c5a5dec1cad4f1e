// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "emit/json_cells.hpp"
#include "emit/store.hpp"
#include "geo/wkb.hpp"

#include <sqlite3.h>

#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace presencia::emit {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// Past the header of a GeoPackage geometry blob (OGC 12-128r18, 2.1.3): flags say how long the envelope is.
std::string_view wkb_of(std::string_view blob) {
    constexpr std::size_t envelope_bytes[] = {0, 32, 48, 48, 64, 0, 0, 0};
    if (blob.size() < 8 || !blob.starts_with("GP")) return {};
    const std::size_t header = 8 + envelope_bytes[(static_cast<unsigned char>(blob[3]) >> 1) & 7];
    return blob.size() > header ? blob.substr(header) : std::string_view();
}

CellType type_of(std::string_view declared) {
    if (declared.starts_with("BOOL")) return CellType::boolean;
    if (declared.starts_with("INT") || declared.starts_with("MEDIUMINT")) return CellType::integer;
    if (declared == "REAL" || declared == "DOUBLE") return CellType::real;
    return CellType::text;
}

}  // namespace

struct Store::Impl {
    std::unique_ptr<sqlite3, CloseDatabase> database;
    std::string shown;
    nlohmann::ordered_json study;
    std::mutex reading;                              ///< of `tables`
    std::map<std::string, Table, std::less<>> tables;  ///< those that were asked for

    Statement prepare(const std::string& sql) const {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
            throw Error(ErrorCode::output_not_result, {.file = shown}, sqlite3_errmsg(database.get()), "give the directory that `presencia run` wrote");
        }
        return Statement(raw);
    }

    std::string text(const Statement& row, int column) const {
        const unsigned char* bytes = sqlite3_column_text(row.get(), column);
        return bytes ? std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(row.get(), column))) : std::string();
    }

    /// Column names, types and labels of a table, without its key and geometry.
    std::vector<Column> columns(const std::string& table) const {
        std::vector<Column> found;
        const Statement info = prepare("SELECT name, type FROM pragma_table_info('" + table + "')");
        while (sqlite3_step(info.get()) == SQLITE_ROW) {
            const std::string name = text(info, 0);
            if (name == "fid" || name == "geom") continue;
            found.push_back({name, type_of(text(info, 1)), name, name});
        }
        const Statement labels = prepare("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = '" + table + "'");
        while (sqlite3_step(labels.get()) == SQLITE_ROW) {
            for (Column& column : found) {
                if (column.name == text(labels, 0) && !text(labels, 1).empty()) column.label_es = column.label_en = text(labels, 1);
            }
        }
        return found;
    }

    std::string_view blob(const Statement& row, int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row.get(), column));
        return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row.get(), column))) : std::string_view();
    }

    /// The geometries of a layer in stored order; none where a row has none.
    std::vector<std::optional<geo::RawGeometry>> geometries(std::string_view table) const {
        std::vector<std::optional<geo::RawGeometry>> found;
        const Statement rows = prepare("SELECT geom FROM \"" + std::string(table) + "\" ORDER BY fid");
        while (sqlite3_step(rows.get()) == SQLITE_ROW) found.push_back(geo::read_wkb(wkb_of(blob(rows, 0))));
        return found;
    }

    Cell cell(const Statement& row, int index, CellType type) const {
        if (sqlite3_column_type(row.get(), index) == SQLITE_NULL) return {};
        switch (type) {
            case CellType::integer: return std::int64_t{sqlite3_column_int64(row.get(), index)};
            case CellType::real: return sqlite3_column_double(row.get(), index);
            case CellType::boolean: return sqlite3_column_int(row.get(), index) != 0;
            case CellType::text: return text(row, index);
        }
        return {};
    }

    Table read(const std::string& name) const {
        Table table;
        table.columns = columns(name);
        if (table.columns.empty()) throw Error(ErrorCode::output_not_result, {.file = shown, .column = name}, "the table is missing", "run the study again");
        std::string list;
        for (const Column& column : table.columns) list += (list.empty() ? "\"" : ", \"") + column.name + "\"";
        const Statement rows = prepare("SELECT " + list + " FROM \"" + name + "\" ORDER BY fid");
        while (sqlite3_step(rows.get()) == SQLITE_ROW) {
            std::vector<Cell> row;
            for (std::size_t c = 0; c < table.columns.size(); ++c) row.push_back(cell(rows, static_cast<int>(c), table.columns[c].type));
            if (table.columns.back().name == "no_value") set_absences(table.columns, row, row.back().text());
            table.rows.push_back(std::move(row));
        }
        return table;
    }
};

Store::Store(const std::filesystem::path& directory) : impl_(std::make_unique<Impl>()) {
    const std::filesystem::path file = directory / "study.gpkg";
    impl_->shown = file.string();
    sqlite3* raw = nullptr;
    const bool there = std::filesystem::is_regular_file(file);
    const int opened = there ? sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX, nullptr) : SQLITE_CANTOPEN;
    impl_->database.reset(raw);
    if (opened != SQLITE_OK) {
        throw Error(ErrorCode::output_not_result, {.file = directory.string()}, "no study.gpkg there", "give the directory that `presencia run` wrote");
    }
    const Statement facts = impl_->prepare("SELECT name, value FROM study ORDER BY fid");
    impl_->study = nlohmann::ordered_json::object();
    while (sqlite3_step(facts.get()) == SQLITE_ROW) {
        impl_->study[impl_->text(facts, 0)] = nlohmann::ordered_json::parse(impl_->text(facts, 1), nullptr, false);
    }
    if (impl_->study.value("schema_version", store_schema_version + 1) > store_schema_version) {
        throw Error(ErrorCode::output_not_result, {.file = impl_->shown}, "written by a newer version", "update presencia, or run the study again");
    }
}

Store::~Store() = default;

const nlohmann::ordered_json& Store::study() const {
    return impl_->study;
}

Language Store::language() const {
    return impl_->study.value("language", "es") == "en" ? Language::en : Language::es;
}

const Table& Store::table(std::string_view name) const {
    const std::lock_guard lock(impl_->reading);
    const auto known = impl_->tables.find(name);
    if (known != impl_->tables.end()) return known->second;
    const std::string table_name(name);
    return impl_->tables.emplace(table_name, impl_->read(table_name)).first->second;
}

std::vector<geo::MultiPolygon> Store::shapes(std::string_view table) const {
    std::vector<geo::MultiPolygon> shapes;
    for (auto& geometry : impl_->geometries(table)) shapes.push_back(geometry ? std::move(geometry->polygons) : geo::MultiPolygon());
    return shapes;
}

std::vector<LonLat> Store::dots() const {
    std::vector<LonLat> dots;
    for (const auto& geometry : impl_->geometries("sites")) {
        dots.push_back(geometry && geometry->type == geo::RawGeometry::Type::point ? LonLat::checked(geometry->point.x, geometry->point.y).value_or(LonLat()) : LonLat());
    }
    return dots;
}

std::string Store::geometry(std::string_view country, std::string_view code) const {
    const Statement row = impl_->prepare("SELECT geom FROM municipalities WHERE country = ?1 AND code = ?2");
    sqlite3_bind_text(row.get(), 1, country.data(), static_cast<int>(country.size()), SQLITE_STATIC);
    sqlite3_bind_text(row.get(), 2, code.data(), static_cast<int>(code.size()), SQLITE_STATIC);
    if (sqlite3_step(row.get()) != SQLITE_ROW) {
        throw Error(ErrorCode::municipality_unknown, {.file = impl_->shown}, std::string(country) + ":" + std::string(code));
    }
    const auto geometry = geo::read_wkb(wkb_of(impl_->blob(row, 0)));
    return geojson_geometry(geometry ? geometry->polygons : geo::MultiPolygon{});
}

}  // namespace presencia::emit
