// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"
#include "source/row_judge.hpp"
#include "source/text_encoding.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace presencia::source {

/// A table or query of a PostGIS database. Names are letters, digits, `_`, `-` and `.`; the query is one SELECT.
struct DatabasePlan {
    std::string service;  ///< libpq's; "" : the environment's
    std::string name;     ///< of the database; "" : the service's
    std::string table;    ///< "schema.table"; "" where there is a query
    std::string query;
};

class InputFile;

/// How to read one file or database table: only rows, no meanings.
struct ReadPlan {
    std::filesystem::path path;   ///< absolute; already resolved against the study
    std::string shown_name;       ///< how messages name it (as the study wrote it)
    std::optional<DatabasePlan> database;  ///< given: there is no path
    std::shared_ptr<const InputFile> opened;  ///< CSV: the file where it is open already, shared by whoever reads it; null: opened by its path
    std::string layer;            ///< of a file with several; "" for the only one
    char delimiter = '\0';        ///< CSV; '\0': found from the header (',' ';' tab '|')
    std::string encoding;         ///< CSV: "utf-8", "cp1252", "utf-16", "utf-16le", "utf-16be", "cp850"; "": UTF-16 where it looks so, else utf-8, and invalid bytes are row faults
    static constexpr std::int64_t no_header = -1;
    std::int64_t header_line = 0;  ///< CSV: line on which the header begins, spreadsheets: its row; 0: the first record that is not blank; spreadsheets: no_header for columns by their number
    std::int64_t upper_header_line = 0;  ///< the same of the row right above the header that is joined to it (joined_header.hpp); 0: none is
    std::vector<std::string> columns;  ///< CSV, spreadsheets: not empty: no row is a header, these are the names
    bool encoding_guessed = false;     ///< nobody named the encoding: a cell in CP1252 whose bytes are UTF-8 is a row fault, not two letters
    std::shared_ptr<const RowJudge> judge;  ///< CSV, spreadsheets: rows that are no data; null: every row is
    std::size_t block_bytes = 1u << 20;  ///< CSV and GeoJSON read size; results do not depend on it
    std::size_t batch_rows = 32768;
};

/// Opens a table or vector file for reading. CSV by our own RFC 4180 reader; IATI activities (XML) and answers of the Overpass API (JSON) by our own too, and GeoJSON and newline-delimited GeoJSON of plain features
/// (json_layer.hpp); the rest of those, TopoJSON, Shapefile, GeoPackage, FlatGeobuf, and XLSX/ODS by GDAL with drivers named and nothing else. Refuses names with "/vsi", "://" or a leading "{", anything
/// that is not a regular file, JSON nested deeper than 32 before a parser sees it (8 levels of coordinates are enough), and VRT in disguise.
/// Errors: file_missing, file_not_regular, file_name_refused, file_unreadable, file_not_geodata, file_empty, file_encoding (UTF-32, UTF-16 under another name, NUL),
/// file_layer_ambiguous (with the layers' names), file_too_nested; of a database those of open_database().
std::unique_ptr<RowReader> open_rows(const ReadPlan& plan);

/// The delimiter that open_rows would choose for a CSV, and the header it would read.
struct CsvHeader {
    char delimiter = ',';
    Encoding encoding = Encoding::utf8;
    std::vector<std::string> columns;
    bool byte_order_mark = false;
};
CsvHeader sniff_csv(const ReadPlan& plan);

/// True for names that open as a table of text (".csv", ".tsv", ".txt").
bool is_csv(const std::filesystem::path& path);
/// True for names that open as a raster (".tif", ".tiff").
bool is_raster(const std::filesystem::path& path);

}  // namespace presencia::source
