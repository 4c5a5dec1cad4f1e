// SPDX-License-Identifier: Apache-2.0
#include "run/propose/boundaries.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/country_extents.hpp"
#include "layer/municipality_features.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::propose {

namespace {

/// Stands in where no country is known yet: no country's code.
constexpr std::string_view no_country = "ZZZ";

struct Named {
    std::string country, evidence;
};

/// "GT0101", "HN-05-01": the country that nearly all codes begin with.
Named country_of_codes(const Sight& sight, const layer::Dialects& dialects, Language language) {
    const std::vector<std::string>* codes = sight.cells_of("code");
    if (codes == nullptr) return {};
    std::map<std::string, std::size_t> found;
    std::size_t given = 0;
    for (const std::string& cell : *codes) {
        const std::string_view code = text::trim(cell);
        const std::size_t letters = static_cast<std::size_t>(std::find_if(code.begin(), code.end(), [](char c) { return (c < 'A' || c > 'Z') && (c < 'a' || c > 'z'); }) - code.begin());
        given += code.empty() ? 0 : 1;
        if (letters < 2 || letters > 3 || letters == code.size()) continue;
        if (auto country = dialects.value_for("municipalities", "country", code.substr(0, letters))) ++found[*country];
    }
    for (const auto& [country, count] : found) {
        if (count * 10 >= given * 9) return {country, std::string(tr(language, "así empiezan los códigos", "codes begin so"))};
    }
    return {};
}

Named country_of_places(const FileVerdict& verdict, const geo::Box& extent, Language language) {
    const std::string like = layer::country_like(extent);
    if (verdict.words.country) {
        return {verdict.words.country->value, verdict.words.country->why(language)};
    }
    if (!like.empty()) return {like, std::string(tr(language, "ahí están los polígonos", "that is where the polygons lie"))};
    return {};
}

bool only_zeros(std::string_view code) {
    return !code.empty() && code.find_first_not_of("0") == code.npos;
}

/// A code of nothing but zeros is a lake or what is left over; a feature named like another country is that country.
void find_odd_codes(const std::vector<layer::MunicipalityFeature>& features, const std::string& country, const layer::Dialects& dialects, Language language, BoundaryLook& out) {
    std::vector<std::string> why;
    for (const layer::MunicipalityFeature& feature : features) {
        const auto named = dialects.value_for("municipalities", "country", feature.name);
        const bool foreign = named && !country.empty() && *named != country;
        if (!only_zeros(feature.code) && !foreign) continue;
        if (std::find(out.odd_codes.begin(), out.odd_codes.end(), feature.code) == out.odd_codes.end()) out.odd_codes.push_back(feature.code);
        why.push_back(feature.code + " " + feature.name);
    }
    if (!why.empty()) out.odd_evidence = std::string(tr(language, "no son municipios: ", "these are no municipalities: ")) + text::clip(text::join(why, "; "), 160);
}

/// Columns such as pob_2005, pob2016, population_2010.
std::map<int, std::string> people_columns(const Sight& sight, const layer::Dialects& dialects) {
    std::map<int, std::string> out;
    for (const std::string& column : sight.columns) {
        const std::string folded = text::fold(column);
        if (folded.size() < 5) continue;
        const auto year = text::parse_integer(std::string_view(folded).substr(folded.size() - 4));
        const std::string head(text::trim(std::string_view(folded).substr(0, folded.size() - 4)));
        if (!year || *year < 1950 || *year > 2100 || head.empty()) continue;
        if (dialects.column_for("population", "people", {head})) out.emplace(static_cast<int>(*year), column);
    }
    return out;
}

}  // namespace

BoundaryLook look_at_boundaries(const FileLook& look, const FileVerdict& verdict, const study::MunicipalitySource& said, const std::string& wish, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    BoundaryLook out;
    study::Study trial = frame;
    study::MunicipalitySource source = said;
    source.source = look.source;
    source.source.shown = look.label();
    source.population = {};
    source.population_table.reset();
    const Sight& sight = look.municipalities;
    const bool column = source.country.given() || (sight.has("country") && wish.empty());
    if (!column) source.country.constant = std::string(no_country);
    if (!verdict.code_column.empty() && !source.code.given()) source.code.columns = {verdict.code_column};
    trial.municipalities = {source};
    try {
        std::vector<layer::Guess> guesses;
        const layer::SourceContext context{trial, trial.municipalities.front().source, dialects, "municipalities", guesses};
        Ledger ledger;
        const layer::MunicipalityFeatures read = layer::read_municipality_features(context, 0, ledger, progress, 1);
        for (const layer::MunicipalityFeature& feature : read.features) {
            out.extent.add(geo::box_of(feature.shape));
            if (column) out.countries.insert(feature.country);
        }
        out.features = read.features.size();
        if (!column) {
            Named named = wish.empty() ? country_of_codes(sight, dialects, frame.language) : Named{wish, "--country"};
            if (named.country.empty()) named = country_of_places(verdict, out.extent, frame.language);
            out.country = named.country;
            out.country_evidence = named.evidence;
            if (!named.country.empty()) out.countries.insert(named.country);
        }
        for (const layer::MunicipalityFeature& feature : read.features) out.places.push_back({column ? feature.country : out.country, feature.code, feature.name, feature.department});
        find_odd_codes(read.features, out.country, dialects, frame.language, out);
        if (!sight.has("population")) out.people_by_year = people_columns(sight, dialects);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        out.fault = error;
    }
    return out;
}

}  // namespace presencia::propose
