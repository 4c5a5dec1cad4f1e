// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/row_batch.hpp"

#include <cstddef>
#include <cstdint>

namespace presencia::layer {

/// 64-bit hash of everything a row holds, cells and geometry, with the borders between cells. Rows that differ in one
/// byte share it with chance 2^-64. Folded 128-bit products as in wyhash (Wang Yi 2019). Cost: linear in bytes, no
/// allocation.
std::uint64_t row_fingerprint(const source::RowBatch& batch, std::size_t row);

}  // namespace presencia::layer
