// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <string_view>

namespace presencia::study {

/// Whether the value of `source` means a database: "postgis:service=police". Also true of other ways to write one
/// ("postgresql://...", "PG:..."), which read_database refuses without repeating them: they may hold a password.
bool names_database(std::string_view source);

/// Reads `source`, `table` and `query` of a database. Only `service` and `dbname` may stand in the study; host, user
/// and password come from libpq's environment and service file. Sets what messages and outputs show. Reports
/// database_not_allowed, study_bad_value, study_missing_key, study_contradiction.
void read_database(Section& section, Source& source, const Permissions& allowed);

/// Reports `table` and `query` of a source that is a file.
void refuse_database_keys(Section& section);

}  // namespace presencia::study
