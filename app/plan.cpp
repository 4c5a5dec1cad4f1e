// SPDX-License-Identifier: Apache-2.0
#include "app/plan.hpp"

#include "app/report_text.hpp"
#include "app/text_table.hpp"
#include "emit/facts.hpp"
#include "emit/words.hpp"
#include "layer/incidents.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

struct Input {
    std::string role, shown;
    std::uintmax_t bytes = 0;
};

std::vector<Input> inputs(const study::Study& study, const Console& console) {
    std::vector<Input> all;
    const auto add = [&](const std::string& role, const study::Source& source) {
        if (source.database) {
            all.push_back({role, source.shown, 0});
            return;
        }
        std::error_code missing;
        const std::uintmax_t bytes = fs::file_size(source.path, missing);
        if (missing) {
            throw Error(fs::exists(source.path) ? ErrorCode::file_not_regular : ErrorCode::file_missing, {.file = source.shown, .row = source.line}, {},
                        console.tr("el nombre se entiende desde la carpeta de ", "the name is taken from the folder of ") + study.file.filename().string());
        }
        all.push_back({role, source.shown, bytes});
    };
    for (const auto& layer : study.municipalities) {
        add(console.tr("municipios", "municipalities"), layer.source);
        if (layer.population_table) add(console.tr("población", "population"), layer.population_table->source);
    }
    for (const auto& layer : study.incidents) add(console.tr("hechos: ", "incidents: ") + layer.name, layer.source);
    for (const auto& layer : study.sites) add(console.tr("sedes: ", "sites: ") + layer.name, layer.source);
    for (const auto& layer : study.population) add(console.tr("población", "population"), layer.source);
    if (study.at_risk.list) add(console.tr("lista", "list"), *study.at_risk.list);
    if (study.at_risk.compare) add(console.tr("lista a comparar", "list to compare"), *study.at_risk.compare);
    return all;
}

std::vector<std::string> outputs(const study::Study& study) {
    std::vector<std::string> files{"study.gpkg", "municipalities.geojson", "gaps.csv", "gaps.json", "summary.json", "unreached/<family>.geojson", "rejects/<layer>.csv", "report.html", "manifest.json"};
    const std::string zooms = std::to_string(study.min_zoom) + ".." + std::to_string(study.max_zoom);
    for (const std::string& style : study.styles) {
        files.push_back("tiles/" + style + "/{" + zooms + "}/{x}/{y}.png");
        for (const char* ending : {".mbtiles", ".json", ".legend.*"}) files.push_back("tiles/" + style + ending);
    }
    return files;
}

/// Opening a layer reads its header and a sample: columns, delimiter, order of dates and coordinates are settled there.
std::vector<layer::Guess> header_guesses(const study::Study& study, const fs::path& data) {
    const layer::Dialects dialects = layer::dialects_for(study, data);
    std::vector<layer::Guess> guesses;
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        const layer::IncidentStream stream(study, i, dialects);
        guesses.insert(guesses.end(), stream.guesses().begin(), stream.guesses().end());
    }
    return guesses;
}

std::string state_word(bool exists, bool overwrite, const Console& console) {
    if (!exists) return console.tr("no existe: se crearía", "not there: would be created");
    return overwrite ? console.tr("existe: se cambiaría entera por la nueva", "is there: would be exchanged whole for the new one")
                     : console.tr("existe: la corrida se negaría sin --overwrite", "is there: the run would refuse without --overwrite");
}

}  // namespace

void say_plan(const study::Study& study, const fs::path& output, bool overwrite, const fs::path& data, Console& console) {
    const std::vector<Input> files = inputs(study, console);
    const std::vector<layer::Guess> guesses = header_guesses(study, data);
    const bool exists = fs::exists(output) && !(fs::is_directory(output) && fs::is_empty(output));
    if (console.json) {
        nlohmann::ordered_json listed = nlohmann::ordered_json::array();
        for (const Input& file : files) listed.push_back({{"role", file.role}, {"file", file.shown}, {"bytes", file.bytes}});
        console.put_json({{"dry_run", true}, {"study", study.file.string()}, {"rule", emit::rule_text(study)}, {"inputs", listed}, {"guesses", guesses_json(guesses)},
                          {"output", output.string()}, {"output_exists", exists}, {"overwrite", overwrite}, {"outputs", outputs(study)}});
        return;
    }
    console.say(console.bold(study.title.empty() ? study.name : study.title) + "\n");
    console.say(wrap("  ", emit::rule_text(study), console.width()));
    TextTable table({{console.tr("se leería", "would be read"), false, 20, 0}, {console.tr("archivo", "file"), false, 20, 0}, {"bytes", true, 0, 0}});
    for (const Input& file : files) table.add({file.role, file.shown, emit::spoken_number(static_cast<double>(file.bytes), 0, console.language())});
    console.say(table.text(console.width()));
    console.say(guesses_text(guesses, console));
    console.say(console.bold(console.tr("Se escribiría en ", "Would be written to ") + output.string()) + " (" + state_word(exists, overwrite, console) + ")\n");
    for (const std::string& file : outputs(study)) console.say("  " + file + "\n");
    console.say(console.tr("Nada se escribió (--dry-run).\n", "Nothing was written (--dry-run).\n"));
}

}  // namespace presencia::app
