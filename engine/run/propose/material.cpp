// SPDX-License-Identifier: Apache-2.0
#include "run/propose/material.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"
#include "run/propose/questions.hpp"
#include "run/propose/settle_material.hpp"

#include <algorithm>

namespace presencia::propose {

namespace fs = std::filesystem;

namespace {

/// As the study would name the file: relative to its folder where that can be said.
std::string shown_from(const fs::path& folder, const fs::path& file) {
    const fs::path relative = fs::absolute(file).lexically_normal().lexically_relative(fs::absolute(folder).lexically_normal());
    return (relative.empty() ? fs::absolute(file).lexically_normal() : relative).generic_string();
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

/// Keys whose plain value is a column. Of `year` a number may be the year that is kept, and `name` may be the layer's.
std::vector<std::string> roles_of_columns(const layer::Dialects& dialects) {
    std::vector<std::string> out{"value", "class", "site_name"};
    for (const std::string_view kind : {"municipalities", "incidents", "sites", "population"}) {
        const std::vector<std::string> roles = dialects.roles(kind);
        out.insert(out.end(), roles.begin(), roles.end());
    }
    std::erase_if(out, [](const std::string& role) { return role == "year" || role == "name"; });
    return out;
}

/// An empty name, one that is too long, links that go round: no file, and said before its path is looked at any closer.
void require_path(const fs::path& file) {
    std::error_code failed;
    if (!file.empty()) static_cast<void>(fs::weakly_canonical(fs::absolute(file, failed), failed));
    if (file.empty() || failed) throw Error(ErrorCode::file_missing, {.file = text::clip(file.string(), 120)}, file.empty() ? std::string("\"\"") : failed.message());
}

class Gatherer {
public:
    explicit Gatherer(const Lookout& lookout)
        : lookout_(lookout), options_(lookout.options), folder_(options_.study.has_parent_path() ? options_.study.parent_path() : fs::path(".")) {}

    /// One piece for each layer of the file; one for a file that cannot be opened, too, which says why.
    void add(const fs::path& file) {
        lookout_.progress.stage(shortest_name(file, options_.files), 0);
        lookout_.progress.check_interrupted();
        const FileSaid said = said_of(file, {}, options_.files, options_.said);
        const study::Study whole = written_for(file, said);
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
            take(no_look(source, error), file, said, whole);
        }
    }

    Material take_all() { return std::move(material_); }

private:
    study::Study written_for(const fs::path& file, const FileSaid& said) const {
        study::Permissions allowed;
        allowed.roots.push_back(fs::weakly_canonical(fs::absolute(file)).parent_path());
        return study_of_one(said, shown_from(folder_, file), lookout_.frame, allowed);
    }

    /// `name`: what the layer is called; `layer`: the same where the study must say it.
    void look(const fs::path& file, const std::string& name, const std::string& layer) {
        FileSaid said = said_of(file, name, options_.files, options_.said);
        study::Study written = written_for(file, said);
        const auto seen = [&] {
            study::Source source = written.incidents.front().source;
            source.path = file;
            source.shown = shown_from(folder_, file);
            source.layer = layer;
            FileLook out = look_at(source, lookout_.frame, lookout_.dialects);
            if (const auto fault = out.fault(); fault && is_a_slip(fault->code())) throw *fault;
            return out;
        };
        FileLook found = seen();
        if (said.name_columns(roles_of_columns(lookout_.dialects), found.columns)) {
            written = written_for(file, said);
            found = seen();
        }
        take(std::move(found), file, std::move(said), written);
    }

    void take(FileLook look, const fs::path& file, FileSaid said, const study::Study& written) {
        Piece& piece = material_.pieces.emplace_back();
        piece.look = std::move(look);
        piece.look.named = shortest_name(file, options_.files);
        piece.said = std::move(said);
        look_at_piece(piece, written, material_, lookout_);
    }

    const Lookout& lookout_;
    const ProposeOptions& options_;
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
    const Lookout lookout{options, frame, dialects, progress};
    for (const fs::path& file : options.files) require_path(file);
    Gatherer gatherer(lookout);
    for (const fs::path& file : options.files) gatherer.add(file);
    Material material = gatherer.take_all();
    settle_material(material, lookout);
    return material;
}

}  // namespace presencia::propose
