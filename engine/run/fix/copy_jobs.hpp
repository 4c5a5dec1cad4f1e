// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/fix/clean_copy.hpp"
#include "study/rewrite_study.hpp"

#include <cstddef>
#include <vector>

namespace presencia::fix {

/// The task of copying one file, and the table of the study that names it.
struct Job {
    CopyTask task;
    study::SourceChange change;
    std::size_t municipality = 0;  ///< which source of boundaries
    bool has_date_format = false;  ///< the table has such a key
};

/// Every file that the study names, in its order: those of its layers, people by municipality, crosswalks, names of the user's own and the lists of the rule. `study` must outlive the jobs.
std::vector<Job> copy_jobs(const study::Study& study, const CheckReport& checked);

/// Whether the engine recognised a column or constant of this very table of the study: two layers may share a file.
bool recognised_in(const layer::Guess& guess, const study::Source& source);

}  // namespace presencia::fix
