// SPDX-License-Identifier: Apache-2.0
#include "source/database.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {
namespace {

/// What the server or libpq says, and what we make of it. Both speak English here: libpq follows a locale that this
/// program does not set, and a server that speaks otherwise gets the sentence of the last resort.
struct Complaint {
    std::string_view words;
    ErrorCode code;
    bool repeat;  ///< the line names nothing but what the study named
};

constexpr Complaint on_opening[] = {
    {"definition of service", ErrorCode::database_unreachable, false},
    {"service file", ErrorCode::database_unreachable, false},
    {"authentication failed", ErrorCode::database_login, false},
    {"no password supplied", ErrorCode::database_login, false},
    {"pg_hba.conf", ErrorCode::database_login, false},
    {"permission denied for database", ErrorCode::database_login, false},
    {"FATAL:", ErrorCode::database_login, false},  // a server answered: no such user, no such database, too many guests
};

constexpr Complaint on_reading[] = {
    {"server closed the connection", ErrorCode::database_unreachable, false},
    {"terminating connection", ErrorCode::database_unreachable, false},
    {"no connection to the server", ErrorCode::database_unreachable, false},
    {"does not exist", ErrorCode::database_failed, true},
    {"syntax error", ErrorCode::database_failed, true},
    {"permission denied", ErrorCode::database_failed, true},
    {"read-only transaction", ErrorCode::database_failed, true},
};

template <class List>
const Complaint* known(const List& list, std::string_view message) {
    const auto* const found = std::find_if(std::begin(list), std::end(list), [&](const Complaint& one) {
        return message.find(one.words) != std::string_view::npos;
    });
    return found == std::end(list) ? nullptr : found;
}

/// "column "x" does not exist" of "ERROR:  column "x" does not exist".
std::string first_line(std::string_view message) {
    message = message.substr(0, message.find('\n'));
    while (message.starts_with("ERROR:")) message = text::trim(message.substr(6));
    return text::clip(message, 160);
}

std::string connection_text(const DatabasePlan& plan) {
    std::string out = "PG:";
    if (!plan.service.empty()) out += "service='" + plan.service + "' ";
    if (!plan.name.empty()) out += "dbname='" + plan.name + "' ";
    out += "connect_timeout='10' application_name='presencia'";
    // Naming the table keeps GDAL from listing all that there are; a query needs none of them.
    return out + (plan.table.empty() ? "" : " tables='" + plan.table + "'");
}

void only_read(GDALDatasetH connection) {
    // Fixed words. The second keeps the rows of a large table in the order in which they lie there.
    for (const char* setting : {"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET synchronize_seqscans = off"}) {
        if (OGRLayerH rows = GDALDatasetExecuteSQL(connection, setting, nullptr, nullptr)) {
            GDALDatasetReleaseResultSet(connection, rows);
        }
    }
}

std::vector<std::string> geometry_columns(OGRLayerH layer) {
    std::vector<std::string> names;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetGeomFieldCount(definition); ++i) {
        names.emplace_back(OGR_GFld_GetNameRef(OGR_FD_GetGeomFieldDefn(definition, i)));
    }
    return names;
}

}  // namespace

Error database_error(const ReadPlan& plan, const GdalScope& scope, std::int64_t row) {
    const Where where{.file = plan.shown_name, .row = row};
    const Complaint* const complaint = known(on_reading, scope.whole_message());
    if (complaint == nullptr) {
        return Error(ErrorCode::database_failed, where);
    }
    return Error(complaint->code, where, complaint->repeat ? first_line(scope.whole_message()) : std::string{});
}

DatabaseRows open_database(const ReadPlan& plan, GdalScope& scope) {
    const DatabasePlan& wanted = *plan.database;
    const Where where{.file = plan.shown_name};
    DatabaseRows out;
    const char* const drivers[] = {"PostgreSQL", nullptr};
    out.connection.reset(GDALOpenEx(connection_text(wanted).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                    drivers, nullptr, nullptr));
    if (!out.connection) {
        const Complaint* const complaint = known(on_opening, scope.whole_message());
        throw Error(complaint == nullptr ? ErrorCode::database_unreachable : complaint->code, where);
    }
    only_read(out.connection.get());
    if (scope.failed()) {
        throw database_error(plan, scope);
    }
    if (wanted.table.empty()) {
        out.of_query = {GDALDatasetExecuteSQL(out.connection.get(), wanted.query.c_str(), nullptr, nullptr),
                        ReleaseRows{out.connection.get()}};
        out.layer = out.of_query.get();
    } else if (GDALDatasetGetLayerCount(out.connection.get()) > 0) {
        out.layer = GDALDatasetGetLayer(out.connection.get(), 0);
    }
    if (out.layer == nullptr || scope.failed()) {
        throw database_error(plan, scope);
    }
    if (const std::vector<std::string> geometries = geometry_columns(out.layer); geometries.size() > 1) {
        throw Error(ErrorCode::database_failed, where, text::clip(text::join(geometries, ", "), 160));
    }
    // A table that is not there looks like one without columns until it is asked for a row.
    const Feature first(OGR_L_GetNextFeature(out.layer));
    if (scope.failed()) {
        throw database_error(plan, scope);
    }
    return out;
}

}  // namespace presencia::source
