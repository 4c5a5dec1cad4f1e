// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_layers.hpp"

#include "core/language.hpp"
#include "core/parallel.hpp"
#include "core/sha256.hpp"
#include "emit/by_people.hpp"
#include "emit/find_municipality.hpp"
#include "emit/result_tables.hpp"
#include "emit/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace presencia::emit {

namespace {

/// Numbers for names: 52 bits of their SHA-256, so that JavaScript holds them; the next free one where two names fall together.
class StableIds {
public:
    std::uint64_t operator()(const std::string& name) {
        std::uint64_t id = std::stoull(sha256(name).substr(0, 13), nullptr, 16);
        while (id == 0 || !used_.insert(id).second) ++id;
        return id;
    }

private:
    std::set<std::uint64_t> used_;
};

const Column key_column{"key", CellType::text, "País y código", "Country and code"};

/// What a map needs of a municipality; the rest is in municipalities.geojson and study.gpkg.
const char* const measures[] = {"country",        "code",           "name",           "department", "population",       "incidents",        "rate",       "rate_eb",
                                "at_risk",        "need_rank",      "unreached_need", "gap_class",  "gap_rank",         "families_present", "families_unknown",
                                "confidence",     "to_verify"};
const char* const family_measures[] = {"presence", "sites", "reach", "nearest_km", "unreached_people", "gap_class"};

/// A table's columns by name, and its rows cut down to them.
class Selection {
public:
    explicit Selection(const Table& table) : table_(table) {}

    void add(const std::string& name) {
        const auto at = std::find_if(table_.columns.begin(), table_.columns.end(), [&](const Column& c) { return c.name == name; });
        if (at == table_.columns.end()) return;  // a family that the study does not have
        columns_.push_back(*at);
        places_.push_back(static_cast<std::size_t>(at - table_.columns.begin()));
    }
    const std::vector<Column>& columns() const noexcept { return columns_; }
    std::vector<Cell> row(std::size_t r) const {
        std::vector<Cell> cells;
        for (const std::size_t place : places_) cells.push_back(table_.rows[r][place]);
        return cells;
    }

private:
    const Table& table_;
    std::vector<Column> columns_;
    std::vector<std::size_t> places_;
};

Selection selection(const Table& table, std::initializer_list<const char*> names) {
    Selection chosen(table);
    for (const char* name : names) chosen.add(name);
    return chosen;
}

Selection municipality_fields(const Table& table) {
    Selection chosen(table);
    for (const char* name : measures) chosen.add(name);
    for (std::size_t f = 0; f < study::family_count; ++f) {
        for (const char* measure : family_measures) chosen.add(std::string(study::to_string(static_cast<study::Family>(f))) + "_" + measure);
    }
    return chosen;
}

Selection unreached_fields(const Table& table) {
    return selection(table, {"family", "country", "code", "name", "whole_municipality"});
}

Selection site_fields(const Table& table) {
    return selection(table, {"family", "kind", "layer", "id", "name", "country", "code", "operating", "partner"});
}

Selection label_fields(const Table& municipalities) {
    return selection(municipalities, {"name", "country", "code", "department"});
}

/// Where the layers are in a map.
enum LayerIndex : std::uint32_t { municipalities_index, unreached_index, borders_index, sites_index, labels_index };

void add_municipalities(const VectorInput& input, const std::vector<StyledMap>& maps, const std::shared_ptr<const ZoomShapes>& shapes, VectorMap& out) {
    const Table& table = input.municipalities;
    const Selection chosen = municipality_fields(table);
    MvtLayer& layer = out.layers[municipalities_index];
    VectorMap::Surfaces surfaces{municipalities_index, shapes, {}};
    StableIds ids;
    for (std::size_t m = 0; m < table.rows.size(); ++m) {
        const std::string key = municipality_key(table, m);
        const std::vector<Cell> values = chosen.row(m);
        std::vector<Cell> cells{Cell(key)};
        cells.insert(cells.end(), values.begin(), values.end());
        const std::string absent = no_value(chosen.columns(), values);
        cells.push_back(absent.empty() ? Cell() : Cell(absent));
        for (const StyledMap& map : maps) {
            const int cls = map.map.class_of[m];
            cells.push_back(cls < 0 ? Cell() : Cell(map.map.classes[static_cast<std::size_t>(cls)].id));
        }
        surfaces.feature.push_back(layer.add(ids(key), cells));
    }
    out.surfaces.push_back(std::move(surfaces));
}

void add_unreached(const VectorInput& input, unsigned threads, VectorMap& out) {
    const Table& table = input.unreached;
    const Selection chosen = unreached_fields(table);
    std::map<std::string, std::size_t> row_of;
    for (std::size_t m = 0; m < input.municipalities.rows.size(); ++m) row_of[municipality_key(input.municipalities, m)] = m;
    StableIds ids;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const std::string family(study::to_string(static_cast<study::Family>(f)));
        std::vector<geo::MultiPolygon> areas;
        VectorMap::Surfaces surfaces{unreached_index, {}, {}};
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            if (table.at(r, "family").text() != family) continue;
            const std::string key = municipality_key(table, r);
            std::vector<Cell> cells{Cell(key), input.municipalities.at(row_of.at(key), family + "_unreached_people")};
            for (const Cell& cell : chosen.row(r)) cells.push_back(cell);
            surfaces.feature.push_back(out.layers[unreached_index].add(ids(family + " " + key), cells));
            areas.push_back(input.areas[r]);
        }
        if (areas.empty()) continue;
        // Each family's areas are a coverage of their own: they touch along borders, and neighbours stay joined.
        surfaces.shapes = std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(areas, threads));
        out.surfaces.push_back(std::move(surfaces));
    }
}

