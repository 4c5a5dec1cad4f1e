// SPDX-License-Identifier: Apache-2.0
#include "run/propose/questions.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/people_column.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace presencia::propose {

void ask_about_people(Piece& piece, Material& material, const layer::Dialects& dialects, Language language) {
    const auto ask = [&](const std::string& key, const std::vector<std::string>& columns, std::string_view es, std::string_view en) {
        const std::vector<std::string>& all = piece.look.municipalities.columns;
        std::vector<std::string> flags;
        std::vector<Answer> answers;
        for (const std::string& column : columns.empty() ? all : columns) {
            flags.push_back(set_flag(piece.look, key + "=" + column));
            answers.push_back({key, toml_text(column)});
        }
        if (flags.empty()) return;
        piece.out = std::string(tr(language, es, en)) + text::clip(text::join(flags, std::string(tr(language, ", o ", ", or "))), 600);
        material.questions.push_back(question_about(piece.look, std::string(tr(language, es, en)) + text::clip(text::join(all, ", "), 300), answers));
    };
    const Sight& sight = piece.look.municipalities;
    if (needs_people_column(piece.verdict, piece.look, dialects) && !piece.said.has("value")) {
        ask("value", unused_numbers(piece.look), "¿qué columna dice los habitantes (de varias que son partes: value = [\"...\", \"...\"])? ", "which column holds the people (of several that are parts: value = [\"...\", \"...\"])? ");
    } else if (!sight.has("code") && !sight.has("name") && !piece.said.has("code") && !piece.said.has("name")) {
        ask("code", {}, "¿qué columna dice el municipio, por código o nombre? ", "which column tells the municipality, by code or name? ");
    }
}

bool year_is_asked(Piece& piece, const study::IncidentSource& said, Material& material, const study::Study& frame) {
    const Sight& sight = piece.look.incidents;
    if (sight.has("date") || sight.has("year") || piece.verdict.words.year || said.date.given() || said.year.given()) return false;
    piece.incidents.emplace();
    const std::string flag = set_flag(piece.look, std::string(tr(frame.language, "year={ value = \"AAAA\" }", "year={ value = \"YYYY\" }")));
    piece.off = std::string(tr(frame.language, "¿de qué año son estos hechos? ninguna columna lo dice, ni el nombre del archivo ni su título: ", "of which year are these incidents? no column says it, nor the file's name or title: ")) + flag;
    const std::string year = frame.language == Language::es ? "AAAA" : "YYYY";
    Question question = question_about(piece.look, piece.off, {{"year", "{ value = \"" + year + "\" }"}});
    question.flag = flag;
    material.questions.push_back(std::move(question));
    return true;
}

namespace {

/// Whether no two rows of the sample speak of the same: places, times, classes, and other words that come back. Rows of events do, those of a table of counts never.
bool one_row_each(const Sight& sight, const std::vector<std::string>& numbers) {
    std::vector<const std::vector<std::string>*> key;
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const std::vector<std::string>& cells = sight.cells[c];
        const bool number = std::find(numbers.begin(), numbers.end(), sight.columns[c]) != numbers.end();
        const bool role = std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& one) { return one.second == sight.columns[c] && one.first != "id"; });
        const bool comes_back = std::set<std::string>(cells.begin(), cells.end()).size() < cells.size();
        if (role || (!number && comes_back)) key.push_back(&cells);
    }
    std::set<std::vector<std::string>> met;
    for (std::size_t row = 0; row < sight.rows; ++row) {
        std::vector<std::string> words;
        for (const auto* cells : key) words.push_back(text::fold((*cells)[row]));
        if (!met.insert(std::move(words)).second) return false;
    }
    return !key.empty() && sight.rows > 1;
}

bool says(const std::string& column, std::initializer_list<std::string_view> words) {
    const std::string folded = text::fold(column);
    const std::vector<std::string_view> of_column = text::split(folded, ' ');
    return std::any_of(of_column.begin(), of_column.end(), [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); });
}

/// Columns of numbers that nothing speaks for, neither the engine nor the user, and that are no ages, codes or rates; totals first. `totals_alone`: nothing but totals.
std::vector<std::string> possible_counts(const Piece& piece, const layer::Dialects& dialects, bool totals_alone) {
    std::vector<std::string> out = unused_numbers(piece.look);
    const auto total = [&](const std::string& column) { return dialects.reading().totals.holds(column) || says(column, {"total", "totales"}); };
    std::erase_if(out, [&](const std::string& column) {
        const bool said = std::any_of(piece.said.keys.begin(), piece.said.keys.end(), [&](const auto& one) { return one.second.find(toml_text(column)) != std::string::npos; });
        const bool other = says(column, {"cod", "codigo", "code", "clave", "cve", "id", "tasa", "rate", "porcentaje", "percent", "edad", "age"});
        return said || other || dialects.reading().parts.holds(column) || (totals_alone && !total(column));
    });
    std::stable_partition(out.begin(), out.end(), total);
    return out;
}

}  // namespace

