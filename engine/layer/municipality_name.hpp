// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"

namespace presencia::layer {

/// The column of names beside the one of codes, `municipality`, which `given` is what the study says of. Where the study names the column itself and the sample holds no codes there, it holds
/// the names, and no other column is guessed to: "Distrito" is not read by the "Municipio" beside it.
BoundRole bind_municipality_name(const RoleBinder& binder, const study::Role& name, const study::Role& given, const BoundRole& municipality, const source::RowBatch& sample);

}  // namespace presencia::layer
