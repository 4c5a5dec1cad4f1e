// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_srs_api.h>

namespace presencia::emit {

/// Deleter of a std::unique_ptr<void> that holds one of GDAL's spatial references.
struct ReleaseReference {
    void operator()(void* reference) const { OSRRelease(reference); }
};

}  // namespace presencia::emit
