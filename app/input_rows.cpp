// SPDX-License-Identifier: Apache-2.0
#include "app/input_rows.hpp"

#include "join/duplicates.hpp"
#include "join/place.hpp"
#include "layer/incidents.hpp"
#include "layer/read_tables.hpp"
#include "run/departments.hpp"
#include "run/layers.hpp"

#include <algorithm>

namespace presencia::app {

namespace {

constexpr std::int64_t pass_units = 1000;

using Ordinals = std::vector<std::int64_t>;

/// Ordinals of the rows that the count leaves out because of their id, ascending.
Ordinals left_out_by_id(layer::IncidentStream& stream, Progress& progress) {
    if (!stream.has_ids()) return {};
    join::DuplicateFinder finder;
    Ledger scratch;
    const auto take = [&](const layer::IncidentBatch& batch) {
        progress.check_interrupted();
        for (std::size_t k = 0; k < batch.size(); ++k) {
            if (!batch.id[k].empty()) finder.add(batch.id[k], batch.content[k], batch.ordinal[k]);
        }
    };
    stream.read(scratch, take, [](double) {});
    join::DuplicateFinder::Result found = finder.finish();
    Ordinals out;
    std::merge(found.duplicates.begin(), found.duplicates.end(), found.conflicts.begin(), found.conflicts.end(), std::back_inserter(out));
    return out;
}

/// `by` department: rows of the department `wanted`.
void read_layer(layer::IncidentStream& stream, const join::Placer& placer, const layer::Gazetteer& gazetteer, layer::KeyedBy by, std::int32_t wanted, std::vector<InputRows>& classes, Progress& progress) {
    const Ordinals left_out = left_out_by_id(stream, progress);
    Ledger scratch;
    layer::KeyMemo keys(gazetteer, by);
    const InputRows head = classes.front();
    classes.clear();
    const auto take = [&](const layer::IncidentBatch& batch) {
        progress.check_interrupted();
        for (std::size_t k = 0; k < batch.size(); ++k) {
            layer::KeyMatch match;
            const join::Placement placed = by == layer::KeyedBy::department ? join::placed_by_department(batch.key(k), keys, match) : placer.place(batch.position[k], batch.key(k), keys, match);
            if (placed.municipality != wanted || std::binary_search(left_out.begin(), left_out.end(), batch.ordinal[k])) continue;
            while (classes.size() <= batch.incident_class[k]) classes.push_back(head);
            InputRows& rows = classes[batch.incident_class[k]];
            rows.weight += batch.weight[k];
            (placed.how == join::Placed::by_key ? rows.by_code : rows.located).push_back(batch.row[k]);
        }
    };
    stream.read(scratch, take, [&](double share) { progress.advance(static_cast<std::int64_t>(share * static_cast<double>(pass_units))); });
    for (std::size_t c = 0; c < classes.size(); ++c) classes[c].incident_class = stream.classes()[c];
}

}  // namespace

std::vector<InputRows> input_rows(const study::Study& study, std::string_view country, std::string_view code, const std::filesystem::path& data, Progress& progress) {
    const layer::Dialects dialects = layer::dialects_for(study, data);
    layer::MunicipalityTable municipalities = layer::read_municipalities(study, dialects, progress);
    name_departments(study, dialects.place_names(), municipalities);
    const Units units(study, municipalities, dialects);
    const join::MunicipalityIndex wanted = units.gazetteer.find({country, {}, code, {}}).municipality;
    if (wanted == join::nowhere) {
        throw Error(ErrorCode::municipality_unknown, {.file = study.file.string()}, std::string(country) + ":" + std::string(code));
    }
    std::vector<InputRows> out;
    for (std::size_t i = 0; i < study.incidents.size(); ++i) {
        const study::IncidentSource& source = study.incidents[i];
        progress.stage(source.name, pass_units);
        layer::IncidentStream stream(study, i, dialects, units.extent);
        std::vector<InputRows> classes{{source.name, source.source.shown, {}, 0, {}, {}}};
        const bool by_department = source.level == study::Level::department;
        const std::int32_t where = by_department ? units.gazetteer.index().department_of(wanted) : wanted;
        if (where < 0) continue;
        read_layer(stream, join::Placer(units.locator, Metres(source.snap_m)), units.gazetteer, by_department ? layer::KeyedBy::department : layer::KeyedBy::municipality, where, classes, progress);
        for (InputRows& rows : classes) {
            if (!rows.located.empty() || !rows.by_code.empty()) out.push_back(std::move(rows));
        }
    }
    return out;
}

}  // namespace presencia::app
