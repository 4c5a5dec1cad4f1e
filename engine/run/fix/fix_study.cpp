// SPDX-License-Identifier: Apache-2.0
#include "run/fix/fix_study.hpp"

#include "core/language.hpp"
#include "core/sha256.hpp"
#include "core/staged_directory.hpp"
#include "emit/documents.hpp"
#include "layer/municipality_features.hpp"
#include "layer/read_tables.hpp"
#include "run/fix/clean_copy.hpp"
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

using Roles = std::vector<TypedRole>;

/// Keys that say how the old file was written: the copy is written in one way.
const std::vector<std::string> reading_keys{"encoding", "delimiter", "decimal_comma", "decimal", "thousands", "header", "columns", "totals", "missing", "date_format", "layer", "table", "query", "dialect", "wide", "where"};

Roles roles_of(const study::MunicipalitySource& s) {
    return {{"country", &s.country, CellKind::text, {}, {}}, {"code", &s.code, CellKind::text, {}, {}}, {"name", &s.name, CellKind::text, {}, {}}, {"department", &s.department, CellKind::text, {}, {}},
            {"population", &s.population, CellKind::number, {}, {}}, {"valid_from", &s.valid_from, CellKind::date, {}, {}}, {"valid_to", &s.valid_to, CellKind::date, {}, {}}};
}

Roles roles_of(const study::IncidentSource& s) {
    return {{"country", &s.country, CellKind::text, {}, {}}, {"department", &s.department, CellKind::text, {}, {}}, {"municipality", &s.municipality, CellKind::code, {}, {}},
            {"x", &s.x, CellKind::number, {}, {}}, {"y", &s.y, CellKind::number, {}, {}}, {"id", &s.id, CellKind::text, {}, {}}, {"class", &s.incident_class, CellKind::text, {}, "incident_class"},
            {"date", &s.date, CellKind::date, {}, {}}, {"year", &s.year, CellKind::text, {}, {}}, {"month", &s.month, CellKind::text, {}, {}},
            {"count", &s.count, CellKind::number, {}, {}}, {"weight", &s.weight, CellKind::number, {}, {}}};
}

Roles roles_of(const study::SiteSource& s) {
    return {{"country", &s.country, CellKind::text, {}, {}}, {"municipality", &s.municipality, CellKind::code, {}, {}}, {"x", &s.x, CellKind::number, {}, {}}, {"y", &s.y, CellKind::number, {}, {}},
            {"id", &s.id, CellKind::text, {}, {}}, {"start", &s.start, CellKind::date, {}, {}}, {"end", &s.end, CellKind::date, {}, {}}, {"capacity", &s.capacity, CellKind::number, {}, {}},
            {"staff", &s.staff, CellKind::number, {}, {}}, {"amount", &s.amount, CellKind::number, {}, {}}};
}

Roles roles_of(const study::PopulationSource& s) {
    return {{"x", &s.x, CellKind::number, {}, {}}, {"y", &s.y, CellKind::number, {}, {}}, {"people", &s.people, CellKind::number, {}, {}}};
}

/// The table of the study that names a source, and the task of copying it.
struct Job {
    CopyTask task;
    study::SourceChange change;
    std::size_t municipality = 0;  ///< which source of boundaries
};

class Fixer {
public:
    Fixer(const study::Study& study, const RunOptions& options, const CheckReport& checked, Progress& progress)
        : study_(study), options_(options), checked_(checked), progress_(progress), dialects_(options.data / "layers"), municipalities_(layer::read_municipalities(study, dialects_, progress)), units_(study, municipalities_, dialects_) {}

