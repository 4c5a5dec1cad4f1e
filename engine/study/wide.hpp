// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

namespace presencia::study {

/// `wide = false`, or a table { columns = "years" | "months" | ["2011", ...], leave_out = ["TOTAL"] }. Not given: the
/// layer finds out.
Wide read_wide(Section& section);

}  // namespace presencia::study
