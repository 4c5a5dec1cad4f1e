// SPDX-License-Identifier: Apache-2.0
#include "run/fix/fix_study.hpp"

#include "core/language.hpp"
#include "core/sha256.hpp"
#include "core/staged_directory.hpp"
#include "emit/documents.hpp"
#include "layer/municipality_features.hpp"
#include "layer/read_tables.hpp"
#include "run/fix/clean_copy.hpp"
#include "run/fix/copy_jobs.hpp"
#include "run/layers.hpp"
#include "source/open.hpp"
#include "study/rewrite_study.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace presencia::fix {

namespace fs = std::filesystem;

namespace {

class Fixer {
public:
    Fixer(const study::Study& study, const RunOptions& options, const CheckReport& checked, Progress& progress)
        : study_(study), options_(options), checked_(checked), progress_(progress), dialects_(options.data / "layers"), municipalities_(layer::read_municipalities(study, dialects_, progress)), units_(study, municipalities_, dialects_) {}

    FixReport fix() {
        StagedDirectory staged(options_.output, options_.overwrite);
        for (Job& job : copy_jobs(study_, checked_)) run(job, staged.path());
        copy_dialects(staged.path());
        write_file(staged.path() / "study.toml", study_text());
        write_file(staged.path() / "fixes.csv", changes_csv());
        report_.files.emplace_back("fixes.csv");
        report_.files.emplace_back("study.toml");
        write_file(staged.path() / "manifest.json", manifest(staged.path()));
        report_.files.emplace_back("manifest.json");
        progress_.check_interrupted();
        staged.publish();
        return std::move(report_);
    }

private:
    /// Repaired boundaries of one source by row.
    std::map<std::int64_t, geo::MultiPolygon> shapes_of(std::size_t index) {
        std::vector<layer::Guess> guesses;
        const layer::SourceContext context{study_, study_.municipalities[index].source, dialects_, "municipalities", guesses};
        Ledger ledger;
        layer::MunicipalityFeatures read = layer::read_municipality_features(context, index, ledger, progress_, 1);
        std::map<std::int64_t, geo::MultiPolygon> shapes;
        for (layer::MunicipalityFeature& feature : read.features) shapes.emplace(feature.row, std::move(feature.shape));
        return shapes;
    }

    /// None for a layer that is keyed by an older division: its codes are not these.
    CodeLookup code_lookup(const study::Source& source) const {
        if (units_.own_gazetteer(study_, source, dialects_)) return {};
        return [this](std::string_view country, std::string_view key) -> std::optional<std::string> {
            const auto found = [&](std::string_view code) {
                const layer::KeyMatch match = units_.gazetteer.find({country, {}, code, {}});
                return match.old_unit < 0 && match.miss == layer::KeyMatch::Miss::none ? match.municipality : -1;
            };
            const std::int32_t municipality = found(key);
            if (municipality < 0) return std::nullopt;
            const std::string& code = municipalities_.rows[static_cast<std::size_t>(municipality)].code;
            // "HN0101" says its country, "0101" may be another country's too: then the longer one stays.
            return found(code) == municipality ? std::optional(code) : std::nullopt;
        };
    }

    void run(Job& job, const fs::path& folder) {
        progress_.stage("fix: " + job.task.source->shown, 0);
        if (source::is_raster(job.task.source->path)) return copy_raster(job, folder);
        const CodeLookup codes = code_lookup(*job.task.source);
        CleanCopy copy = make_copy(job.task, study_, dialects_, codes, job.task.boundaries ? shapes_of(job.municipality) : std::map<std::int64_t, geo::MultiPolygon>{}, units_.extent, progress_);
        if (!copy.geometry) {
            write_file(folder / copy.file, copy.csv);
            // Whatever the known source's files look like, this one looks so.
            job.change.texts = {{"encoding", "utf-8"}, {"delimiter", ","}, {"decimal", "."}, {"thousands", "none"}};
            job.change.numbers = {{"header", 1}};
            job.change.flags = {{"totals", false}, {"wide", false}};
        } else {
            job.change.removed.insert(job.change.removed.end(), {"crs", "coordinates"});
            if (copy.unfolded) job.change.flags = {{"wide", false}};
            copy.file.ends_with(".gpkg") ? emit::write_features_geopackage(folder / copy.file, copy.features) : write_file(folder / copy.file, emit::features_geojson(copy.features));
        }
        finish(job, copy.file);
        name_layout(job, copy);
        name_roles(job, copy);
        source_changes_.push_back(std::move(job.change));
        report_.changes.insert(report_.changes.end(), copy.changes.begin(), copy.changes.end());
    }

