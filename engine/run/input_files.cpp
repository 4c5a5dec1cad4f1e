// SPDX-License-Identifier: Apache-2.0
#include "run/input_files.hpp"

#include "core/sha256.hpp"
#include "layer/dialects.hpp"
#include "run/withheld_layers.hpp"

#include <functional>
#include <set>

namespace presencia {

namespace fs = std::filesystem;

std::vector<emit::InputFile> input_files(const study::Study& study, const std::vector<bool>& incidents_withheld, const std::vector<bool>& sites_withheld) {
    std::vector<emit::InputFile> files;
    std::set<fs::path> seen;
    const std::set<fs::path> withheld = withheld_files(study, incidents_withheld, sites_withheld);
    const auto add = [&](const fs::path& path, const std::string& shown) {
        if (!seen.insert(path).second) return;
        const bool hidden = withheld.contains(fs::path(path).replace_extension());
        files.push_back({shown, hidden ? std::string() : sha256_file(path), hidden ? 0 : fs::file_size(path), hidden});
    };
    std::set<std::string> tables;
    const std::function<void(const study::Source&)> add_source = [&](const study::Source& source) {
        for (const study::Source& crosswalk : source.crosswalk) add_source(crosswalk);
        if (source.database) {
            if (tables.insert(source.shown).second) files.push_back({.shown = source.shown, .sha256 = {}, .database = true});
            return;
        }
        add(source.path, source.shown);
        if (source.path.extension() != ".shp") return;
        for (const char* companion : {".shx", ".dbf", ".prj", ".cpg"}) {
            fs::path path = source.path;
            if (fs::exists(path.replace_extension(companion))) add(path, fs::path(source.shown).replace_extension(companion).generic_string());
        }
    };
    add(study.file, study.file.filename().string());
    for (const fs::path& dialect : layer::user_dialects(study)) {
        add(study.file.parent_path() / "dialects" / dialect, ("dialects" / dialect).generic_string());
    }
    for (const study::MunicipalitySource& layer : study.municipalities) {
        add_source(layer.source);
        for (const study::Source& aliases : layer.aliases) add_source(aliases);
        if (layer.population_table) add_source(layer.population_table->source);
    }
    for (const study::IncidentSource& layer : study.incidents) add_source(layer.source);
    for (const study::SiteSource& layer : study.sites) add_source(layer.source);
    for (const study::PopulationSource& layer : study.population) add_source(layer.source);
    if (study.at_risk.list) add_source(*study.at_risk.list);
    if (study.at_risk.compare) add_source(*study.at_risk.compare);
    return files;
}

}  // namespace presencia
