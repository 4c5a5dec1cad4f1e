// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/open.hpp"

namespace presencia::layer {

/// Settles the encoding of a CSV, and of a Shapefile that declares none, where the study does not give it, and says by what evidence. Throws Undecided where Windows or DOS may have written it.
void settle_encoding(const SourceContext& context, source::ReadPlan& plan);

}  // namespace presencia::layer
