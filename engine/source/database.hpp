// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/gdal_handles.hpp"
#include "source/gdal_scope.hpp"
#include "source/open.hpp"

#include <memory>

namespace presencia::source {

/// Gives a query's rows back to their connection.
struct ReleaseRows {
    GDALDatasetH dataset = nullptr;
    void operator()(OGRLayerH rows) const { GDALDatasetReleaseResultSet(dataset, rows); }
};

/// A table or the rows of a query, and the connection that they come over.
struct DatabaseRows {
    Dataset connection;
    std::unique_ptr<void, ReleaseRows> of_query;  ///< goes before the connection
    OGRLayerH layer = nullptr;
};

/// Opens the plan's database with GDAL's PostgreSQL driver and no other, in a session that can only read. Host, user
/// and password are found by libpq in its environment and files; nothing that it says of them is repeated. Errors:
/// database_unreachable, database_failed.
DatabaseRows open_database(const ReadPlan& plan, GdalScope& scope);

/// What went wrong over an open connection, in words that tell nothing about host, user or rows.
Error database_error(const ReadPlan& plan, const GdalScope& scope, std::int64_t row = 0);

}  // namespace presencia::source
