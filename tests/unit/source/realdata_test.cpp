// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include <cstdlib>
#include <iostream>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

std::filesystem::path shared_folder() {
    const char* const named = std::getenv("PRESENCIA_SHARED");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(PRESENCIA_SOURCE_DIR) / ".." / "shared";
}

}  // namespace

TEST_CASE("Published boundaries open with every one of their features") {
    const auto folder = shared_folder() / "data" / "boundaries";
    if (!std::filesystem::is_directory(folder)) {
        std::cout << "SKIPPED: " << folder.string() << " is not there (PRESENCIA_SHARED names it)\n";
        return;
    }
    struct Published {
        const char* name;
        std::size_t features;
        const char* crs;
    };
    for (const Published& one : {Published{"gtm_municipalities_minfin.topojson", 343, "EPSG:4326"},
                                 Published{"hnd_municipalities_hngeo.geojson", 299, "EPSG:4326"},
                                 Published{"nic_municipalities_ineter_utm16.shp", 153, "UTM zone 16N"},
                                 Published{"cri_cantones_snit_crtm05.geojson", 82, "CRTM05"}}) {
        INFO(one.name);
        const auto content = read_all(folder / one.name);
        CHECK(content.rows.size() == one.features);
        CHECK(content.faults.empty());
        CHECK(content.crs.find(one.crs) != std::string::npos);
        CHECK(std::none_of(content.rows.begin(), content.rows.end(), [](const Row& row) { return row.wkb.empty(); }));
    }
}
