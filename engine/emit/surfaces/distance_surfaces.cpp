// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/distance_surfaces.hpp"

#include "core/error.hpp"
#include "emit/ledger_json.hpp"
#include "reach/nearest_index.hpp"
#include "study/study.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace presencia::emit {

namespace {

/// The places of one family, by the country that they serve.
struct Places {
    std::vector<std::int32_t> country;           ///< of each municipality, into `nearest`
    std::vector<reach::NearestIndex> nearest;

    bool none() const { return std::all_of(nearest.begin(), nearest.end(), [](const reach::NearestIndex& index) { return index.empty(); }); }
};

std::set<std::string> layers_with_withheld_books(const Table& ledger) {
    std::set<std::string> layers;
    for (const auto& book : books_of(ledger)) {
        if (book.value("withheld", false)) layers.insert(book.value("layer", std::string()));
    }
    return layers;
}

bool is_service(const Table& sites, std::size_t s, const std::string& family) {
    return sites.at(s, "family").text() == family && sites.at(s, "kind").text() == "service";
}

bool keeps_places(const VectorInput& input, const std::string& family, const nlohmann::ordered_json& facts, const std::set<std::string>& withheld_books) {
    // Sites of which nothing is in the tables, since all lie outside every municipality.
    const auto keeping = facts.value("families_with_withheld_sites", std::vector<std::string>{});
    if (std::find(keeping.begin(), keeping.end(), family) != keeping.end()) return true;
    for (std::size_t m = 0; m < input.municipalities.rows.size(); ++m) {
        for (const char* number : {"_sites", "_nearest_km"}) {
            if (input.municipalities.at(m, family + number).absence == Absence::suppressed) return true;
        }
    }
    for (std::size_t s = 0; s < input.sites.rows.size(); ++s) {
        if (is_service(input.sites, s, family) && withheld_books.count(input.sites.at(s, "layer").text()) > 0) return true;
    }
    return false;
}

/// Sites serve the country they lie in, or both sides of a border where the study says so: as reach has it.
Places places_of(const VectorInput& input, const std::string& family) {
    Places places;
    std::map<std::string, std::int32_t> countries;
    for (std::size_t m = 0; m < input.municipalities.rows.size(); ++m) {
        places.country.push_back(countries.try_emplace(input.municipalities.at(m, "country").text(), static_cast<std::int32_t>(countries.size())).first->second);
    }
    std::vector<std::vector<LonLat>> serving(countries.size());
    for (std::size_t s = 0; s < input.sites.rows.size(); ++s) {
        if (!is_service(input.sites, s, family) || input.sites.at(s, "operating").text() != "yes" || !input.dots[s].defined()) continue;
        const bool everywhere = input.sites.at(s, "cross_border").text() == "true";
        const std::string own = input.sites.at(s, "country").text();
        for (const auto& [name, index] : countries) {
            if (everywhere || name == own) serving[static_cast<std::size_t>(index)].push_back(input.dots[s]);
        }
    }
    for (std::vector<LonLat>& positions : serving) places.nearest.emplace_back(std::move(positions));
    return places;
}

void fill_distances(const Places& places, const Cells& cells, std::span<float> out) {
    const std::size_t n = cells.municipality.size();
    for (std::size_t k = 0; k < n; ++k) {
        const std::int32_t m = cells.municipality[k];
        const auto from = m < 0 ? std::nullopt : LonLat::checked(cells.centre[k].x, cells.centre[k].y);
        out[k] = out[n + k] = std::numeric_limits<float>::quiet_NaN();
        if (!from) continue;
        const auto distance = places.nearest[static_cast<std::size_t>(places.country[static_cast<std::size_t>(m)])].distance(*from);
        if (distance) out[k] = static_cast<float>(distance->value() / 1000.0);
        out[n + k] = state_code(distance ? Absence::none : Absence::no_site);
    }
}

Surface distance_surface(const VectorInput& input, const std::string& family, std::shared_ptr<const Places> places) {
    const Column& column = input.municipalities.columns[input.municipalities.column(family + "_nearest_km")];
    const SurfaceBand band{family + "_nearest_km", std::string(column.label(input.language)), "km"};
    return {"distance_" + family, false, {band, state_band(band)}, [places = std::move(places)](const Cells& cells, std::span<float> out) { fill_distances(*places, cells, out); }};
}

}  // namespace

DistanceSurfaces distance_surfaces(const VectorInput& input, const nlohmann::ordered_json& facts, const Table& ledger) {
    const auto& columns = input.sites.columns;
    if (std::none_of(columns.begin(), columns.end(), [](const Column& column) { return column.name == "cross_border"; })) {
        throw Error(ErrorCode::output_not_result, {.file = "study.gpkg", .column = "cross_border"}, "written by an older version", "run the study again");
    }
    const std::set<std::string> withheld_books = layers_with_withheld_books(ledger);
    DistanceSurfaces out;
    for (const std::string& family : facts.value("families_studied", std::vector<std::string>{})) {
        if (keeps_places(input, family, facts, withheld_books)) {
            out.withheld.push_back(family);
            continue;
        }
        auto places = std::make_shared<const Places>(places_of(input, family));
        if (places->none()) {
            out.without_sites.push_back(family);
        } else {
            out.surfaces.push_back(distance_surface(input, family, std::move(places)));
        }
    }
    return out;
}

}  // namespace presencia::emit