    /// The copy may no longer give its known source away, whose words still hold.
    void name_layout(Job& job, const CleanCopy& copy) const {
        if (copy.iso_dates && job.has_date_format) job.change.texts.emplace("date_format", "%Y-%m-%d");
        if (copy.iso_dates) job.change.removed.emplace_back("date_format");
        const std::string& said = job.task.source->dialect;
        if (!said.empty()) job.change.texts.emplace("dialect", said);
        else if (copy.layout_lost) job.change.texts.emplace("dialect", copy.dialect);
    }

    /// Writes down what the engine recognised, for the copy may no longer give it away. A list names no columns.
    void name_roles(Job& job, const CleanCopy& copy) const {
        if (!job.task.layer) return;
        const bool people = !job.change.inner.empty();
        const std::vector<std::string> roles = people ? std::vector<std::string>{"code", "country", "name", "department", "value"} : dialects_.roles(job.task.kind);
        for (const layer::Guess& guess : checked_.guesses) {
            if (!recognised_in(guess, *job.task.source)) continue;
            const std::string role = guess.role == "class" ? "incident_class" : guess.role == "name" && job.task.kind == "sites" ? "site_name" : guess.role;
            if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
            const std::string key = role == "incident_class" ? "class" : role;
            const bool column = std::find(copy.features.columns.begin(), copy.features.columns.end(), guess.value) != copy.features.columns.end();
            (column ? job.change.columns : job.change.constants).emplace(key, guess.value);
        }
    }

    /// Dialects of the user's own lie beside the study, and so beside its copy.
    void copy_dialects(const fs::path& folder) {
        for (const fs::path& dialect : layer::user_dialects(study_)) {
            const fs::path name = fs::path("dialects") / dialect;
            fs::create_directories((folder / name).parent_path());
            copy_file(study_.file.parent_path() / name, folder / name, name.generic_string());
            report_.files.push_back(name.generic_string());
        }
    }

    static void copy_file(const fs::path& from, const fs::path& to, const std::string& shown) {
        std::error_code failed;
        fs::copy_file(from, to, failed);
        if (failed) throw Error(ErrorCode::output_unwritable, {.file = shown}, failed.message());
    }

    void copy_raster(Job& job, const fs::path& folder) {
        const std::string name = job.task.stem + job.task.source->path.extension().string();
        copy_file(job.task.source->path, folder / name, name);
        job.change.removed = {};
        finish(job, name);
        source_changes_.push_back(std::move(job.change));
    }

    void finish(Job& job, const std::string& file) {
        job.change.source = file;
        report_.files.push_back(file);
    }

    std::string study_text() const {
        std::ifstream in(study_.file, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        return std::string(tr(study_.language, "# Copia de un estudio con archivos limpios: vea fixes.csv. Da los mismos números.\n", "# A copy of a study with cleaned files: see fixes.csv. It gives the same numbers.\n")) + study::rewrite_study(text, source_changes_);
    }

    /// What makes the folder one of ours, which --overwrite may exchange.
    std::string manifest(const fs::path& folder) const {
        nlohmann::ordered_json outputs = nlohmann::ordered_json::object();
        for (const std::string& file : report_.files) outputs[file] = sha256_file(folder / file);
        return nlohmann::ordered_json{{"presencia", "check --fix"}, {"study", study_.name}, {"outputs", outputs}}.dump(2) + "\n";
    }

    std::string changes_csv() const {
        std::string csv = "source,copy,change,column,count,first_row,sentence\n";
        for (const Change& change : report_.changes) {
            csv += emit::csv_field(change.source) + "," + emit::csv_field(change.copy) + "," + change.what + "," + emit::csv_field(change.column) + "," + std::to_string(change.count) + "," + std::to_string(change.first_row) + "," +
                   emit::csv_field(change.said) + "\n";
        }
        return csv;
    }

    const study::Study& study_;
    const RunOptions& options_;
    const CheckReport& checked_;
    Progress& progress_;
    layer::Dialects dialects_;
    layer::MunicipalityTable municipalities_;
    Units units_;
    std::vector<study::SourceChange> source_changes_;
    FixReport report_;
};

}  // namespace

FixReport fix_study(const RunOptions& options, const CheckReport& checked, Progress& progress) {
    if (!checked.problems.empty()) throw checked.problems.front();
    study::Study study = study::read_study(options.study, std::nullopt, options.allowed);
    // A copy keeps the file's rows: several places in a cell are a run's to tell apart.
    for (study::SiteSource& layer : study.sites) layer.source.several_places = false;
    return Fixer(study, options, checked, progress).fix();
}

}  // namespace presencia::fix
