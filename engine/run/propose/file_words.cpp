// SPDX-License-Identifier: Apache-2.0
#include "run/propose/file_words.hpp"

#include "core/text.hpp"

#include <filesystem>
#include <vector>

namespace presencia::propose {

namespace {

constexpr std::size_t longest_run = 4;
/// Two letters are too few to tell a country from a word: "es", "no", "pa".
constexpr std::size_t shortest_country = 3;

std::string singular(std::string_view word) {
    const std::size_t cut = word.size() > 5 && word.ends_with("es") ? 2 : word.size() > 3 && word.ends_with("s") ? 1 : 0;
    return std::string(word.substr(0, word.size() - cut));
}

/// The run of words as it is, in the singular by -s, and by -es.
std::vector<std::string> spellings(const std::vector<std::string_view>& words, std::size_t first, std::size_t count) {
    std::string as_is, one, other;
    for (std::size_t k = first; k < first + count; ++k) {
        const std::string_view word = words[k];
        const char* const gap = k == first ? "" : " ";
        as_is += gap + std::string(word);
        one += gap + std::string(word.size() > 3 && word.ends_with("s") ? word.substr(0, word.size() - 1) : word);
        other += gap + singular(word);
    }
    return {as_is, one, other};
}

std::optional<FileWords::Said> said(const std::vector<std::string_view>& words, const layer::Dialects& dialects, std::string_view kind, std::string_view role, std::size_t shortest) {
    for (std::size_t count = std::min(longest_run, words.size()); count > 0; --count) {
        for (std::size_t first = 0; first + count <= words.size(); ++first) {
            for (const std::string& spelling : spellings(words, first, count)) {
                if (spelling.size() < shortest || spelling.find_first_not_of("0123456789 ") == std::string::npos) continue;
                if (auto value = dialects.value_for(kind, role, spelling)) return FileWords::Said{std::move(*value), spelling};
            }
        }
    }
    return std::nullopt;
}

FileWords words_in(const std::string& folded, const layer::Dialects& dialects) {
    const std::vector<std::string_view> words = text::split(folded, ' ');
    FileWords out;
    out.family = said(words, dialects, "sites", "family", 2);
    out.incident_class = said(words, dialects, "incidents", "incident_class", 3);
    out.country = said(words, dialects, "municipalities", "country", shortest_country);
    for (const std::string_view word : words) {
        if (dialects.reading().people.holds_folded(word)) out.people = FileWords::Said{std::string(word), std::string(word)};
        const auto year = word.size() == 4 ? text::parse_integer(word) : std::nullopt;
        if (year && *year >= 1950 && *year <= 2100) out.year = static_cast<int>(*year);
    }
    return out;
}

void take(std::optional<FileWords::Said>& own, std::optional<FileWords::Said>& title) {
    if (own || !title) return;
    own = std::move(title);
    own->in_title = true;
}

}  // namespace

std::string FileWords::Said::why(Language language) const {
    const std::string_view who = in_title ? tr(language, "el título de la tabla dice «", "the table's title says \"") : tr(language, "el nombre del archivo dice «", "the file's name says \"");
    return std::string(who) + word + std::string(tr(language, "»", "\""));
}

FileWords words_of(const std::string& file_name, const std::string& titles, const layer::Dialects& dialects) {
    FileWords out = words_in(text::fold(std::filesystem::path(file_name).stem().string()), dialects);
    FileWords above = words_in(text::fold(titles), dialects);
    // "Homicidios": a file that says what it is needs no title to be something else, too. "Instituto Nacional de Estadística. Población": whose table it is.
    if (!out.incident_class && !out.people && !above.people) take(out.family, above.family);
    if (!out.people && (!out.family || out.family->in_title)) take(out.incident_class, above.incident_class);
    if (out.incident_class && out.incident_class->in_title && out.family && out.family->in_title) out.family.reset();  // "Homicidios, Policía Nacional": whose table it is
    take(out.country, above.country);
    if (!out.incident_class && !out.family) take(out.people, above.people);
    out.year_in_title = !out.year && above.year;
    if (out.year_in_title) out.year = above.year;
    return out;
}

}  // namespace presencia::propose
