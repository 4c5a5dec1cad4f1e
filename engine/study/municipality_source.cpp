// SPDX-License-Identifier: Apache-2.0
#include "study/coordinate_words.hpp"
#include "study/layers.hpp"
#include "study/roles.hpp"
#include "study/sources.hpp"
#include "study/wide.hpp"

namespace presencia::study {

namespace {

constexpr std::pair<std::string_view, Level> unit_levels[] = {{"department", Level::department},
                                                         {"municipality", Level::municipality},
                                                         {"community", Level::community},
                                                         {"grid", Level::grid}};

constexpr std::pair<std::string_view, bool> key_words[] = {{"exact", true}, {"understood", false}};

PopulationTable read_population_table(Section& section, const InputFolder& folder) {
    PopulationTable table;
    table.source = read_source(section, folder);
    table.code = read_role(section, "code");
    table.name = read_role(section, "name");
    table.department = read_role(section, "department");
    table.country = read_role(section, "country");
    table.value = read_role(section, "value");
    heed_named_year(table.source, table.value);
    read_year(section, table.year_column, table.year);
    table.parts = section.texts("parts");
    if (table.parts) table.parts_line = section.line_of_key("parts");
    check_country(section, "country", table.country);
    section.finish();
    return table;
}

/// `population` is a role, or a table of its own with a `source`.
void read_population(Section& section, MunicipalitySource& out, const InputFolder& folder) {
    const toml::node* node = section.find("population");
    if (const toml::table* inner = node == nullptr ? nullptr : node->as_table();
        inner != nullptr && inner->contains("source")) {
        Section table = *section.table("population");
        out.population_table = read_population_table(table, folder);
    } else {
        out.population = read_role(section, "population");
    }
}

}  // namespace

MunicipalitySource read_municipality_source(Section& section, const InputFolder& folder) {
    MunicipalitySource out;
    out.source = read_source(section, folder);
    out.country = read_role(section, "country");
    out.code = read_role(section, "code");
    out.name = read_role(section, "name");
    out.department = read_role(section, "department");
    out.valid_from = read_role(section, "valid_from");
    out.valid_to = read_role(section, "valid_to");
    if (auto aliases = read_named_file(section, "aliases", folder)) {
        out.aliases.push_back(std::move(*aliases));
    }
    out.exact_keys = section.word<bool>("keys", key_words).value_or(false);
    out.merge_parts = section.flag("merge_parts").value_or(false);
    out.level = section.word<Level>("level", unit_levels).value_or(Level::municipality);
    read_population(section, out, folder);
    check_country(section, "country", out.country);
    if (out.code.constant) {
        section.reject("code", ErrorCode::study_bad_value,
                       {"un mismo código para todos los municipios", "one code for every municipality"},
                       {"nombre la columna de los códigos", "name the column that holds the codes"});
    }
    section.finish();
    return out;
}

PopulationSource read_population_source(Section& section, const InputFolder& folder) {
    PopulationSource out;
    out.source = read_source(section, folder);
    out.x = read_role(section, "x");
    out.y = read_role(section, "y");
    out.xy = read_role(section, "xy");
    check_coordinate_roles(section, out.x, out.y, out.xy);
    out.people = read_role(section, "people");
    out.country = read_role(section, "country");
    read_year(section, out.year, out.year_value);
    check_country(section, "country", out.country);
    if (const std::optional<std::int64_t> least = section.integer("min_points")) {
        out.min_points = *least;
        if (*least < 1) {
            section.reject("min_points", ErrorCode::study_bad_value, std::to_string(*least),
                           {"un punto o más", "one point or more"});
        }
    }
    section.finish();
    return out;
}

}  // namespace presencia::study
