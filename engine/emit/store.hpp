// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/maps.hpp"
#include "emit/published.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace presencia::emit {

/// Version of the tables in study.gpkg. A reader refuses a newer one.
inline constexpr int store_schema_version = 1;

/// Writes study.gpkg: layers municipalities, sites, unreached; tables gaps, roll_ups, pools, ledger, study (name, value), layer_styles. It holds what the profile allows and
/// no more. `gap_map` is how QGIS draws it at once, `maps` are the study's, which it offers beside. Throws output_unwritable.
void write_store(const std::filesystem::path& file, const Published& published, const StyledMap& gap_map, std::span<const StyledMap> maps);

/// Reads a result directory through its study.gpkg alone; opening takes milliseconds. Several threads may ask one store.
class Store {
public:
    /// Throws output_not_result where `directory` holds no result or one of a newer schema.
    explicit Store(const std::filesystem::path& directory);
    ~Store();

    /// What the run was: name, title, from, to, as_of, language, profile, rule, rule_text, measure, cut, years, headline, assumptions, notes, disclosure, engine_version ... (see study_facts()).
    const nlohmann::ordered_json& study() const;
    Language language() const;
    /// A table by name: "municipalities", "gaps", "roll_ups", "pools", "ledger" or "sites", absences restored; in stored order. Geometry left out. Read at the first
    /// question and kept as long as the store.
    const Table& table(std::string_view name) const;
    /// The shapes that go with the rows of "municipalities" or "unreached", in stored order.
    std::vector<geo::MultiPolygon> shapes(std::string_view table) const;
    /// The places that go with the rows of "sites"; undefined where a site has none.
    std::vector<LonLat> dots() const;
    /// GeoJSON geometry text of a municipality.
    std::string geometry(std::string_view country, std::string_view code) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The facts that Store::study() gives back, as written into the store and the manifest.
nlohmann::ordered_json study_facts(const Published& published);

}  // namespace presencia::emit
