// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"
#include "emit/documents.hpp"
#include "emit/json_cells.hpp"
#include "emit/result_tables.hpp"
#include "emit/store.hpp"

namespace presencia::emit {

void write_municipalities(const std::filesystem::path& file, const Published& published) {
    const Table table = municipality_table(published);
    // The members beside "features" are foreign members of RFC 7946: readers that do not know them skip them.
    std::string out = R"({"type":"FeatureCollection","study":)" + study_facts(published).dump() + ",\"features\":[";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const gap::MunicipalityResult& m = published.result.municipalities[r];
        nlohmann::ordered_json id = m.country + ":" + m.code;
        out += (r > 0 ? ",\n" : "\n");
        out += R"({"type":"Feature","id":)" + id.dump() + R"(,"geometry":)" + geojson_geometry(published.municipalities.rows[r].shape);
        out += R"(,"properties":)" + row_to_json(table, r).dump() + "}";
    }
    out += "\n]}\n";
    write_file(file, out);
}

void write_unreached(const std::filesystem::path& directory, const Published& published) {
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (!published.result.studied[f]) {
            continue;
        }
        const std::string family(study::to_string(static_cast<study::Family>(f)));
        std::string out = R"({"type":"FeatureCollection","features":[)";
        bool first = true;
        for (const Unreached& part : published.unreached) {
            if (static_cast<std::size_t>(part.family) != f) continue;
            const gap::MunicipalityResult& m = published.result.municipalities[part.municipality];
            const nlohmann::ordered_json properties = {{"country", m.country},         {"code", m.code},     {"name", m.name},
                                                       {"department", m.department},   {"family", family},   {"gap_class", gap::to_string(m.family[f].gap_class)},
                                                       {"unreached_people", to_json(Cell(m.family[f].unreached_people))},
                                                       {"whole_municipality", part.whole}};
            out += (first ? "\n" : ",\n");
            first = false;
            out += R"({"type":"Feature","geometry":)" + geojson_geometry(part.shape) + R"(,"properties":)" + properties.dump() + "}";
        }
        out += "\n]}\n";
        write_file(directory / (family + ".geojson"), out);
    }
}

}  // namespace presencia::emit
