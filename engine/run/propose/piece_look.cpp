// SPDX-License-Identifier: Apache-2.0
#include "run/propose/piece_look.hpp"

#include "core/language.hpp"
#include "run/propose/questions.hpp"

#include <algorithm>

namespace presencia::propose {

namespace {

void look_at_boundary(Piece& piece, const study::Study& said, Material& material, const Lookout& lookout) {
    const Language language = lookout.frame.language;
    piece.boundary = look_at_boundaries(piece.look, piece.verdict, said.municipalities.front(), lookout.options.country, lookout.frame, lookout.dialects, lookout.progress);
    const BoundaryLook& found = *piece.boundary;
    if (found.fault) {
        piece.out = sentence(*found.fault, language);
        material.ask(piece, *found.fault, piece.out);
    } else if (found.features == 0) {
        piece.out = std::string(tr(language, "ningún polígono se puede usar", "no polygon can be used"));
    }
}

void look_at_layer(Piece& piece, const study::Study& said, Material& material, const Lookout& lookout) {
    const Language language = lookout.frame.language;
    if (year_is_asked(piece, said.incidents.front(), material, lookout.frame)) return;
    if (count_is_asked(piece, said.incidents.front(), material, lookout.dialects, language)) return;
    piece.incidents = look_at_incidents(piece.look, piece.verdict, said.incidents.front(), lookout.frame, lookout.dialects, lookout.progress);
    const IncidentLook& found = *piece.incidents;
    if (found.fault) {
        piece.off = sentence(*found.fault, language);
        material.ask(piece, *found.fault, piece.off);
    } else if (found.rows() == 0) {
        piece.off = std::string(tr(language, "ninguna fila tiene una fecha que se entienda", "no row has a date that is understood"));
    } else if (!found.date_formats.empty()) {
        piece.off = std::string(tr(language, "¿el día va antes que el mes? ninguna fecha lo decide: descomente la tabla y una de las dos date_format",
                                   "does the day stand before the month? no date decides: uncomment the table and one of the two date_format"));
        material.questions.push_back(question_about(piece.look, piece.off, {{"date_format", toml_text(found.date_formats[0])}, {"date_format", toml_text(found.date_formats[1])}}));
    }
}

/// What the file is; the user's word on it goes before what it looks like.
void judge(Piece& piece, const layer::Dialects& dialects, Language language) {
    piece.verdict = judge_file(piece.look, dialects, language);
    piece.out.clear();
    const std::string why(tr(language, "así lo dice --set", "--set says so"));
    if (piece.said.left_out) {
        piece.out = why;
    } else if (piece.said.kind) {
        piece.verdict.kind = *piece.said.kind;
        piece.verdict.evidence = why;
        piece.verdict.remedy.clear();
    } else if (piece.said.has("value")) {  // a key of tables of people alone
        piece.verdict.kind = FileKind::people;
        piece.verdict.evidence = std::string(tr(language, "lo dice --set: value", "--set says so: value"));
        piece.verdict.remedy.clear();
    } else if (piece.said.has("count")) {  // and this of incidents
        piece.verdict.kind = FileKind::incidents;
        piece.verdict.evidence = std::string(tr(language, "lo dice --set: count", "--set says so: count"));
        piece.verdict.remedy.clear();
    } else if (piece.verdict.kind == FileKind::unknown) {
        piece.out = piece.verdict.evidence;
    }
}

/// The question that keeps a piece from being read, and is not answered for now; null where none does.
const layer::Undecided* question_of(const Piece& piece) {
    const auto& question = sight_as(piece.look, piece.verdict.kind).question;
    const auto met = [&](const layer::Undecided& before) { return question && before.key() == question->key(); };
    return !question || std::any_of(piece.look.open.begin(), piece.look.open.end(), met) ? nullptr : &*question;
}

/// A file that waits for the user's word on its encoding or header is looked at under each answer: what it is says the first under which it is something.
void look_past_questions(Piece& piece, const Lookout& lookout) {
    while (const layer::Undecided* open = question_of(piece)) {
        const layer::Undecided question = *open;
        const FileLook before = piece.look;
        for (const std::string& value : question.values()) {
            piece.look = look_past(before, question, value, lookout.frame, lookout.dialects);
            judge(piece, lookout.dialects, lookout.frame.language);
            if (piece.verdict.kind != FileKind::unknown) break;
        }
    }
}

}  // namespace

bool names_a_layer(FileKind kind) {
    return kind == FileKind::incidents || kind == FileKind::sites;
}

void look_at_piece(Piece& piece, const study::Study& written, Material& material, const Lookout& lookout) {
    const Language language = lookout.options.language;
    judge(piece, lookout.dialects, language);
    if (!piece.said.left_out) look_past_questions(piece, lookout);
    if (piece.out.empty() && piece.verdict.kind == FileKind::people) ask_about_people(piece, material, lookout.dialects, language);
    if (piece.out.empty()) {
        if (piece.verdict.kind == FileKind::municipalities) look_at_boundary(piece, written, material, lookout);
        if (piece.verdict.kind == FileKind::incidents) look_at_layer(piece, written, material, lookout);
        if (piece.verdict.kind == FileKind::sites) {
            ask_family(piece, material, language);
            ask_about_private(piece, material, language);
        }
        if (const study::IncidentSource& layer = written.incidents.front(); names_a_layer(piece.verdict.kind) && piece.said.has("name")) piece.name = layer.name;
    }
    ask_how_it_is_written(piece, material, language);
    ask_which_table(piece, material, language);
    piece.look.opened.reset();  // as many files may be named as nobody could hold open
}

void look_again(Piece& piece, Material& material, const Lookout& lookout) {
    if (!piece.incidents || (!piece.incidents->fault && !piece.incidents->by_department)) return;
    study::Permissions allowed;
    allowed.roots.push_back(std::filesystem::weakly_canonical(std::filesystem::absolute(piece.look.source.path)).parent_path());
    study::Study written = study_of_one(piece.said, piece.look.source.shown, lookout.frame, allowed);
    written.incidents.front().municipality.columns = {piece.verdict.municipality_column};
    piece.off.clear();
    look_at_layer(piece, written, material, lookout);
}

}  // namespace presencia::propose
