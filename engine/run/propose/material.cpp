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
            piece.boundary->country_evidence = std::string(tr(language, "el de ", "that of ")) + other.look.label() + std::string(tr(language, ", sobre el mismo terreno", ", on the same ground"));
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
                                    piece.look.label(), piece.boundary->features, other.look.label(), other.boundary->features);
            const auto named = [](const FileLook& look) { return look.source.layer.empty() ? Answer{"source", toml_text(look.source.shown)} : Answer{"layer", toml_text(look.source.layer)}; };
            Question question = question_about(other.look, other.off, {named(piece.look), named(other.look)});
            question.flag = set_flag(piece.look, "as=none");
            material.questions.push_back(std::move(question));
        }
    }
}

void look_at_boundary(Piece& piece, const study::Study& said, Material& material, const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    piece.boundary = look_at_boundaries(piece.look, piece.verdict, said.municipalities.front(), options.country, frame, dialects, progress);
    const BoundaryLook& found = *piece.boundary;
    if (found.fault) {
        piece.out = sentence(*found.fault, frame.language);
        material.ask(piece, *found.fault, piece.out);
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
        material.ask(piece, *found.fault, piece.off);
    } else if (found.rows() == 0) {
        piece.off = std::string(tr(frame.language, "ninguna fila tiene una fecha que se entienda", "no row has a date that is understood"));
    } else if (!found.date_formats.empty()) {
        piece.off = std::string(tr(frame.language, "¿el día va antes que el mes? ninguna fecha lo decide: descomente la tabla y una de las dos date_format",
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
        std::vector<const HeldDates*> all{&rule->incidents->dates};
        for (const Piece* piece : material.of(FileKind::incidents)) all.push_back(&piece->incidents->dates);
        ProposedPeriod proposed = propose_period(rule->incidents->dates, all, options.language);
        material.period = proposed.period;
        material.period_evidence = rule->look.label() + ": " + proposed.evidence;
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
            Question question = question_about(piece.look,
                                               fmt::format(fmt::runtime(tr(options.language, "¿son coordenadas {} y {}? caen en la zona del estudio y no se usan", "are {} and {} coordinates? they lie in the study's area and are not used")), unused->x, unused->y),
                                               {{"x", toml_text(unused->x)}, {"y", toml_text(unused->y)}});
            question.flag = flag;
            material.questions.push_back(std::move(question));
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

/// A file that is not there, or a name that is refused, is a slip of the hand: nothing is made of the others.
bool is_a_slip(ErrorCode code) {
    return code == ErrorCode::file_missing || code == ErrorCode::file_name_refused || code == ErrorCode::interrupted;
}

/// A word on a layer that the file does not have reaches nobody.
void require_layers(const fs::path& file, const std::vector<std::string>& layers, const ProposeOptions& options) {
    for (const Said& one : options.said) {
        const std::vector<fs::path> meant = one.layer.empty() ? std::vector<fs::path>{} : files_meant(one.file, options.files);
        if (meant.size() != 1 || whole_path(meant.front()) != whole_path(file) || std::find(layers.begin(), layers.end(), one.layer) != layers.end()) continue;
        std::vector<std::string> words;
        for (const std::string& layer : layers) words.push_back(layer_word(layer));
        throw Error(ErrorCode::usage, {.column = "--set"}, text::clip(one.file + ":" + layer_word(one.layer) + ":" + one.key + "=" + one.value, 120),
                    layers.empty() ? one.file + std::string(tr(options.language, " no tiene capas ni hojas", " has no layers or sheets"))
                                   : one.file + std::string(tr(options.language, " tiene: ", " has: ")) + text::join(words, ", "));
    }
}

class Gatherer {
public:
    Gatherer(const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress)
        : options_(options), frame_(frame), dialects_(dialects), progress_(progress), folder_(options.study.has_parent_path() ? options.study.parent_path() : fs::path(".")) {}

    /// One piece for each layer of the file; one for a file that cannot be opened, too, which says why.
    void add(const fs::path& file) {
        progress_.stage(shortest_name(file, options_.files), 0);
        progress_.check_interrupted();
        const study::Study whole = written_for(file, {});
        study::Source source = whole.incidents.front().source;
        source.path = file;
        source.shown = shown_from(folder_, file);
        try {
            const std::vector<std::string> layers = layers_of(source);
            require_layers(file, layers, options_);
            if (layers.size() < 2 || !source.layer.empty()) return look(file, source.layer.empty() && !layers.empty() ? layers.front() : source.layer, source.layer);
            for (const std::string& layer : layers) look(file, layer, layer);
        } catch (const Error& error) {
            if (is_a_slip(error.code()) || error.code() == ErrorCode::usage) throw;
            take(no_look(source, error), file, said_of(file, {}, options_.files, options_.said), whole);
        }
    }

    Material take_all() { return std::move(material_); }

private:
    study::Study written_for(const fs::path& file, const std::string& layer) const {
        study::Permissions allowed;
        allowed.roots.push_back(fs::weakly_canonical(fs::absolute(file)).parent_path());
        return study_of_one(said_of(file, layer, options_.files, options_.said), shown_from(folder_, file), frame_, allowed);
    }

    /// `name`: what the layer is called; `layer`: the same where the study must say it.
    void look(const fs::path& file, const std::string& name, const std::string& layer) {
        const study::Study written = written_for(file, name);
        study::Source source = written.incidents.front().source;
        source.path = file;
        source.shown = shown_from(folder_, file);
        source.layer = layer;
        FileLook seen = look_at(source, frame_, dialects_);
        if (const auto fault = seen.fault(); fault && is_a_slip(fault->code())) throw *fault;
        take(std::move(seen), file, said_of(file, name, options_.files, options_.said), written);
    }

    void take(FileLook look, const fs::path& file, FileSaid said, const study::Study& written) {
        Piece& piece = material_.pieces.emplace_back();
        piece.look = std::move(look);
        piece.look.named = shortest_name(file, options_.files);
        piece.said = std::move(said);
        look_at_piece(piece, written, material_, options_, frame_, dialects_, progress_);
    }

    const ProposeOptions& options_;
    const study::Study& frame_;
    const layer::Dialects& dialects_;
    Progress& progress_;
    fs::path folder_;
    Material material_;
};

}  // namespace

std::vector<Piece*> Material::of(FileKind kind) {
    std::vector<Piece*> out;
    for (Piece& piece : pieces) {
        if (piece.verdict.kind == kind && piece.counts()) out.push_back(&piece);
    }
    return out;
}

void Material::ask(Piece& piece, const Error& problem, const std::string& text) {
    piece.answers = answers_in(problem.hint());
    if (!piece.answers.empty()) questions.push_back(question_about(piece.look, text, piece.answers));
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
    Gatherer gatherer(options, frame, dialects, progress);
    for (const fs::path& file : options.files) gatherer.add(file);
    Material material = gatherer.take_all();
    settle_names(material);
    settle_countries(material, options.language);
    settle_boundaries(material, options.language);
    for (const Piece* piece : material.of(FileKind::municipalities)) material.countries.insert(piece->boundary->countries.begin(), piece->boundary->countries.end());
    settle_against_boundaries(material, options, frame, dialects, progress);
    settle_period(material, options);
    return material;
}

}  // namespace presencia::propose
