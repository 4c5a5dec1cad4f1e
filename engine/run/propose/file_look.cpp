// SPDX-License-Identifier: Apache-2.0
#include "run/propose/file_look.hpp"

#include "core/text.hpp"
#include "geo/wkb.hpp"
#include "layer/likely_columns.hpp"
#include "layer/recognition.hpp"
#include "layer/roles.hpp"
#include "layer/site_purpose.hpp"
#include "layer/source_context.hpp"
#include "source/layer_names.hpp"
#include "source/open.hpp"
#include "source/open_guard.hpp"

#include <algorithm>

namespace presencia::propose {

namespace {

/// Points and areas by the type in front of each geometry: nothing is built from the coordinates.
void count_geometries(const source::RowBatch& batch, Sight& sight) {
    for (const std::string_view wkb : batch.wkb) {
        if (wkb.size() < 5) continue;
        const bool little = wkb[0] == 1;
        const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(wkb[k])); };
        const unsigned type = (little ? byte(1) | byte(2) << 8U : byte(4) | byte(3) << 8U) % 1000U;
        sight.points += type == 1 || type == 4 ? 1 : 0;
        sight.areas += type == 3 || type == 6 ? 1 : 0;
    }
}

/// The columns that a run would take for the roles: by their hashtags of HXL, then by their names; coordinates and years that are called so more or less must look like some.
void see_roles(const layer::SourceContext& context, const source::RowReader& reader, const source::RowBatch& sample, Sight& sight) {
    const auto& tags = reader.tags();
    for (const std::string& role : context.dialects.roles(context.kind)) {
        const auto tagged = tags.empty() ? std::nullopt : context.dialects.tagged_column(context.kind, role, tags);
        auto column = tagged ? std::optional(sight.columns[*tagged]) : context.dialects.column_for(context.kind, role, sight.columns, context.dialect);
        if (column) sight.roles.emplace(role, std::move(*column));
    }
    const auto likely = [&](const auto& role) { return context.dialects.likely_only(context.kind, role->first, role->second, context.dialect); };
    const auto place = [&](const auto& role) { return static_cast<std::size_t>(std::find(sight.columns.begin(), sight.columns.end(), role->second) - sight.columns.begin()); };
    const auto year = sight.roles.find("year");
    sight.year_is_likely = year != sight.roles.end() && likely(year);
    if (sight.year_is_likely && !layer::may_be_years(sample, place(year))) sight.roles.erase(year);
    const auto x = sight.roles.find("x"), y = sight.roles.find("y");
    if (x == sight.roles.end() || y == sight.roles.end()) return;
    if ((likely(x) || likely(y)) && !layer::may_be_coordinates(sample, place(x), place(y))) {
        sight.roles.erase(x);
        sight.roles.erase("y");
    }
}

Sight see(const layer::SourceContext& context, FileLook& look) {
    Sight sight;
    try {
        source::RowBatch batch;
        layer::Recognition recognition;
        const auto reader = layer::open_sample(context, batch, recognition);
        if (look.titles.empty()) look.titles = text::join(recognition.titles, " ");
        look.columns = recognition.columns;
        sight.columns = reader->columns();
        sight.rows = batch.size();
        count_geometries(batch, sight);
        for (const auto& column : batch.cells) sight.cells.emplace_back(column.begin(), column.end());
        sight.other_headers = recognition.other_headers;
        see_roles(context, *reader, batch, sight);
        if (const layer::Dialect* known = context.dialect) {
            sight.layout = known->name;
            sight.constants.insert(known->constants.begin(), known->constants.end());
        }
    } catch (const layer::Undecided& question) {
        sight.fault = question;
        sight.question = question;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        sight.fault = error;
    }
    return sight;
}

/// Asks the reader of sites itself; a dialect that is known only to many sources is left to the words that the column holds.
bool tells_families(const FileLook& look, const study::Study& study, const layer::Dialects& dialects) {
    study::Study trial = study;
    trial.sites = {study::SiteSource{}};
    trial.sites.front().source = look.source;
    std::vector<layer::Guess> guesses;
    const layer::SourceContext context{trial, trial.sites.front().source, dialects, "sites", guesses, {}, nullptr, look.opened};
    try {
        source::RowBatch batch;
        const auto reader = layer::open_sample(context, batch);
        const layer::SitePurpose purpose(context, 0, layer::RoleBinder(context, reader->columns()), batch);
        return true;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        return false;
    }
}

FileLook look(study::Source source, std::shared_ptr<const source::InputFile> opened, const study::Study& study, const layer::Dialects& dialects) {
    FileLook out;
    out.source = std::move(source);
    out.opened = std::move(opened);
    out.raster = source::is_raster(out.source.path);
    if (out.raster) return out;
    std::vector<layer::Guess> guesses;
    const auto as = [&](std::string_view kind) { return see({study, out.source, dialects, kind, guesses, {}, nullptr, out.opened}, out); };
    out.municipalities = as("municipalities");
    out.incidents = as("incidents");
    out.sites = as("sites");
    out.population = as("population");
    out.tells_families = !out.sites.fault && !out.sites.layout.empty() && tells_families(out, study, dialects);
    return out;
}

}  // namespace

const std::vector<std::string>* Sight::cells_of_column(std::string_view column) const {
    const auto at = std::find(columns.begin(), columns.end(), column);
    const auto index = static_cast<std::size_t>(at - columns.begin());
    return at == columns.end() || index >= cells.size() ? nullptr : &cells[index];
}

const std::vector<std::string>* Sight::cells_of(std::string_view role) const {
    const auto at = roles.find(role);
    return at == roles.end() ? nullptr : cells_of_column(at->second);
}

std::optional<Error> FileLook::fault() const {
    if (raster) return std::nullopt;
    for (const Sight* sight : {&municipalities, &incidents, &sites, &population}) {
        if (!sight->fault) return std::nullopt;
    }
    return municipalities.fault;
}

std::string label_of(const std::string& shown, const std::string& layer) {
    return layer.empty() ? shown : shown + " (" + layer + ")";
}

std::string FileLook::label() const {
    return label_of(source.shown, source.layer);
}

std::vector<std::string> layers_of(const study::Source& source) {
    return source::is_csv(source.path) || source::is_raster(source.path) ? std::vector<std::string>{} : source::layer_names(layer::read_plan(source));
}

FileLook no_look(const study::Source& source, const Error& fault) {
    FileLook out;
    out.source = source;
    for (Sight* sight : {&out.municipalities, &out.incidents, &out.sites, &out.population}) sight->fault = fault;
    return out;
}

FileLook look_at(const study::Source& source, const study::Study& study, const layer::Dialects& dialects) {
    try {
        return look(source, source::is_csv(source.path) ? source::opened_file(layer::read_plan(source)) : nullptr, study, dialects);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        return no_look(source, error);
    }
}

FileLook look_past(const FileLook& before, const layer::Undecided& question, const std::string& value, const study::Study& study, const layer::Dialects& dialects) {
    study::Source source = before.source;
    source.encoding = value;
    FileLook out = look(std::move(source), before.opened, study, dialects);
    out.named = before.named;
    out.open = before.open;
    out.open.push_back(question.preferring(value));
    return out;
}

}  // namespace presencia::propose
