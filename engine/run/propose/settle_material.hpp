// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/piece_look.hpp"

namespace presencia::propose {

/// What only all pieces together can tell, in this order: names, countries, which of two boundaries of one ground counts, columns that the boundaries explain, the period.
void settle_material(Material& material, const Lookout& lookout);

}  // namespace presencia::propose
