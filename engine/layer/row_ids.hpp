// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"

namespace presencia::layer {

/// Binds the role `id`. A column that the dialects take for an id but that the sample's rows share with other contents
/// (a project's number over its places) is none, and is dropped with its guess: every such row would be rejected
/// otherwise. What the study names is believed.
BoundRole bind_id(const RoleBinder& binder, const study::Role& role, const source::RowBatch& sample);

}  // namespace presencia::layer
