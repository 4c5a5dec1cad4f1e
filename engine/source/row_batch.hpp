// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// Which of the places of its row of the file a row stands for, where a row holds several (place_rows.hpp).
struct PlacePart {
    std::uint32_t number = 1;  ///< from 1
    std::uint32_t of = 1;
};

/// Some tens of thousands of rows as columns of text. Codes are text, so everything is: the layer that knows the
/// roles parses. Views live until the next call of RowReader::next().
struct RowBatch {
    std::vector<std::int64_t> row;                          ///< line of the file (where the row begins), or feature number from 1
    std::vector<std::vector<std::string_view>> cells;       ///< [column as in RowReader::columns()][row]; "" for null
    std::vector<std::string_view> wkb;                      ///< geometry of each row, "" for none; empty vector for tables without geometry
    std::vector<PlacePart> part;                            ///< of each row; empty for tables with one place a row
    std::vector<Reject> faults;                             ///< rows that the reader itself refused (ragged, NUL byte, bad quote ...); not among the rows
    std::vector<Reject> aside;                              ///< totals, notes, blanks, the header again: no rows of data, and not among the rows
    std::size_t size() const noexcept { return row.size(); }
    void clear();
    std::shared_ptr<void> storage;  ///< owns what the views point to
};

struct CsvBlock;
struct CsvShape;
struct JsonLayer;

/// Whole lines of a CSV in which nothing but the delimiter and the line feed has a meaning: no quote, carriage return
/// or NUL is among them. For readers that know what a cell should look like and can pass over the batch; CsvRows makes
/// rows of the lines that are not as they should be.
struct PlainText {
    static constexpr std::size_t room = 16;
    std::string_view text;            ///< "": none; `room` bytes behind it may be read, and stay as they are
    std::int64_t first_line = 0;      ///< of the file, from 1
    const CsvShape* shape = nullptr;  ///< lives with the reader
    std::shared_ptr<CsvBlock> block;  ///< owns the text
};

/// Whole features of a GeoJSON file as they stand there (plain_features.hpp), with zeros behind. JsonRows makes rows of
/// them.
struct FeatureText {
    std::string_view text;  ///< "": none
    std::int64_t first = 0;  ///< number of the first one, from 1
    std::int64_t count = 0;
    const JsonLayer* layer = nullptr;  ///< lives with the reader
    std::shared_ptr<CsvBlock> block;   ///< owns the text
};

/// Plain text, features as text, or a batch; and how far the file is read.
struct RowPiece {
    PlainText plain;
    FeatureText features;
    RowBatch batch;  ///< where there is no text
    double progress = 0.0;
};

/// How many rows of a wide table its rows come from (wide_rows.hpp).
struct Unfolding {
    std::size_t columns = 0;  ///< unfolded ones: new rows of a row
    std::int64_t rows = 0;    ///< of the file, so far
    std::int64_t blank = 0;   ///< cells so far that say nothing and became no row
};

/// How many rows of a file held several places in one cell, and how many rows became of them (place_rows.hpp).
struct PlaceCounts {
    std::int64_t rows = 0;    ///< of the file, so far
    std::int64_t places = 0;  ///< rows that became of them
};

/// A table read once from front to back.
class RowReader {
public:
    virtual ~RowReader() = default;
    /// Names of the columns, in file order.
    virtual const std::vector<std::string>& columns() const = 0;
    /// HXL hashtags of the columns, one a column and "" where one has none; empty for tables without a row of tags.
    virtual const std::vector<std::string>& tags() const;
    /// The coordinate reference system of the geometries (WKT or "EPSG:n"), "" where there is none.
    virtual const std::string& crs() const = 0;
    virtual bool has_geometry() const = 0;
    /// The next batch, or false at the end. Row order is the file's.
    virtual bool next(RowBatch& batch) = 0;
    /// The same for those who take plain text as well. May be mixed with next().
    virtual bool next_piece(RowPiece& piece);
    /// Of a wide table that is read as rows of one year or month each; null otherwise.
    virtual const Unfolding* unfolded() const { return nullptr; }
    /// Not null: rows of several places are read as a row each.
    virtual const PlaceCounts* place_counts() const { return nullptr; }
    /// Share of the file read so far, 0 to 1 (for progress).
    virtual double progress() const = 0;
    /// A reader of the same opened file from its beginning, spared what this one had to find out first; nothing where
    /// there is nothing to spare.
    virtual std::unique_ptr<RowReader> again(std::size_t /*batch_rows*/) const { return nullptr; }
};

}  // namespace presencia::source