/// Of the municipalities, which are the first surfaces.
void add_borders(VectorMap& out) {
    VectorMap::Borders borders{borders_index, {}};
    for (int level = 0; level < border_levels; ++level) {
        const std::vector<Cell> cells{Cell(to_string(static_cast<BorderLevel>(level)))};
        borders.feature[static_cast<std::size_t>(level)] = out.layers[borders.layer].add(static_cast<std::uint64_t>(level) + 1, cells);
    }
    out.surfaces.front().borders = borders;
}

void add_sites(const VectorInput& input, VectorMap& out) {
    const Selection chosen = site_fields(input.sites);
    VectorMap::Points points{sites_index, {}};
    StableIds ids;
    for (std::size_t s = 0; s < input.dots.size(); ++s) {
        const LonLat dot = input.dots[s];
        if (!dot.defined()) continue;
        std::vector<Cell> cells = chosen.row(s);
        for (Cell& cell : cells) {
            if (cell.text().empty()) cell = Cell();
        }
        const std::string own = input.sites.at(s, "id").text();
        const std::string name = own.empty() ? fmt::format("@{:.7f},{:.7f}", dot.longitude(), dot.latitude()) : own;
        const std::uint64_t id = ids(input.sites.at(s, "layer").text() + " " + name);
        points.features.emplace_back(out.layers[sites_index].add(id, cells), to_world({dot.longitude(), dot.latitude()}));
    }
    out.points.push_back(std::move(points));
}

/// Where the name has most room across, as in the raster tiles' layer of names.
void add_labels(const VectorInput& input, const CoverageGeometry& coverage, VectorMap& out) {
    const Selection chosen = label_fields(input.municipalities);
    std::vector<std::int64_t> rank(coverage.size());
    for (std::int64_t place = 0; const std::size_t m : municipalities_by_people(input.municipalities)) rank[m] = ++place;
    VectorMap::Points points{labels_index, {}};
    StableIds ids;
    for (std::size_t m = 0; m < coverage.size(); ++m) {
        const MunicipalityPlace place = coverage.place(m);
        if (!(place.area > 0.0)) continue;
        const std::string key = municipality_key(input.municipalities, m);
        std::vector<Cell> cells{Cell(key), Cell(rank[m])};
        for (const Cell& cell : chosen.row(m)) cells.push_back(cell.text().empty() ? Cell() : cell);
        points.features.emplace_back(out.layers[labels_index].add(ids(key), cells), place.at);
    }
    out.points.push_back(std::move(points));
}

