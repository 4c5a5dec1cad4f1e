// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.hpp"
#include "core/sha256.hpp"
#include "core/staged_directory.hpp"
#include "emit/documents.hpp"
#include "emit/ledger_json.hpp"
#include "emit/parameters.hpp"
#include "emit/store.hpp"

#include <algorithm>

namespace presencia::emit {

namespace fs = std::filesystem;

std::string_view engine_version() {
    return PRESENCIA_VERSION;
}

namespace {

/// Every file below the directory, in the order of their names.
nlohmann::ordered_json outputs_json(const fs::path& directory, unsigned threads) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> sums(files.size());
    parallel_for(files.size(), threads, [&](std::size_t i, unsigned) { sums[i] = sha256_file(files[i]); });
    nlohmann::ordered_json outputs = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < files.size(); ++i) {
        outputs.push_back({{"file", files[i].lexically_relative(directory).generic_string()}, {"bytes", fs::file_size(files[i])}, {"sha256", sums[i]}});
    }
    return outputs;
}

}  // namespace

void write_manifest(const fs::path& directory, const Published& published, unsigned threads) {
    nlohmann::ordered_json json;
    json["study"] = study_facts(published);
    nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
    for (const InputFile& input : published.inputs) {
        if (input.withheld) {
            inputs.push_back({{"file", input.shown}, {"withheld", true}});
        } else if (input.database) {
            inputs.push_back({{"database", input.shown}});
        } else {
            inputs.push_back({{"file", input.shown}, {"bytes", input.bytes}, {"sha256", input.sha256}});
        }
    }
    json["inputs"] = inputs;
    nlohmann::ordered_json guesses = nlohmann::ordered_json::array();
    for (const layer::Guess& guess : published.guesses) {
        guesses.push_back({{"source", guess.source}, {"role", guess.role}, {"value", guess.value}, {"evidence", guess.evidence}});
    }
    json["guesses"] = guesses;
    json["parameters"] = parameters_json(published.study);
    json["ledger"] = ledgers_json(published.ledgers);
    json["outputs"] = outputs_json(directory, threads);
    write_file(directory / "manifest.json", json.dump(1) + "\n");
}

void write_tiles_manifest(const fs::path& directory, const Store& store, const nlohmann::ordered_json& surfaces, unsigned threads) {
    nlohmann::ordered_json json = {{"study", store.study()}};
    if (!surfaces.is_null()) json["surfaces"] = surfaces;
    json["outputs"] = outputs_json(directory, threads);
    write_file(directory / "manifest.json", json.dump(1) + "\n");
}

}  // namespace presencia::emit
