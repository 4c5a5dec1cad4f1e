// SPDX-License-Identifier: Apache-2.0
#include "run/propose/questions.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/people_column.hpp"

#include <algorithm>
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
        ask("value", unused_numbers(piece.look), "¿qué columna dice los habitantes? ", "which column holds the people? ");
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

}  // namespace presencia::propose
