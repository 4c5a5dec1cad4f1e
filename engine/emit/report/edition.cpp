// SPDX-License-Identifier: Apache-2.0
#include "emit/report/edition.hpp"

#include "emit/result_tables.hpp"
#include "emit/store.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::emit {

Edition edition_of(const Published& published, Language language, const std::filesystem::path& styles) {
    study::Study study = published.study;
    study.language = language;
    // What the maps are made of, under a study that speaks the other language.
    const Published spoken{study, published.municipalities, published.result, published.disclosure, {}, {}, {}, {}, 0, {}, {}, false, {}};
    const Table municipalities = municipality_table(published);
    const MapContext context = map_context(study_facts(spoken));
    StyledMap gap = styled_map(styles / "gap.toml", municipalities, context);
    StyledMap concurrence = styled_map(styles / "concurrence.toml", municipalities, context);
    return {published, std::move(study), Voice(language), std::move(gap), std::move(concurrence), gap_table(published)};
}

std::vector<study::Family> studied_families(const gap::Result& result) {
    std::vector<study::Family> families;
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (result.studied[f]) families.push_back(static_cast<study::Family>(f));
    }
    return families;
}

std::string family_list(const std::vector<study::Family>& families, const Voice& voice) {
    std::vector<std::string> names;
    for (const study::Family family : families) names.emplace_back(study::label(family, voice.language()));
    return voice.list(names);
}

const gap::RollUp* region_of(const gap::Result& result) {
    const auto at = std::find_if(result.roll_ups.begin(), result.roll_ups.end(), [](const gap::RollUp& unit) { return unit.level == gap::RollUp::Level::region; });
    return at == result.roll_ups.end() ? nullptr : &*at;
}

bool many_countries(const gap::Result& result) {
    return std::count_if(result.roll_ups.begin(), result.roll_ups.end(), [](const gap::RollUp& unit) { return unit.level == gap::RollUp::Level::country; }) > 1;
}

bool names_departments(const gap::Result& result) {
    return std::any_of(result.municipalities.begin(), result.municipalities.end(), [](const gap::MunicipalityResult& m) { return !m.department.empty(); });
}

std::string concurrence_colour(const TileMap& concurrence, std::size_t families, std::size_t studied) {
    const std::string id = std::to_string(families == studied ? study::capacity_family_count : families);
    const auto at = std::find_if(concurrence.classes.begin(), concurrence.classes.end(), [&](const TileClass& one) { return one.id == id; });
    return at == concurrence.classes.end() ? "#ffffff" : to_hex(at->fill);
}

}  // namespace presencia::emit
