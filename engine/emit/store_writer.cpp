// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/text.hpp"
#include "emit/json_cells.hpp"
#include "emit/ledger_json.hpp"
#include "emit/headline.hpp"
#include "emit/qgis_style.hpp"
#include "emit/result_tables.hpp"
#include "emit/spatial_reference.hpp"
#include "emit/store.hpp"
#include "emit/summary_json.hpp"
#include "geo/wkb.hpp"
#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>

namespace presencia::emit {

namespace {

/// The one clock of a GeoPackage is `last_change`: it gets the study's day, so that the same input gives the same bytes.
class FixedDate {
public:
    explicit FixedDate(Date day) { CPLSetConfigOption("OGR_CURRENT_DATE", (day.iso() + "T00:00:00.000Z").c_str()); }
    ~FixedDate() { CPLSetConfigOption("OGR_CURRENT_DATE", nullptr); }
    FixedDate(const FixedDate&) = delete;
    FixedDate& operator=(const FixedDate&) = delete;
};

class GeoPackage {
public:
    explicit GeoPackage(const std::filesystem::path& file) : shown_(file.filename().string()) {
        source::register_drivers();
        const GDALDriverH driver = GDALGetDriverByName("GPKG");
        dataset_.reset(driver ? GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr) : nullptr);
        require(dataset_ != nullptr);
        reference_.reset(OSRNewSpatialReference(nullptr));
        require(OSRImportFromEPSG(reference_.get(), 4326) == OGRERR_NONE);
        OSRSetAxisMappingStrategy(reference_.get(), OAMS_TRADITIONAL_GIS_ORDER);
        require(GDALDatasetStartTransaction(dataset_.get(), FALSE) == OGRERR_NONE);
    }

    /// A feature layer (`type` other than none) or a plain table; `wkb(row)` gives each row's geometry, "" for none.
    void add(const char* name, const Table& table, OGRwkbGeometryType type, Language language, const std::function<std::string(std::size_t)>& wkb) {
        const std::array<const char*, 3> options{"FID=fid", type == wkbNone ? "ASPATIAL_VARIANT=GPKG_ATTRIBUTES" : "GEOMETRY_NAME=geom", nullptr};
        const OGRLayerH layer = GDALDatasetCreateLayer(dataset_.get(), name, type == wkbNone ? nullptr : reference_.get(), type, const_cast<char**>(options.data()));
        require(layer != nullptr);
        for (const Column& column : table.columns) add_field(layer, column);
        labels_.emplace_back(name, table.columns, language);
        for (std::size_t r = 0; r < table.rows.size(); ++r) add_feature(layer, table, r, type, type == wkbNone ? std::string() : wkb(r));
    }

    /// The schema extension of GeoPackage (OGC 12-128r18, F.9): what each column is called in the study's language. GDAL 3.6 does not write it itself.
    void add_labels() {
        execute("CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, "
                "constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name))");
        for (const auto& [table, columns, language] : labels_) {
            for (const Column& column : columns) {
                execute("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (" + quoted(table) + ", " + quoted(column.name) + ", " +
                        quoted(column.name) + ", " + quoted(column.label(language)) + ")");
            }
        }
        execute("INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
                "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')");
    }

    void close() {
        require(GDALDatasetCommitTransaction(dataset_.get()) == OGRERR_NONE);
        GDALFlushCache(dataset_.get());
        require(!scope_.failed());
        dataset_.reset();
        require(!scope_.failed());
    }

private:
    struct Labels {
        std::string table;
        std::vector<Column> columns;
        Language language;
        Labels(std::string t, std::vector<Column> c, Language l) : table(std::move(t)), columns(std::move(c)), language(l) {}
    };

    static std::string quoted(std::string_view text) {
        std::string out = "'";
        for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
        return out + "'";
    }

    void execute(const std::string& sql) {
        GDALDatasetExecuteSQL(dataset_.get(), sql.c_str(), nullptr, nullptr);
        require(!scope_.failed());
    }

    void require(bool done) const {
        if (!done) throw Error(ErrorCode::output_unwritable, {.file = shown_}, scope_.message());
    }

    void add_field(OGRLayerH layer, const Column& column) const {
        constexpr OGRFieldType types[] = {OFTString, OFTInteger64, OFTReal, OFTInteger};
        const OGRFieldDefnH field = OGR_Fld_Create(column.name.c_str(), types[static_cast<std::size_t>(column.type)]);
        if (column.type == CellType::boolean) OGR_Fld_SetSubType(field, OFSTBoolean);
        const OGRErr result = OGR_L_CreateField(layer, field, TRUE);
        OGR_Fld_Destroy(field);
        require(result == OGRERR_NONE);
    }

