// SPDX-License-Identifier: Apache-2.0
#include "run/propose/material.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"
#include "run/propose/known_places.hpp"
#include "run/propose/questions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::propose {

namespace fs = std::filesystem;

namespace {

std::string sentence(const Error& error, Language language) {
    const ErrorEntry& entry = error_entry(error.code());
    std::string out = std::string(entry.id) + " " + std::string(tr(language, entry.es, entry.en));
    if (!error.where().column.empty()) out += ": " + error.where().column;
    if (!error.detail().empty()) out += ": " + error.detail();
    if (!error.hint().empty()) out += std::string(tr(language, "; sugerencia: ", "; hint: ")) + error.hint();
    return out;
}

/// As the study would name the file: relative to its folder where that can be said.
std::string shown_from(const fs::path& folder, const fs::path& file) {
    const fs::path relative = fs::absolute(file).lexically_normal().lexically_relative(fs::absolute(folder).lexically_normal());
    return (relative.empty() ? fs::absolute(file).lexically_normal() : relative).generic_string();
}

/// A layer's name, out of letters, digits, '-' and '_', by its file or its sheet.
std::string plain_name(const FileLook& look) {
    const std::string name = text::fold(look.source.layer.empty() ? look.source.path.stem().string() : look.source.layer);
    std::string plain;
    for (const char c : name) plain += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    while (plain.find("__") != plain.npos) plain.erase(plain.find("__"), 1);
    plain = text::clip(plain.substr(std::min(plain.find_first_not_of('_'), plain.size())), 60);
    return plain.empty() ? "layer" : plain;
}

/// `name`, or `name` with the first number behind it that makes it unlike those already taken.
std::string free_name(const std::string& name, std::set<std::string>& taken) {
    std::string out = name;
    for (int n = 2; !taken.insert(out).second; ++n) out = name + "_" + std::to_string(n);
    return out;
}

/// Whether `name` is what a layer of the study is called, and no role.
bool names_a_layer(FileKind kind) {
    return kind == FileKind::incidents || kind == FileKind::sites;
}

bool overlap(const geo::Box& a, const geo::Box& b) {
    const double wide = std::min(a.max_x, b.max_x) - std::max(a.min_x, b.min_x), high = std::min(a.max_y, b.max_y) - std::max(a.min_y, b.min_y);
    const double smaller = std::min((a.max_x - a.min_x) * (a.max_y - a.min_y), (b.max_x - b.min_x) * (b.max_y - b.min_y));
    return wide > 0.0 && high > 0.0 && wide * high > 0.5 * smaller;
}

/// Boundaries that say no country lie on the ground of some that do, or need the user's word.
void settle_countries(Material& material, Language language) {
    for (Piece& piece : material.pieces) {
        if (!piece.boundary || !piece.out.empty() || !piece.boundary->country.empty() || !piece.boundary->countries.empty()) continue;
        for (const Piece& other : material.pieces) {
            if (!other.boundary || !other.counts() || other.boundary->countries.size() != 1 || !overlap(piece.boundary->extent, other.boundary->extent)) continue;
            piece.boundary->country = *other.boundary->countries.begin();
            piece.boundary->country_evidence = std::string(tr(language, "el de ", "that of ")) + other.look.source.shown + std::string(tr(language, ", sobre el mismo terreno", ", on the same ground"));
            piece.boundary->countries = other.boundary->countries;
            break;
        }
        if (piece.boundary->country.empty()) piece.out = std::string(tr(language, "¿de qué país es? diga --country y su código ISO de tres letras", "of which country is it? say --country and its three-letter ISO code"));
    }
}

/// Two files of boundaries of the same ground: the first with the most areas stays, since departments are fewer than municipalities; the other is asked about.
void settle_boundaries(Material& material, Language language) {
    for (Piece& piece : material.pieces) {
        if (!piece.boundary || !piece.counts()) continue;
        for (Piece& other : material.pieces) {
            if (&other == &piece || !other.boundary || !other.counts() || !overlap(piece.boundary->extent, other.boundary->extent)) continue;
            if (other.boundary->features > piece.boundary->features || (other.boundary->features == piece.boundary->features && &other < &piece)) continue;
            other.off = fmt::format(fmt::runtime(tr(language, "¿cuál de los dos archivos de límites vale? {} tiene {} áreas, {} tiene {}: se toma el primero; para el otro, comente aquel y descomente este",
                                                    "which of the two files of boundaries holds? {} has {} areas, {} has {}: the first is taken; for the other, comment that one out and uncomment this one")),
                                    piece.look.source.shown, piece.boundary->features, other.look.source.shown, other.boundary->features);
            material.questions.push_back({other.look.source.shown, other.off, {"source = \"" + piece.look.source.shown + "\"", "source = \"" + other.look.source.shown + "\""},
                                          set_flag(piece.look, "as=none"), false});
        }
    }
}

void look_at_boundary(Piece& piece, const study::Study& said, Material& material, const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    piece.boundary = look_at_boundaries(piece.look, piece.verdict, said.municipalities.front(), options.country, frame, dialects, progress);
    const BoundaryLook& found = *piece.boundary;
    if (found.fault) {
        piece.out = sentence(*found.fault, frame.language);
        if (auto question = question_of_hint(piece, piece.out, found.fault->hint())) material.questions.push_back(std::move(*question));
    } else if (found.features == 0) {
        piece.out = std::string(tr(frame.language, "ningún polígono se puede usar", "no polygon can be used"));
    }
}

void look_at_layer(Piece& piece, const study::Study& said, Material& material, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    if (year_is_asked(piece, said.incidents.front(), material, frame)) return;
    piece.incidents = look_at_incidents(piece.look, piece.verdict, said.incidents.front(), frame, dialects, progress);
    const IncidentLook& found = *piece.incidents;
    if (found.fault) {
        piece.off = sentence(*found.fault, frame.language);
        if (auto question = question_of_hint(piece, piece.off, found.fault->hint())) material.questions.push_back(std::move(*question));
    } else if (found.rows() == 0) {
        piece.off = std::string(tr(frame.language, "ninguna fila tiene una fecha que se entienda", "no row has a date that is understood"));
    } else if (!found.date_formats.empty()) {
        piece.off = std::string(tr(frame.language, "¿el día va antes que el mes? ninguna fecha lo decide: descomente la tabla y una de las dos date_format",
                                   "does the day stand before the month? no date decides: uncomment the table and one of the two date_format"));
        material.questions.push_back({piece.look.source.shown, piece.off, {"date_format = \"" + found.date_formats[0] + "\"", "date_format = \"" + found.date_formats[1] + "\""},
                                      set_flag(piece.look, "date_format=" + found.date_formats[0]), false});
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
void look_past_questions(Piece& piece, const study::Study& frame, const layer::Dialects& dialects) {
    while (const layer::Undecided* open = question_of(piece)) {
        const layer::Undecided question = *open;
        const FileLook before = piece.look;
        for (const std::string& value : question.values()) {
            piece.look = look_past(before, question, value, frame, dialects);
            judge(piece, dialects, frame.language);
            if (piece.verdict.kind != FileKind::unknown) break;
        }
    }
}

void settle_period(Material& material, const ProposeOptions& options) {
    const Piece* rule = rule_layer(material);
    if (rule == nullptr) {
        // A layer that waits for an answer about its dates still tells the years: both readings agree on them.
        for (const Piece& piece : material.pieces) {
            if (piece.incidents && !piece.incidents->fault && piece.incidents->rows() > 0) rule = &piece;
        }
    }
    if (rule != nullptr) {
        ProposedPeriod proposed = propose_period(rule->incidents->dates, options.language);
        material.period = proposed.period;
        material.period_evidence = rule->look.source.shown + ": " + proposed.evidence;
    }
    if (options.from.defined()) material.period.from = options.from;
    if (options.to.defined()) material.period.to = options.to;
    if (options.from.defined() && options.to.defined()) material.period_evidence = "--from, --to";
}

/// Everything that is found out about one piece by itself.
void look_at_piece(Piece& piece, const study::Study& written, Material& material, const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    judge(piece, dialects, options.language);
    if (!piece.said.left_out) look_past_questions(piece, frame, dialects);
    if (piece.out.empty() && piece.verdict.kind == FileKind::people) ask_about_people(piece, material, dialects, options.language);
    if (piece.out.empty()) {
        if (piece.verdict.kind == FileKind::municipalities) look_at_boundary(piece, written, material, options, frame, dialects, progress);
        if (piece.verdict.kind == FileKind::incidents) look_at_layer(piece, written, material, frame, dialects, progress);
        if (piece.verdict.kind == FileKind::sites) ask_family(piece, material, options.language);
        if (const study::IncidentSource& layer = written.incidents.front(); names_a_layer(piece.verdict.kind) && piece.said.has("name")) piece.name = layer.name;
    }
    ask_how_it_is_written(piece, material, options.language);
    ask_which_table(piece, material, options.language);
    piece.look.opened.reset();  // as many files may be named as nobody could hold open
}

/// A layer of incidents that was read without knowing which column holds its codes, and could not be, or only by department.
void look_again(Piece& piece, Material& material, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    if (!piece.incidents || (!piece.incidents->fault && !piece.incidents->by_department)) return;
    study::Permissions allowed;
    allowed.roots.push_back(fs::weakly_canonical(fs::absolute(piece.look.source.path)).parent_path());
    study::Study written = study_of_one(piece.said, piece.look.source.shown, frame, allowed);
    written.incidents.front().municipality.columns = {piece.verdict.municipality_column};
    piece.off.clear();
    look_at_layer(piece, written, material, frame, dialects, progress);
}

/// Columns that only the boundaries can tell about: codes of theirs under a name that may mean any code, and numbers that lie on their ground.
void settle_against_boundaries(Material& material, const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    std::vector<layer::Place> places;
    geo::Box area;
    for (const Piece* piece : material.of(FileKind::municipalities)) {
        places.insert(places.end(), piece->boundary->places.begin(), piece->boundary->places.end());
        area.add(piece->boundary->extent);
    }
    if (places.empty()) return;
    const layer::Gazetteer gazetteer(std::move(places), dialects.place_names());
    for (Piece& piece : material.pieces) {
        if (!piece.out.empty() || !names_a_layer(piece.verdict.kind) || piece.verdict.kind == FileKind::population) continue;
        const Sight& sight = sight_as(piece.look, piece.verdict.kind);
        if (const auto codes = piece.said.has("municipality") ? std::nullopt : column_of_known_codes(sight, gazetteer, dialects)) {
            piece.verdict.municipality_column = codes->column;
            piece.verdict.municipality_evidence = fmt::format(fmt::runtime(tr(options.language, "{} de {} valores son códigos de los límites", "{} of {} values are codes of the boundaries")), codes->known, codes->given);
            look_again(piece, material, frame, dialects, progress);
        }
        const bool said = piece.said.has("x") || piece.said.has("xy");
        if (const auto unused = sight.placed() || said ? std::nullopt : unused_coordinates(piece.look, sight, area)) {
            const std::string flag = set_flag(piece.look, "x=" + unused->x) + " " + set_flag(piece.look, "y=" + unused->y) + (unused->crs.empty() ? "" : " " + set_flag(piece.look, "crs=" + unused->crs));
            material.questions.push_back({piece.look.source.shown,
                                          fmt::format(fmt::runtime(tr(options.language, "¿son coordenadas {} y {}? caen en la zona del estudio y no se usan", "are {} and {} coordinates? they lie in the study's area and are not used")), unused->x, unused->y),
                                          {"x = " + toml_text(unused->x), "y = " + toml_text(unused->y)}, flag, false});
        }
    }
}

/// Layers are called as the user says, else by their file; of several layers of one file the first is called so, and no two alike.
void settle_names(Material& material) {
    std::set<std::string> taken;
    for (Piece& piece : material.pieces) {
        if (piece.name.empty()) continue;
        const bool sheet = !piece.look.source.layer.empty() && !piece.said.has("layer");
        if (sheet && taken.contains(piece.name)) {
            piece.name = free_name(piece.name, taken);
            piece.said.say("name", toml_text(piece.name));
        }
        taken.insert(piece.name);
    }
    for (Piece& piece : material.pieces) {
        if (piece.name.empty()) piece.name = free_name(plain_name(piece.look), taken);
    }
}

}  // namespace

std::vector<Piece*> Material::of(FileKind kind) {
    std::vector<Piece*> out;
    for (Piece& piece : pieces) {
        if (piece.verdict.kind == kind && piece.counts()) out.push_back(&piece);
    }
    return out;
}

const Piece* rule_layer(Material& material) {
    const Piece* best = nullptr;
    const auto weight = [](const Piece& piece) {
        const bool murder = piece.incidents->incident_class.starts_with("0101") || piece.incidents->main_class().starts_with("0101");
        return std::pair(murder, piece.incidents->rows());
    };
    for (const Piece* piece : material.of(FileKind::incidents)) {
        if (best == nullptr || weight(*piece) > weight(*best)) best = piece;
    }
    return best;
}

Material gather_material(const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    Material material;
    const fs::path folder = options.study.has_parent_path() ? options.study.parent_path() : fs::path(".");
    for (const fs::path& file : options.files) {
        progress.stage(shortest_name(file, options.files), 0);
        progress.check_interrupted();
        const std::string shown = shown_from(folder, file);
        const FileSaid said = said_of(file, options.files, options.said);
        study::Permissions allowed;
        allowed.roots.push_back(fs::weakly_canonical(fs::absolute(file)).parent_path());
        const study::Study written = study_of_one(said, shown, frame, allowed);
        for (FileLook& look : look_at(file, shown, written.incidents.front().source, frame, dialects)) {
            Piece& piece = material.pieces.emplace_back();
            piece.look = std::move(look);
            piece.look.named = shortest_name(file, options.files);
            piece.said = said;
            look_at_piece(piece, written, material, options, frame, dialects, progress);
        }
    }
    settle_names(material);
    settle_countries(material, options.language);
    settle_boundaries(material, options.language);
    for (const Piece* piece : material.of(FileKind::municipalities)) material.countries.insert(piece->boundary->countries.begin(), piece->boundary->countries.end());
    settle_against_boundaries(material, options, frame, dialects, progress);
    settle_period(material, options);
    return material;
}

}  // namespace presencia::propose
