// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace presencia {

/// Deleter of a std::unique_ptr that holds a file of the C library.
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace presencia