/// Title, period, rule and profile, from study_facts().
VectorInput described(const nlohmann::ordered_json& facts) {
    const auto fact = [&](const char* name) { return facts.value(name, std::string()); };
    VectorInput input;
    input.language = fact("language") == "en" ? Language::en : Language::es;
    input.title = fact("title");
    input.profile = fact("profile");
    input.description = fmt::format("{} – {}. {}. {} {}", fact("from"), fact("to"), fact("rule"), tr(input.language, "perfil", "profile"), word(input.profile, input.language));
    return input;
}

}  // namespace

std::string class_property(const StyledMap& map) {
    return "class_" + map.map.style_name;
}

VectorInput vector_input(const Published& published) {
    VectorInput input = described(study_facts(published));
    input.municipalities = municipality_table(published);
    for (const layer::Municipality& m : published.municipalities.rows) input.shapes.push_back(m.shape);
    input.sites = site_table(published);
    for (const layer::Site& site : published.sites) input.dots.push_back(dot_of(site));
    input.unreached = unreached_table(published);
    for (const Unreached& part : published.unreached) input.areas.push_back(part.shape);
    return input;
}

VectorInput vector_input(const Store& store, unsigned threads) {
    VectorInput input = described(store.study());
    const std::function<void()> parts[] = {
        [&] { input.shapes = store.shapes("municipalities"); },
        [&] { input.areas = store.shapes("unreached"); },
        [&] { input.municipalities = store.table("municipalities"); },
        [&] {
            input.unreached = store.table("unreached");
            input.sites = store.table("sites");
            input.dots = store.dots();
        },
    };
    parallel_for(std::size(parts), threads, [&](std::size_t part, unsigned) { parts[part](); });
    return input;
}

std::vector<MvtLayer> empty_layers(const Table& municipalities, const Table& sites, const Table& unreached, const std::vector<StyledMap>& maps) {
    const auto with = [](std::vector<Column> fields, const Selection& chosen) {
        fields.insert(fields.end(), chosen.columns().begin(), chosen.columns().end());
        return fields;
    };
    std::vector<Column> municipality = with({key_column}, municipality_fields(municipalities));
    municipality.push_back(no_value_column);
    for (const StyledMap& map : maps) municipality.push_back({class_property(map), CellType::text, map.map.title, map.map.title});
    std::vector<MvtLayer> layers;
    layers.emplace_back(vector_layer::municipalities, MvtGeometry::polygon, std::move(municipality));
    layers.emplace_back(vector_layer::unreached, MvtGeometry::polygon,
                        with({key_column, {"unreached_people", CellType::real, "Personas fuera de alcance", "Unreached people"}}, unreached_fields(unreached)));
    layers.emplace_back(vector_layer::borders, MvtGeometry::line, std::vector<Column>{{"level", CellType::text, "Nivel", "Level"}});
    layers.emplace_back(vector_layer::sites, MvtGeometry::point, with({}, site_fields(sites)));
    layers.emplace_back(vector_layer::labels, MvtGeometry::point, with({key_column, {"rank", CellType::integer, "Puesto por población", "Rank by population"}}, label_fields(municipalities)));
    return layers;
}

VectorMap vector_map(const VectorInput& input, const std::vector<StyledMap>& maps, const std::shared_ptr<const CoverageGeometry>& coverage, unsigned threads) {
    VectorMap out;
    out.layers = empty_layers(input.municipalities, input.sites, input.unreached, maps);
    add_municipalities(input, maps, std::make_shared<const ZoomShapes>(coverage), out);
    add_unreached(input, threads, out);
    add_borders(out);
    add_sites(input, out);
    add_labels(input, *coverage, out);
    return out;
}

}  // namespace presencia::emit
