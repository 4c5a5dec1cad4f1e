// SPDX-License-Identifier: Apache-2.0
#include "app/peak_memory.hpp"

#include <sys/resource.h>

namespace presencia::app {

std::int64_t peak_mib() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace presencia::app
