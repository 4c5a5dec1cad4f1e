// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/open.hpp"

namespace presencia::layer {

/// A file named as a table of text that is none is refused with what it looks like and what to do with it: throws file_not_geodata. What text it is, if any, is not judged here.
void refuse_what_is_no_text(const SourceContext& context, const source::ReadPlan& plan);

}  // namespace presencia::layer