    void add_feature(OGRLayerH layer, const Table& table, std::size_t row, OGRwkbGeometryType type, const std::string& wkb) const {
        const source::Feature feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) set_field(feature.get(), c, table.rows[row][static_cast<std::size_t>(c)]);
        if (!wkb.empty()) {
            OGRGeometryH geometry = nullptr;
            require(OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) == OGRERR_NONE);
            if (type == wkbMultiPolygon) geometry = OGR_G_ForceToMultiPolygon(geometry);
            require(OGR_F_SetGeometryDirectly(feature.get(), geometry) == OGRERR_NONE);
        }
        require(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE);
    }

    static void set_field(OGRFeatureH feature, int index, const Cell& cell) {
        struct Set {
            OGRFeatureH feature;
            int index;
            void operator()(std::monostate) const { OGR_F_SetFieldNull(feature, index); }
            void operator()(const std::string& text) const { OGR_F_SetFieldString(feature, index, text.c_str()); }
            void operator()(std::int64_t number) const { OGR_F_SetFieldInteger64(feature, index, number); }
            void operator()(double number) const { OGR_F_SetFieldDouble(feature, index, number); }
            void operator()(bool truth) const { OGR_F_SetFieldInteger(feature, index, truth ? 1 : 0); }
        };
        std::visit(Set{feature, index}, cell.value);
    }

    source::GdalScope scope_{false};
    std::string shown_;
    std::vector<Labels> labels_;
    source::Dataset dataset_;
    std::unique_ptr<void, ReleaseReference> reference_;
};


/// Little-endian WKB point.
std::string point_wkb(LonLat position) {
    std::string wkb(21, '\0');
    wkb[0] = 1;
    wkb[1] = 1;
    const double xy[2] = {position.longitude(), position.latitude()};
    std::memcpy(wkb.data() + 5, xy, sizeof xy);
    return wkb;
}

Table facts_table(const Published& published) {
    nlohmann::ordered_json facts = study_facts(published);
    facts["headline"] = headline(published);
    Table table{{{"name", CellType::text, "nombre", "name"}, {"value", CellType::text, "valor", "value"}}, {}};
    for (const auto& [name, value] : facts.items()) table.rows.push_back({Cell(name), Cell(value.dump())});
    return table;
}

Table pool_table(const Published& published) {
    Table table{{{"name", CellType::text, "grupo", "pool"},
                 {"members", CellType::integer, "municipios", "municipalities"},
                 {"incidents", CellType::integer, "hechos", "incidents"},
                 {"person_years", CellType::real, "personas-año", "person-years"},
                 {"mean", CellType::real, "media", "mean"},
                 {"variance", CellType::real, "varianza", "variance"},
                 {"fell_back", CellType::boolean, "suavizado con todo el estudio", "smoothed within the study"}},
                {}};
    for (const need::Pool& pool : published.result.pools) {
        const auto number = [](double value) { return std::isnan(value) ? Cell(Absence::suppressed) : Cell(text::round_significant(value, 12)); };
        table.rows.push_back({Cell(pool.name), Cell(pool.members), pool.incidents < 0 ? Cell(Absence::suppressed) : Cell(pool.incidents), number(pool.person_years),
                              number(pool.mean), number(pool.variance), Cell(pool.fell_back)});
    }
    return table;
}

Table json_table(const nlohmann::ordered_json& rows, std::string_view column) {
    Table table{{{std::string(column), CellType::text, std::string(column), std::string(column)}}, {}};
    for (const auto& row : rows) table.rows.push_back({Cell(row.dump())});
    return table;
}

Table roll_up_rows(const Published& published) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const gap::RollUp& unit : published.result.roll_ups) rows.push_back(roll_up_json(unit, published.result));
    return json_table(rows, "roll_up");
}

}  // namespace

void write_store(const std::filesystem::path& file, const Published& published, const StyledMap& gap_map, std::span<const StyledMap> maps) {
    const Language language = published.study.language;
    const FixedDate date(published.study.as_of);
    GeoPackage package(file);
    const Table municipalities = municipality_table(published);
    package.add("municipalities", municipalities, wkbMultiPolygon, language, [&](std::size_t r) { return geo::write_wkb(published.municipalities.rows[r].shape); });
    const Table unreached = unreached_table(published);
    package.add("unreached", unreached, wkbMultiPolygon, language,
                [&](std::size_t r) { return published.unreached[r].shape.empty() ? std::string() : geo::write_wkb(published.unreached[r].shape); });
    const Table sites = site_table(published);
    package.add("sites", sites, wkbPoint, language, [&](std::size_t r) {
        const LonLat dot = dot_of(published.sites[r]);
        return dot.defined() ? point_wkb(dot) : std::string();
    });
    const auto no_geometry = [](std::size_t) { return std::string(); };
    package.add("gaps", gap_table(published), wkbNone, language, no_geometry);
    package.add("roll_ups", roll_up_rows(published), wkbNone, language, no_geometry);
    package.add("pools", pool_table(published), wkbNone, language, no_geometry);
    package.add("ledger", json_table(ledgers_json(published.ledgers), "ledger"), wkbNone, language, no_geometry);
    package.add("study", facts_table(published), wkbNone, language, no_geometry);
    package.add("layer_styles", qgis_styles(gap_map, maps, {municipalities.columns, unreached.columns, sites.columns}, published.study.as_of), wkbNone, language, no_geometry);
    package.add_labels();
    package.close();
}

}  // namespace presencia::emit
