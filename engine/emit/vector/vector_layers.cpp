// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/vector_layers.hpp"

#include "core/parallel.hpp"
#include "core/sha256.hpp"
#include "emit/result_tables.hpp"
#include "geo/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

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

std::string key_of(const gap::MunicipalityResult& m) {
    return m.country + ":" + m.code;
}

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

Selection municipality_fields(const Table& table) {
    Selection chosen(table);
    for (const char* name : measures) chosen.add(name);
    for (std::size_t f = 0; f < study::family_count; ++f) {
        for (const char* measure : family_measures) chosen.add(std::string(study::to_string(static_cast<study::Family>(f))) + "_" + measure);
    }
    return chosen;
}

std::uint32_t add_layer(VectorMap& out, const char* name, MvtGeometry geometry, std::vector<Column> fields) {
    out.layers.emplace_back(name, geometry, std::move(fields));
    return static_cast<std::uint32_t>(out.layers.size() - 1);
}

void add_municipalities(const Published& published, const std::vector<StyledMap>& maps, const std::shared_ptr<const ZoomShapes>& shapes, VectorMap& out) {
    const Table table = municipality_table(published);
    const Selection chosen = municipality_fields(table);
    std::vector<Column> fields{key_column};
    fields.insert(fields.end(), chosen.columns().begin(), chosen.columns().end());
    fields.push_back({"no_value", CellType::text, "Sin valor y por qué", "Without a value, and why"});
    for (const StyledMap& map : maps) fields.push_back({class_property(map), CellType::text, map.map.title, map.map.title});
    const std::uint32_t index = add_layer(out, vector_layer::municipalities, MvtGeometry::polygon, fields);
    MvtLayer& layer = out.layers[index];
    VectorMap::Surfaces surfaces{index, shapes, {}};
    StableIds ids;
    for (std::size_t m = 0; m < table.rows.size(); ++m) {
        const std::string key = key_of(published.result.municipalities[m]);
        const std::vector<Cell> values = chosen.row(m);
        std::vector<Cell> cells{Cell(key)};
        cells.insert(cells.end(), values.begin(), values.end());
        const std::string absent = no_value(chosen.columns(), values);
        cells.push_back(absent.empty() ? Cell() : Cell(absent));
        for (const StyledMap& map : maps) {
            const int cls = map.map.class_of[m];
            cells.push_back(cls < 0 ? Cell() : Cell(map.map.classes[static_cast<std::size_t>(cls)].id));
        }
        surfaces.feature.push_back(static_cast<std::int32_t>(layer.add(ids(key), cells)));
    }
    out.surfaces.push_back(std::move(surfaces));
}

void add_unreached(const Published& published, VectorMap& out) {
    const std::uint32_t index = add_layer(out, vector_layer::unreached, MvtGeometry::polygon,
                                          {{"family", CellType::text, "Familia", "Family"},
                                           key_column,
                                           {"country", CellType::text, "País", "Country"},
                                           {"code", CellType::text, "Código", "Code"},
                                           {"name", CellType::text, "Municipio", "Municipality"},
                                           {"unreached_people", CellType::real, "Personas fuera de alcance", "Unreached people"},
                                           {"whole_municipality", CellType::boolean, "Todo el municipio", "The whole municipality"}});
    MvtLayer& layer = out.layers[index];
    StableIds ids;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        std::vector<geo::MultiPolygon> parts;
        VectorMap::Surfaces surfaces{index, {}, {}};
        for (const Unreached& part : published.unreached) {
            if (static_cast<std::size_t>(part.family) != f) continue;
            const gap::MunicipalityResult& m = published.result.municipalities[part.municipality];
            const std::string family(study::to_string(part.family));
            const std::vector<Cell> cells{Cell(family), Cell(key_of(m)), Cell(m.country), Cell(m.code), Cell(m.name), Cell(m.family[f].unreached_people), Cell(part.whole)};
            surfaces.feature.push_back(static_cast<std::int32_t>(layer.add(ids(family + " " + key_of(m)), cells)));
            parts.push_back(part.shape);
        }
        if (parts.empty()) continue;
        // Each family's areas are a coverage of their own: they touch along borders, and neighbours stay joined.
        surfaces.shapes = std::make_shared<const ZoomShapes>(std::make_shared<const CoverageGeometry>(parts, std::vector<std::int32_t>(parts.size()), std::vector<std::int32_t>(parts.size())));
        out.surfaces.push_back(std::move(surfaces));
    }
}

