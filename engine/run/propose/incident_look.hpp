// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "run/propose/file_kind.hpp"
#include "run/propose/held_dates.hpp"

#include <optional>
#include <string>
#include <vector>

namespace presencia::propose {

/// What must be known of a file of incidents before it can stand in a study.
struct IncidentLook {
    HeldDates dates;
    std::string incident_class;               ///< ICCS, from the file's name, where no column says it; "" for none
    bool by_department = false;               ///< rows are known by department alone
    std::vector<std::string> date_formats;    ///< both readings, where the order of day and month cannot be told
    std::optional<Error> fault;               ///< why the layer cannot be read

    /// The class that a rule should look at: homicide where it is there, else the one with most rows; "" where the layer has no column of classes.
    std::string main_class() const;
    std::int64_t rows() const;
};

/// Reads the whole file, of any period. `said`: roles and words that the user names.
IncidentLook look_at_incidents(const FileLook& look, const FileVerdict& verdict, const study::IncidentSource& said, const study::Study& frame, const layer::Dialects& dialects, Progress& progress);

}  // namespace presencia::propose
