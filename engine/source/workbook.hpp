// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/open.hpp"

namespace presencia::source {

/// Whether a workbook (XLSX) counts its days from 1904, as old Macintoshes did. GDAL reads every date as if it were counted from 1900, four years and a day early, and says nothing. False for
/// every other file, and where the workbook is broken: reading it says why. Throws what opening a file throws.
bool counts_days_from_1904(const ReadPlan& plan);

}  // namespace presencia::source
