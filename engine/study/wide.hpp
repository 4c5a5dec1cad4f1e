// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

namespace presencia::study {

/// `wide = false`, or a table { columns = "years" | "months" | ["2011", ...], leave_out = ["TOTAL"] }. Not given: the
/// layer finds out.
Wide read_wide(Section& section);

/// A study that names one column of a year ("2010", "2010/01/01") for what the cells hold has made its choice: the table is read as it stands, unless `wide` says otherwise.
void heed_named_year(Source& source, const Role& cells);

}  // namespace presencia::study