void add_borders(const std::shared_ptr<const ZoomShapes>& shapes, VectorMap& out) {
    const std::uint32_t index = add_layer(out, vector_layer::borders, MvtGeometry::line, {{"level", CellType::text, "Nivel", "Level"}});
    VectorMap::Borders borders{index, shapes, {}};
    for (int level = 0; level < border_levels; ++level) {
        const std::vector<Cell> cells{Cell(to_string(static_cast<BorderLevel>(level)))};
        borders.feature[static_cast<std::size_t>(level)] = out.layers[index].add(static_cast<std::uint64_t>(level) + 1, cells);
    }
    out.borders.push_back(std::move(borders));
}

void add_sites(const Published& published, VectorMap& out) {
    const Table table = site_table(published);
    Selection chosen(table);
    for (const char* name : {"family", "kind", "layer", "id", "name", "country", "code", "operating", "partner"}) chosen.add(name);
    const std::uint32_t index = add_layer(out, vector_layer::sites, MvtGeometry::point, chosen.columns());
    VectorMap::Points points{index, {}};
    StableIds ids;
    for (std::size_t s = 0; s < published.sites.size(); ++s) {
        const layer::Site& site = published.sites[s];
        if (!site.position.defined() || site.precision > layer::Precision::approximate) continue;
        std::vector<Cell> cells = chosen.row(s);
        for (Cell& cell : cells) {
            if (cell.text().empty()) cell = Cell();
        }
        const std::string& source = published.study.sites[site.layer].name;
        const std::uint64_t id = ids(source + " " + (site.id.empty() ? fmt::format("#{}", site.row) : site.id));
        points.features.emplace_back(out.layers[index].add(id, cells), to_world({site.position.longitude(), site.position.latitude()}));
    }
    out.points.push_back(std::move(points));
}

/// Municipalities from the most people to the fewest: whose name stays where names collide. Unknown comes last.
std::vector<std::int64_t> label_ranks(const gap::Result& result) {
    std::vector<std::size_t> order(result.municipalities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto people = [&](std::size_t m) { return result.municipalities[m].population.value_or(-1.0); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return people(a) > people(b); });
    std::vector<std::int64_t> rank(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) rank[order[place]] = static_cast<std::int64_t>(place) + 1;
    return rank;
}

void add_labels(const Published& published, unsigned threads, VectorMap& out) {
    const std::uint32_t index = add_layer(out, vector_layer::labels, MvtGeometry::point,
                                          {key_column,
                                           {"name", CellType::text, "Municipio", "Municipality"},
                                           {"country", CellType::text, "País", "Country"},
                                           {"department", CellType::text, "Departamento", "Department"},
                                           {"rank", CellType::integer, "Puesto por población", "Rank by population"}});
    const auto& rows = published.municipalities.rows;
    std::vector<LonLat> at(rows.size());
    parallel_for(rows.size(), std::max(1U, threads), [&](std::size_t m, unsigned) { at[m] = geo::label_point(rows[m].shape); });
    const std::vector<std::int64_t> rank = label_ranks(published.result);
    VectorMap::Points points{index, {}};
    StableIds ids;
    for (std::size_t m = 0; m < rows.size(); ++m) {
        if (!at[m].defined()) continue;
        const gap::MunicipalityResult& result = published.result.municipalities[m];
        const std::vector<Cell> cells{Cell(key_of(result)), Cell(result.name), Cell(result.country), result.department.empty() ? Cell() : Cell(result.department), Cell(rank[m])};
        points.features.emplace_back(out.layers[index].add(ids(key_of(result)), cells), to_world({at[m].longitude(), at[m].latitude()}));
    }
    out.points.push_back(std::move(points));
}

}  // namespace

std::string class_property(const StyledMap& map) {
    return "class_" + map.map.style_name;
}

VectorMap vector_map(const Published& published, const std::vector<StyledMap>& maps, std::shared_ptr<const CoverageGeometry> coverage, unsigned threads) {
    VectorMap out;
    const auto shapes = std::make_shared<const ZoomShapes>(std::move(coverage));
    add_municipalities(published, maps, shapes, out);
    add_unreached(published, out);
    add_borders(shapes, out);
    add_sites(published, out);
    add_labels(published, threads, out);
    return out;
}

}  // namespace presencia::emit
