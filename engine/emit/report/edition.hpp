// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/cells.hpp"
#include "emit/maps.hpp"
#include "emit/published.hpp"
#include "emit/report/voice.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace presencia::emit {

/// The page in one of its two languages: what is shown, and the words for it. Everything comes from Published and from the tables and maps that the other outputs are made of.
struct Edition {
    const Published& published;
    study::Study study;  ///< with this edition's language: the rule, the notes and the maps speak it
    Voice voice;
    StyledMap gap, concurrence;
    Table gaps;  ///< gap_table()

    const gap::Result& result() const { return published.result; }
    bool own_language() const { return published.study.language == voice.language(); }
};

/// Errors: load_style's.
Edition edition_of(const Published& published, Language language, const std::filesystem::path& styles);

/// The studied families among the four, in order.
std::vector<study::Family> studied_families(const gap::Result& result);
/// "policía, justicia y educación".
std::string family_list(const std::vector<study::Family>& families, const Voice& voice);
/// The roll-up of the whole study; nullptr where there is none.
const gap::RollUp* region_of(const gap::Result& result);
/// Whether the study has more than one country: then rows name theirs.
bool many_countries(const gap::Result& result);
/// Whether any municipality names its department.
bool names_departments(const gap::Result& result);
/// The fill of the class that stands for `families` of `studied` families on the map of concurrence; all of them is the colour of all four.
std::string concurrence_colour(const TileMap& concurrence, std::size_t families, std::size_t studied);

}  // namespace presencia::emit
