// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace presencia::app {

/// Most memory that the process has held, in MiB.
std::int64_t peak_mib();

}  // namespace presencia::app