    FixReport fix() {
        StagedDirectory staged(options_.output, options_.overwrite);
        for (Job& job : jobs()) run(job, staged.path());
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
    Job job(const study::Source& source, std::string_view kind, std::string_view table, std::size_t index, std::string inner, std::string stem, Roles roles, std::string date_format = {}) {
        Job out;
        if (table != "at_risk") std::erase_if(roles, [&](const TypedRole& role) { return !role.given->given() && !guessed(source, role.name); });
        out.task = {&source, kind, std::move(roles), std::move(date_format), free_stem(std::move(stem)), {}, {}, false};
        out.change.table = std::string(table);
        out.change.index = index;
        out.change.inner = std::move(inner);
        out.change.removed = reading_keys;
        return out;
    }

    /// Whether the engine took a column of the source for the role: one that it passed over must not be named in its place.
    bool guessed(const study::Source& source, std::string_view role) const {
        return std::any_of(checked_.guesses.begin(), checked_.guesses.end(), [&](const layer::Guess& guess) { return guess.binds && guess.source == source.shown && guess.role == role; });
    }

    std::string free_stem(std::string stem) {
        std::string out = stem;
        for (int n = 2; !stems_.insert(out).second; ++n) out = stem + "_" + std::to_string(n);
        return out;
    }

    /// Rows of a layer that the engine left out because of their id.
    void note_ids(CopyTask& task, std::string_view layer) const {
        for (const Ledger& ledger : checked_.ledgers) {
            if (ledger.layer != layer) continue;
            ledger.each_left_out([&](const Reject& left) {
                if (left.code == ErrorCode::row_duplicate) task.twice.insert(left.row);
                if (left.code == ErrorCode::duplicate_conflict) task.raw.insert(left.row);
            });
        }
    }

    std::vector<Job> jobs() {
        std::vector<Job> out;
        for (std::size_t i = 0; i < study_.municipalities.size(); ++i) {
            const study::MunicipalitySource& s = study_.municipalities[i];
            Job& boundaries = out.emplace_back(job(s.source, "municipalities", "municipalities", i, {}, "municipalities", roles_of(s)));
            boundaries.task.boundaries = true;
            boundaries.municipality = i;
            boundaries.change.removed.emplace_back("crs");
            if (!s.population_table) continue;
            const study::PopulationTable& people = *s.population_table;
            out.push_back(job(people.source, "population", "municipalities", i, "population", "people",
                              {{"code", &people.code, CellKind::code, "municipalities", "code"}, {"country", &people.country, CellKind::text, "municipalities", "country"},
                               {"value", &people.value, CellKind::number, "municipalities", "population"}}));
        }
        for (std::size_t i = 0; i < study_.incidents.size(); ++i) {
            const study::IncidentSource& s = study_.incidents[i];
            note_ids(out.emplace_back(job(s.source, "incidents", "incidents", i, {}, s.name, roles_of(s), s.date_format)).task, s.name);
        }
        for (std::size_t i = 0; i < study_.sites.size(); ++i) {
            const study::SiteSource& s = study_.sites[i];
            note_ids(out.emplace_back(job(s.source, "sites", "sites", i, {}, s.name, roles_of(s), s.date_format)).task, s.name);
        }
        for (std::size_t i = 0; i < study_.population.size(); ++i) out.push_back(job(study_.population[i].source, "population", "population", i, {}, "population", roles_of(study_.population[i])));
        const auto list = [&](const std::optional<study::Source>& source, const char* key) {
            if (!source) return;
            out.push_back(job(*source, "municipalities", "at_risk", 0, key, key, {{"country", &nothing_, CellKind::text, {}, {}}, {"code", &nothing_, CellKind::code, {}, {}}}));
            out.back().task.filtered = false;
            std::erase(out.back().change.removed, "where");
        };
        list(study_.at_risk.list, "list");
        list(study_.at_risk.compare, "compare");
        return out;
    }

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
            job.change.texts = {{"encoding", "utf-8"}, {"delimiter", ","}, {"decimal", "."}};
            job.change.numbers = {{"header", 1}};
            job.change.flags = {{"totals", false}};
        } else {
            job.change.removed.insert(job.change.removed.end(), {"crs", "coordinates"});
            copy.file.ends_with(".gpkg") ? emit::write_features_geopackage(folder / copy.file, copy.features) : write_file(folder / copy.file, emit::features_geojson(copy.features));
        }
        finish(job, copy.file);
        name_roles(job, copy);
        source_changes_.push_back(std::move(job.change));
        report_.changes.insert(report_.changes.end(), copy.changes.begin(), copy.changes.end());
    }

    /// Writes down what the engine recognised, for the copy may no longer give it away. A list of codes names no columns.
    void name_roles(Job& job, const CleanCopy& copy) {
        if (job.change.table == "at_risk") return;
        std::vector<std::string> roles = dialects_.roles(job.task.kind);
        if (job.change.inner == "population") roles = {"code", "country", "name", "department", "value"};
        if (copy.layout_lost) job.change.texts.emplace("dialect", "none");
        for (const layer::Guess& guess : checked_.guesses) {
            if (!guess.binds || guess.source != job.task.source->shown) continue;
            const std::string role = guess.role == "class" ? "incident_class" : guess.role == "name" && job.task.kind == "sites" ? "site_name" : guess.role;
            if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
            const std::string key = role == "incident_class" ? "class" : role;
            const bool column = std::find(copy.features.columns.begin(), copy.features.columns.end(), guess.value) != copy.features.columns.end();
            (column ? job.change.columns : job.change.constants).emplace(key, guess.value);
        }
    }

    void copy_raster(Job& job, const fs::path& folder) {
        const std::string name = job.task.stem + job.task.source->path.extension().string();
        std::error_code failed;
        fs::copy_file(job.task.source->path, folder / name, failed);
        if (failed) throw Error(ErrorCode::output_unwritable, {.file = name}, failed.message());
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
    study::Role nothing_;
    std::set<std::string> stems_;
    std::vector<study::SourceChange> source_changes_;
    FixReport report_;
};

}  // namespace

FixReport fix_study(const RunOptions& options, const CheckReport& checked, Progress& progress) {
    if (!checked.problems.empty()) throw checked.problems.front();
    const study::Study study = study::read_study(options.study, std::nullopt, options.allowed);
    return Fixer(study, options, checked, progress).fix();
}

}  // namespace presencia::fix
