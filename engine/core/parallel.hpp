// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace presencia {

/// The one seam to threads. `body(index, worker)` is called once for every index in [0, count); which worker takes
/// which index is not fixed, so results must be written by index and reduced in index order. The first exception
/// (by index) is rethrown after all workers have stopped. `workers` is at least 1; worker 0 is the calling thread.
void parallel_for(std::size_t count, unsigned workers, const std::function<void(std::size_t, unsigned)>& body);

}  // namespace presencia
