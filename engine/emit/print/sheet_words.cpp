// SPDX-License-Identifier: Apache-2.0
#include "emit/print/sheet_words.hpp"

#include "core/text.hpp"
#include "emit/documents.hpp"
#include "emit/ledger_json.hpp"
#include "emit/print/sheet_ink.hpp"
#include "emit/study_notes.hpp"
#include "emit/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace presencia::emit {

namespace {

/// Sizes of words in units of the text's size.
constexpr double title_size = 1.8, study_size = 1.15, period_size = 1.0, note_size = 0.78;

/// The names of the files that the study was made from, each once, in the order of the ledger. Not their folders, which
/// say more of a machine than of the data.
std::vector<std::string> sources(const Store& store) {
    std::vector<std::string> names;
    for (const auto& book : books_of(store.table("ledger"))) {
        std::string name = std::filesystem::path(book.value("source", std::string())).filename().string();
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

/// "14.6° N"; the mark of decimals is the language's.
std::string degrees(double value, std::string_view above, std::string_view below, Language language) {
    return fmt::format("{}° {}", spoken_number(std::fabs(value), 1, language), value < 0.0 ? below : above);
}

std::string projection_note(Point<Wgs84> centre, Language language) {
    return fmt::format(fmt::runtime(tr(language,
                                       "Proyección acimutal equivalente de Lambert con centro en {}, {}: las "
                                       "superficies se comparan; escala y norte son exactos en el centro.",
                                       "Lambert azimuthal equal-area projection centred on {}, {}: areas compare; "
                                       "scale and north are exact at the centre.")),
                       degrees(centre.y, "N", "S", language),
                       degrees(centre.x, tr(language, "E", "E"), tr(language, "O", "W"), language));
}

}  // namespace

SheetWords sheet_words(const Store& store, const TileMap& map, Point<Wgs84> centre, const std::string& title) {
    const nlohmann::ordered_json& facts = store.study();
    const Language language = map.language;
    const auto fact = [&](const char* name) { return facts.value(name, std::string()); };
    const auto say = [&](std::string_view es, std::string_view en) { return std::string(tr(language, es, en)); };
    SheetWords words{title.empty() ? map.title : title, fact("title"), period_note(facts, language), {}};
    if (facts.value("too_many_rejects", false))
        words.notes.push_back(
            say("Aviso: se rechazaron más filas de las permitidas.", "Warning: more rows were rejected than allowed."));
    // Stores of before have it in the study's language alone.
    const std::string rule = facts.value("rule_in", nlohmann::ordered_json::object()).value(language == Language::es ? "es" : "en", fact("rule"));
    words.notes.push_back(say("Regla: ", "Rule: ") + rule + ".");
    words.notes.push_back(say("Perfil ", "Profile ") + std::string(word(fact("profile"), language)) + ". " +
                          text::join(withheld_notes(facts, language), " "));
    words.notes.push_back(say("Fuentes: ", "Sources: ") + text::join(sources(store), ", ") + ".");
    if (!map.attribution.empty()) words.notes.push_back(map.attribution);
    words.notes.push_back(projection_note(centre, language));
    words.notes.push_back(say("Hecho con presencia ", "Made with presencia ") + std::string(engine_version()) + ".");
    return words;
}

Flow heading_flow(const SheetFonts& fonts, const SheetWords& words, SheetSizes sizes) {
    Flow flow(0.0);
    const double s = sizes.text;
    flow.across(std::make_unique<Paragraph>(fonts.bold, words.title, title_size * s, sheet_ink, 0.25 * s));
    flow.across(std::make_unique<Paragraph>(fonts.regular, words.study, study_size * s, sheet_ink, 0.1 * s));
    flow.across(std::make_unique<Paragraph>(fonts.regular, words.period, period_size * s, sheet_quiet, 0.0));
    return flow;
}

Flow notes_flow(const SheetFonts& fonts, const SheetWords& words, SheetSizes sizes) {
    Flow flow(2.0 * sizes.text);
    for (const std::string& note : words.notes)
        flow.add(
            std::make_unique<Paragraph>(fonts.regular, note, note_size * sizes.text, sheet_quiet, 0.15 * sizes.text));
    return flow;
}

}  // namespace presencia::emit
