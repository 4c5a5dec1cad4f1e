// SPDX-License-Identifier: Apache-2.0
#include "run/input_files.hpp"

#include "core/sha256.hpp"

#include <set>

namespace presencia {

namespace fs = std::filesystem;

std::vector<emit::InputFile> input_files(const study::Study& study, const std::vector<bool>& incidents_withheld, const layer::SiteTable& sites) {
    std::vector<emit::InputFile> files;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path& path, const std::string& shown) {
        if (seen.insert(path).second) files.push_back({shown, sha256_file(path), fs::file_size(path), false});
    };
    const auto withhold = [&](const study::Source& source) {
        for (emit::InputFile& file : files) file.withheld = file.withheld || file.shown == source.shown;
    };
    const auto add_source = [&](const study::Source& source) {
        add(source.path, source.shown);
        if (source.path.extension() != ".shp") return;
        for (const char* companion : {".shx", ".dbf", ".prj", ".cpg"}) {
            fs::path path = source.path;
            if (fs::exists(path.replace_extension(companion))) add(path, fs::path(source.shown).replace_extension(companion).generic_string());
        }
    };
    add(study.file, study.file.filename().string());
    for (const study::MunicipalitySource& layer : study.municipalities) {
        add_source(layer.source);
        if (layer.population_table) add_source(layer.population_table->source);
    }
    for (const study::IncidentSource& layer : study.incidents) add_source(layer.source);
    for (const study::SiteSource& layer : study.sites) add_source(layer.source);
    for (const study::PopulationSource& layer : study.population) add_source(layer.source);
    if (study.at_risk.list) add_source(*study.at_risk.list);
    if (study.at_risk.compare) add_source(*study.at_risk.compare);
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        if (incidents_withheld[i]) withhold(study.incidents[i].source);
    }
    for (const layer::Site& site : sites.rows) {
        if (site.sensitive && study.profile != study::Profile::restricted) withhold(study.sites[site.layer].source);
    }
    return files;
}

}  // namespace presencia
