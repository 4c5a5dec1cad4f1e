// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace presencia {

/// Language of the sentences a person reads.
enum class Language : std::uint8_t { es, en };

/// Every way a run can stop and every reason a row can be left out. The table in error.cpp gives each one its id,
/// exit status, HTTP status and sentences; docs/errors.md is printed from that table.
enum class ErrorCode : std::uint16_t {
    // E0xxx the program itself
    internal,
    interrupted,
    // E1xxx files and databases
    file_missing,
    file_not_regular,
    file_name_refused,
    file_unreadable,
    file_not_geodata,
    file_empty,
    file_encoding,
    file_layer_ambiguous,
    file_too_nested,
    file_limit,
    file_outside,
    database_not_allowed,
    database_unreachable,
    database_login,
    database_failed,
    // E2xxx rows and values
    row_ragged,
    row_bad_quote,
    row_nul_byte,
    value_not_number,
    value_not_finite,
    value_negative,
    value_not_integer,
    date_invalid,
    date_ambiguous,
    coordinates_missing,
    coordinates_out_of_range,
    coordinates_null_island,
    coordinates_swapped,
    municipality_unknown,
    municipality_missing,
    period_partial,
    duplicate_conflict,
    value_not_allowed,
    encoding_invalid,
    geometry_missing,
    column_missing,
    row_too_coarse,
    row_outside,
    row_duplicate,
    position_country_centre,
    longitude_unsigned,
    municipality_ambiguous,
    department_unknown,
    unit_split,
    row_blank,
    row_total,
    row_note,
    row_header,
    number_ambiguous,
    places_differ,
    key_contradiction,
    row_other_table,
    row_excluded,
    row_other_period,
    row_other_year,
    row_other_country,
    row_no_family,
    row_no_people,
    municipality_not_in_force,
    // E3xxx geometry and identity of municipalities
    geometry_unreadable,
    geometry_repair_large,
    municipality_twice,
    municipality_two_names,
    municipality_no_code,
    municipalities_none,
    // E4xxx coordinate reference systems
    crs_missing,
    crs_unknown,
    crs_out_of_area,
    // E5xxx outputs
    output_exists,
    output_unwritable,
    output_not_result,
    // E6xxx the server
    request_malformed,
    parameter_unknown,
    parameter_invalid,
    path_unknown,
    method_refused,
    not_acceptable,
    request_slow,
    precondition_failed,
    request_body,
    address_too_long,
    range_unsatisfiable,
    expectation_refused,
    host_unknown,
    header_too_large,
    server_busy,
    version_unsupported,
    server_address,
    // E7xxx the study and the command line
    study_syntax,
    study_unknown_key,
    study_later_key,
    study_wrong_type,
    study_missing_key,
    study_bad_value,
    study_contradiction,
    policy_refused,
    rule_without_denominators,
    rule_no_difference,
    nothing_matched,
    too_many_rejects,
    usage,
};

/// One line of the error table.
struct ErrorEntry {
    ErrorCode code;
    std::string_view id;  ///< stable, as "E1001"
    int exit_status;      ///< of the command line, see docs/errors.md
    int http_status;      ///< of the server
    std::string_view en;
    std::string_view es;
};

/// The whole table, in the order of the enumeration.
std::span<const ErrorEntry> error_table();

/// The line of one code. Cost: constant.
const ErrorEntry& error_entry(ErrorCode code);

/// Where in the input something was found. `row` is the line of the file (1-based; the feature number for formats
/// without lines), 0 where there is none. `column` is the column's name, or the key's path in a study file.
struct Where {
    std::string file{};
    std::int64_t row = 0;
    std::string column{};
};

/// "This run cannot go on": the one exception that presencia throws on purpose. What is wrong with a single row is a
/// Reject in the ledger instead.
class Error : public std::runtime_error {
public:
    /// `detail` completes the table's sentence (the value found, the names expected); `hint` says what to do.
    Error(ErrorCode code, Where where, std::string detail = {}, std::string hint = {});

    ErrorCode code() const noexcept { return code_; }
    const Where& where() const noexcept { return where_; }
    const std::string& detail() const noexcept { return detail_; }
    const std::string& hint() const noexcept { return hint_; }
    int exit_status() const { return error_entry(code_).exit_status; }

    /// One to three lines: "file:row: column: E2008: sentence: detail" and "hint: ...", in the asked language.
    std::string message(Language language) const;

private:
    ErrorCode code_;
    Where where_;
    std::string detail_;
    std::string hint_;
};

}  // namespace presencia
