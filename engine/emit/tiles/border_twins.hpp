// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/arc_network.hpp"

namespace presencia::emit {

/// Neighbours that were digitised apart share no vertices: their common border is there twice, as two outer edges that
/// run beside each other in opposite directions. This finds them: every arc without a right side is cut into stretches
/// with the same municipality beside them, within `reach` world units, and Arc::beside is set. An outer edge (a coast)
/// has nothing beside it that runs the other way, even where two municipalities meet on it. The shapes stay as they
/// are: a hole between two neighbours is in the data, and only the kind of line drawn there follows from this.
/// Cost: linear in the edges without a right side, times those within `reach` of each.
void mark_twins(ArcNetwork& network, double reach);

}  // namespace presencia::emit
