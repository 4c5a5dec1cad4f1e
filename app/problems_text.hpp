// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "run/run.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What a check found, by severity, each kind counted and at most `shown_of_a_kind` of it listed.
namespace presencia::app {

inline constexpr std::size_t shown_of_a_kind = 20;

/// error: a run would stop. warning: a run would leave rows out. note: nothing is lost, but a reader must know; rows that the study does not ask for are notes too.
enum class Severity : std::uint8_t { error, warning, note };
std::string_view to_string(Severity severity);

/// One place of a finding.
struct FoundAt {
    std::int64_t row = 0;
    std::string column;
    std::string value;  ///< of a row: the cell, where the study's profile lets it be shown; of an error: what was found
    std::string hint;   ///< of an error: what to do there
};

/// What was found of one kind in one file.
struct Finding {
    Severity severity = Severity::note;
    std::string id;            ///< "E2008"; "" for notes
    std::string layer, file;   ///< "" where it is about the study as a whole
    std::int64_t count = 0;
    std::vector<FoundAt> places;
    std::string why;           ///< the sentence of the error table
    std::string hint;          ///< what to do; of errors each place has its own
};

/// Everything that the report holds: errors, then rejected rows, rows outside, duplicates, what is no row of data, then filtered rows (of each kind the first), then other notes.
std::vector<Finding> findings(const CheckReport& report, Language language);

std::string findings_text(const std::vector<Finding>& all, Severity severity, const Console& console);
/// Filtered rows, a line a reason with the count and the first row: they must not bury what is wrong.
std::string filtered_text(const std::vector<Finding>& all, const Console& console);
nlohmann::ordered_json findings_json(const std::vector<Finding>& all);
/// How many kinds there are of each severity, and how many problems or rows they are.
nlohmann::ordered_json counts_json(const std::vector<Finding>& all);

/// The errors alone, and the rows left out alone, as earlier versions gave them.
nlohmann::ordered_json problems_json(const std::vector<Error>& problems, Language language);
nlohmann::ordered_json left_out_json(const std::vector<Finding>& all);

/// One closing sentence: what a run of this study would do.
std::string verdict_text(const CheckReport& report, const Console& console);

}  // namespace presencia::app