bool count_is_asked(Piece& piece, const study::IncidentSource& said, Material& material, const layer::Dialects& dialects, Language language) {
    const Sight& sight = piece.look.incidents;
    const bool told = sight.has("count") || sight.has("weight") || said.count.given() || said.weight.given();
    const bool placed = sight.placed() || said.x.given() || said.xy.given(), dated = sight.has("date") || said.date.given();
    if (told || placed || !sight.layout.empty()) return false;
    // Rows with a day are events as a rule, and their other numbers are of something else.
    const std::vector<std::string> numbers = possible_counts(piece, dialects, dated);
    if (numbers.empty() || !one_row_each(sight, numbers)) return false;
    piece.incidents.emplace();
    std::vector<Answer> answers;
    std::vector<std::string> flags;
    for (const std::string& column : numbers) {
        answers.push_back({"count", toml_text(column)});
        flags.push_back(set_flag(piece.look, "count=" + toml_text(column)));
    }
    flags.push_back(set_flag(piece.look, "count={ value = \"1\" }"));
    const std::string why(tr(language, "¿qué columna cuenta los hechos? hay una fila por unidad y período, como en una tabla de conteos: ", "which column counts the incidents? there is one row a unit and period, as in a table of counts: "));
    piece.off = why + text::clip(text::join(flags, std::string(tr(language, ", o ", ", or "))), 600) + std::string(tr(language, " si cada fila es un hecho", " if each row is one incident"));
    material.questions.push_back(question_about(piece.look, why + text::clip(text::join(numbers, ", "), 300), answers));
    return true;
}

void ask_how_it_is_written(Piece& piece, Material& material, Language language) {
    for (const layer::Undecided& question : piece.look.open) {
        const std::string text = question.detail() + std::string(tr(language, "; sugerencia: ", "; hint: ")) + question.hint();
        std::vector<Answer> answers;
        for (const std::string& value : question.values()) answers.push_back({question.key(), toml_scalar(value)});
        material.questions.push_back(question_about(piece.look, text, answers));
        piece.off += (piece.off.empty() ? "" : "; ") + text;
    }
}

void ask_which_table(const Piece& piece, Material& material, Language language) {
    const std::vector<std::string>& headers = sight_as(piece.look, piece.verdict.kind).other_headers;
    if (headers.empty() || !piece.out.empty()) return;
    std::vector<Answer> answers;
    for (const std::string& lines : headers) answers.push_back({"header", lines});
    material.questions.push_back(question_about(piece.look,
                                                std::string(tr(language, "¿cuál de sus tablas? la hoja trae varias, una debajo de otra: se lee la primera y las demás no se suman", "which of its tables? there are several on the sheet, one below the other: the first is read and the others are not added")),
                                                answers));
}

void ask_family(Piece& piece, Material& material, Language language) {
    if (piece.verdict.family_in_column || piece.verdict.words.family || piece.said.has("family") || piece.said.has("sector")) return;
    std::vector<Answer> answers;
    for (std::size_t f = 0; f < study::family_count; ++f) answers.push_back({"family", toml_text(study::to_string(static_cast<study::Family>(f)))});
    piece.off = std::string(tr(language, "¿de qué familia son estas sedes? ninguna columna lo dice, ni el nombre del archivo ni su título: descomente la tabla y dé la familia",
                               "of which family are these sites? no column says it, nor the file's name or title: uncomment the table and give the family"));
    Question question = question_about(piece.look, piece.off, answers);
    question.flag = set_flag(piece.look, "family=social");
    material.questions.push_back(std::move(question));
}

void ask_about_private(const Piece& piece, Material& material, Language language) {
    const std::initializer_list<std::string_view> of_others{"privado", "privada", "privados", "privadas", "particular", "particulares", "private"};
    const std::initializer_list<std::string_view> of_the_state{"publico", "publica", "publicos", "publicas", "oficial", "oficiales", "estatal", "fiscal", "nacional", "municipal", "gubernamental", "gobierno", "public", "government"};
    const Sight& sight = piece.look.sites;
    if (piece.said.has("where")) return;
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        constexpr std::size_t most_words = 12;  // names and texts say "private" too: a column that tells has few words
        if (std::set<std::string>(sight.cells[c].begin(), sight.cells[c].end()).size() > most_words) continue;
        std::set<std::string> others;
        bool of_state = false;
        for (const std::string& cell : sight.cells[c]) {
            if (says(cell, of_others)) {
                others.insert(std::string(text::trim(cell)));
            } else {
                of_state = of_state || says(cell, of_the_state);
            }
        }
        if (others.empty() || !of_state) continue;
        std::vector<std::string> words;
        for (const std::string& word : others) words.push_back(toml_text(word));
        const std::string where = "{ field = " + toml_text(sight.columns[c]) + ", not = [" + text::join(words, ", ") + "] }";
        material.questions.push_back(question_about(piece.look,
                                                    std::string(tr(language, "¿cuentan las sedes que no son del Estado? se leen todas; las quita la columna ", "do sites count that are not the state's? all are read; what leaves them out is column ")) + sight.columns[c],
                                                    {{"where", where}}));
        return;
    }
}

}  // namespace presencia::propose
