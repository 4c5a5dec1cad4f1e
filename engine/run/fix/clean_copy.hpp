// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/feature_files.hpp"
#include "layer/source_context.hpp"
#include "run/fix/clean_cells.hpp"
#include "run/fix/fix_study.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace presencia::fix {

/// One source of a study, and what a copy of it must know.
struct CopyTask {
    const study::Source* source = nullptr;
    std::string_view kind;           ///< folder of the dialects
    std::vector<TypedRole> roles;
    std::string date_format;
    std::string stem;                ///< of the copy's name
    std::set<std::int64_t> twice;    ///< rows that are there twice: left out
    std::set<std::int64_t> raw;      ///< rows that contradict another one of the same id: they must not come to agree
    bool boundaries = false;
    bool layer = true;               ///< of a list of codes, a crosswalk or names of the user's own no row is filtered and no column unfolded
};

/// A cleaned copy: a table as CSV, or features.
struct CleanCopy {
    std::string file;                              ///< name in the folder
    std::string csv;                               ///< where there is no geometry
    emit::FeatureTable features;
    bool geometry = false;
    bool unfolded = false;                         ///< columns of years or months became rows
    bool iso_dates = false;                        ///< a column of dates was rewritten
    std::string dialect;                           ///< stem of the known source; "" : none
    bool layout_lost = false;                      ///< the copy's columns no longer give that source away
    std::vector<Change> changes;
};

/// Reads the whole source. `shapes`: repaired boundaries in longitude and latitude by row, for boundaries alone; rows that are not among them are left out.
CleanCopy make_copy(const CopyTask& task, const study::Study& study, const layer::Dialects& dialects, const CodeLookup& codes, const std::map<std::int64_t, geo::MultiPolygon>& shapes, const geo::Box& extent, Progress& progress);

}  // namespace presencia::fix
