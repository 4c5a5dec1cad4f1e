// SPDX-License-Identifier: Apache-2.0
#include "run/propose/propose_study.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/file_names.hpp"
#include "run/propose/older_division.hpp"
#include "run/propose/rejects.hpp"
#include "run/propose/study_draft.hpp"
#include "run/run.hpp"
#include "study/parse_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace presencia::propose {

namespace {

/// A study is tried, mended and tried again: each round takes one table out or changes the rule, so that there are never more rounds than tables and rules.
constexpr std::size_t rule_changes = 1;

std::string say(Language language, std::string_view es, std::string_view en) {
    return std::string(tr(language, es, en));
}

/// What a study lacks because `piece` cannot be used: the reason was told beside the file, so that its head is enough here; the option of its question, which now stops, is the hint.
Error lacks_piece(Material& material, const Piece& piece, std::string_view key, Language language) {
    const std::string& why = piece.out.empty() ? piece.off : piece.out;
    std::string hint = say(language, "vea arriba qué pasa con ese archivo", "see above what is wrong with that file");
    for (Question& question : material.questions) {
        if (!asks_about(question, piece.look)) continue;
        question.stops = true;
        if (!question.flag.empty()) hint = question.flag;
    }
    return Error(ErrorCode::study_missing_key, {.column = std::string(key)}, piece.look.label() + ": " + short_sentence(why), hint);
}

/// What no study can do without.
std::optional<Error> missing(Material& material, const ProposeOptions& options) {
    const Language language = options.language;
    const auto lacks = [&](std::string_view key, std::string detail, std::string hint) { return Error(ErrorCode::study_missing_key, {.column = std::string(key)}, std::move(detail), std::move(hint)); };
    if (material.of(FileKind::municipalities).empty()) {
        for (const Piece& piece : material.pieces) {
            if (piece.verdict.kind == FileKind::municipalities && !piece.said.left_out) return lacks_piece(material, piece, "municipalities", language);
        }
        return lacks("municipalities", say(language, "ninguno de los archivos trae límites municipales", "none of the files holds municipal boundaries"),
                     say(language, "añada un archivo de polígonos con el código de cada municipio (GeoJSON, GeoPackage, Shapefile)", "add a file of polygons with the code of each municipality (GeoJSON, GeoPackage, Shapefile)"));
    }
    if (material.of(FileKind::incidents).empty() && material.of(FileKind::codes).empty()) {
        for (const Piece& piece : material.pieces) {
            const bool could = piece.verdict.kind == FileKind::incidents || piece.verdict.kind == FileKind::codes;
            if (could && !piece.counts() && !piece.said.left_out) return lacks_piece(material, piece, "at_risk", language);
        }
        return lacks("at_risk", say(language, "ni hechos de violencia ni una lista de municipios: nada dice quién está en riesgo", "neither incidents nor a list of municipalities: nothing says who is at risk"),
                     say(language, "añada un archivo de hechos o conteos, o una lista de códigos de municipio", "add a file of incidents or counts, or a list of municipality codes"));
    }
    if (!material.period.from.defined() || !material.period.to.defined()) {
        return lacks("from", say(language, "ningún archivo dice de qué período se trata", "no file says which period this is about"), "--from 2013-01-01 --to 2013-12-31");
    }
    return std::nullopt;
}

/// A study of any period, within which files are looked at before theirs is known.
study::Study frame_of(const ProposeOptions& options) {
    study::Study frame;
    frame.file = options.study;
    frame.name = "init";
    frame.language = options.language;
    frame.period = {*Date::from_ymd(1, 1, 1), *Date::from_ymd(9999, 12, 31)};
    frame.as_of = frame.period.to;
    return frame;
}

void name_layer(study::Source& source) {
    source.shown = label_of(source.shown, source.layer);
}

/// What is said of the rows of a layer names the layer, too: other layers of its file are none of its business.
void name_layers(study::Study& study) {
    for (study::MunicipalitySource& boundaries : study.municipalities) {
        name_layer(boundaries.source);
        if (boundaries.population_table) name_layer(boundaries.population_table->source);
    }
    for (study::IncidentSource& layer : study.incidents) name_layer(layer.source);
    for (study::SiteSource& layer : study.sites) name_layer(layer.source);
    for (study::PopulationSource& layer : study.population) name_layer(layer.source);
    for (auto* const list : {&study.at_risk.list, &study.at_risk.compare}) {
        if (*list) name_layer(**list);
    }
}

class Proposer {
public:
    Proposer(const ProposeOptions& options, Progress& progress) : options_(options), progress_(progress), frame_(frame_of(options)), dialects_(layer::dialects_for(frame_, options.data)) {}

    Proposal propose() {
        material_ = gather_material(options_, frame_, dialects_, progress_);
        proposal_.refusal = missing(material_, options_);
        const bool waits = proposal_.refusal && waits_for_an_answer();
        if (waits) proposal_.refusal.reset();
        const std::size_t rounds = waits ? 0 : material_.pieces.size() + rule_changes + 1;
        for (std::size_t round = 0; round < rounds && !proposal_.runs && !proposal_.refusal; ++round) try_once();
        proposal_.refusal ? proposal_.text.clear() : write(proposal_.guesses);
        say_files();
        proposal_.roots = outside_roots();
        proposal_.questions = material_.questions;
        return std::move(proposal_);
    }

private:
    /// A study that lacks nothing but the user's word on how its incidents are written is worth writing.
    bool waits_for_an_answer() {
        if (material_.of(FileKind::municipalities).empty() || !material_.period.from.defined() || !material_.period.to.defined()) return false;
        for (Piece& piece : material_.pieces) {
            if (!piece.incidents || piece.incidents->fault || (piece.incidents->date_formats.empty() && piece.look.open.empty())) continue;
            piece.off.clear();
            for (Question& question : material_.questions) question.stops = question.stops || asks_about(question, piece.look);
            return true;
        }
        return false;
    }

    void write(const std::vector<layer::Guess>& guesses) {
        draft_ = draft_study(material_, wish_, guesses, options_.language);
        std::vector<std::string> preface{say(options_.language, "Escrito por `presencia init`. Lo que está tras # a la derecha dice por qué; una línea que empieza con # se puede descomentar.",
                                             "Written by `presencia init`. What stands behind # on the right says why; a line that begins with # can be uncommented.")};
        for (const Piece& piece : material_.pieces) {
            // People and lists stand within other tables: where they do not count they have none of their own to be a comment.
            const bool within = piece.verdict.kind == FileKind::people || piece.verdict.kind == FileKind::codes;
            const std::string& why = piece.out.empty() && within ? piece.off : piece.out;
            if (!why.empty()) preface.push_back(say(options_.language, "No se usa ", "Not used: ") + piece.look.label() + ": " + why);
        }
        for (const std::string& root : outside_roots()) {
            preface.push_back(say(options_.language, "Hay archivos fuera de la carpeta de este estudio: al correrlo, --allow-root ", "There are files outside this study's folder: to run it, --allow-root ") + root);
        }
        text_ = write_draft(preface, draft_.tables);
        proposal_.text = text_.text;
        proposal_.assumed = draft_.assumed;
    }

    /// Writes, reads and checks; what stops a run is mended or ends the proposal.
    void try_once() {
        write({});
        study::Study study = study::parse_study(proposal_.text, options_.study, options_.language, allowed());
        name_layers(study);
        RunOptions options;
        options.data = options_.data;
        options.threads = options_.threads;
        options.allowed = allowed();
        const CheckReport report = check(study, options, progress_);
        if (!report.problems.empty()) {
            mend(report.problems.front());
        } else if (!drop_unplaced(report.ledgers)) {
            proposal_.runs = true;
            proposal_.guesses = report.guesses;
            proposal_.ledgers = report.ledgers;
            proposal_.max_reject_share = study.max_reject_share;
            proposal_.too_many_rejects = doubts_about_rejects(material_, report.ledgers, study.max_reject_share, dialects_, options_.language);
        }
    }

    /// Folders of files that a study in its place may not read by itself.
    std::vector<std::string> outside_roots() const {
        namespace fs = std::filesystem;
        const auto real = [](const fs::path& path) { return fs::weakly_canonical(fs::absolute(path)); };
        const fs::path folder = real(options_.study.has_parent_path() ? options_.study.parent_path() : fs::path("."));
        std::set<std::string> roots;
        for (const Piece& piece : material_.pieces) {
            if (!piece.out.empty()) continue;
            const fs::path shown(piece.look.source.shown), path = fs::absolute(piece.look.source.path);
            const fs::path holder = real(path).parent_path(), within = holder.lexically_relative(folder);
            if (!within.empty() && within.begin()->string() != "..") continue;
            // A link is followed before a run judges where the file is.
            const bool linked = holder != real(path.parent_path());
            roots.insert(linked ? holder.generic_string() : shown.parent_path().generic_string());
        }
        return {roots.begin(), roots.end()};
    }

    /// Whoever names a file on the command line allows its folder, links followed.
    study::Permissions allowed() const {
        study::Permissions permissions;
        for (const std::filesystem::path& file : options_.files) permissions.roots.push_back(std::filesystem::weakly_canonical(std::filesystem::absolute(file)).parent_path());
        return permissions;
    }

    void mend(const Error& problem) {
        const bool rule = problem.code() == ErrorCode::rule_without_denominators || problem.code() == ErrorCode::rule_no_difference;
        const bool of_study = problem.where().file == options_.study.string();
        const std::string why = sentence(problem, options_.language, !of_study);
        if (rule && !wish_.by_count) {
            wish_ = {true, why};
            return;
        }
        Piece* piece = piece_of(problem);
        if (piece != nullptr) material_.ask(*piece, problem, why);
        if (piece == nullptr || piece->verdict.kind == FileKind::municipalities) {
            proposal_.refusal = of_study ? outside_the_study(problem, piece) : problem;
            if (piece != nullptr && !piece->answers.empty()) material_.questions.back().stops = true;
            return;
        }
        switch_off(*piece, why);
    }

    /// The same without the line of a study that is not written.
    static Error outside_the_study(const Error& problem, const Piece* piece) {
        return {problem.code(), {piece == nullptr ? std::string() : piece->look.label(), 0, problem.where().column}, problem.detail(), problem.hint()};
    }

    void switch_off(Piece& piece, const std::string& why) {
        piece.off = why;
        proposal_.refusal = missing(material_, options_);
    }

    /// The piece that an error speaks of: by the file it names, or by the table of the study in which it was found.
    Piece* piece_of(const Error& problem) {
        for (std::size_t t = 0; t < draft_.tables.size(); ++t) {
            const int index = draft_.piece_of[t];
            if (index < 0 || !draft_.tables[t].off.empty()) continue;
            const bool by_line = problem.where().file == options_.study.string() && problem.where().row >= text_.first_lines[t] && problem.where().row <= text_.last_lines[t];
            if (by_line || problem.where().file == draft_.tables[t].shown) return &material_.pieces[static_cast<std::size_t>(index)];
        }
        for (Piece& piece : material_.pieces) {
            if (piece.counts() && problem.where().file == piece.look.label()) return &piece;
        }
        return nullptr;
    }

    /// A layer of which no row finds a place would only make a study look complete.
    bool drop_unplaced(const std::vector<Ledger>& ledgers) {
        for (const Ledger& ledger : ledgers) {
            if (ledger.read == 0 || ledger.located + ledger.by_key + ledger.snapped > 0 || ledger.rejected + ledger.outside == 0) continue;
            bool by_department = false;  // rows that say no more than that have their place in the totals
            ledger.each_left_out([&](const Reject& left_out) { by_department = by_department || left_out.code == ErrorCode::row_too_coarse; });
            if (by_department) continue;
            for (Piece& piece : material_.pieces) {
                if (!piece.counts() || piece.look.label() != ledger.source || piece.verdict.kind == FileKind::municipalities) continue;
                const std::string older = say_older_division(piece);
                switch_off(piece, fmt::format(fmt::runtime(say(options_.language, "ninguna de sus {} filas encuentra un municipio: ", "none of its {} rows finds a municipality: ")), ledger.read) +
                                      (older.empty() ? say(options_.language, "¿son de otro país, u otros códigos?", "are they of another country, or other codes?") : older));
                return true;
            }
        }
        return false;
    }

    /// A table that an older division keys needs a crosswalk: which of ours, and the option that names it; "" where none fits.
    std::string say_older_division(const Piece& piece) {
        const std::filesystem::path crosswalk = crosswalk_for(sight_as(piece.look, piece.verdict.kind), options_.data, frame_, dialects_);
        const auto boundaries = material_.of(FileKind::municipalities);
        if (crosswalk.empty() || boundaries.empty()) return {};
        const std::string name = crosswalk.filename().string();
        const std::string flag = set_flag(boundaries.front()->look, "crosswalk=" + name);
        const std::string copy = "cp " + shell_quoted(crosswalk.string()) + " " + shell_quoted((options_.study.has_parent_path() ? options_.study.parent_path() : std::filesystem::path(".")).string());
        std::string text = say(options_.language, "son de la división anterior, que la tabla de equivalencias ", "they are of the older division, which the crosswalk ") + name +
                           say(options_.language, " lleva a la nueva; cópiela junto al estudio (", " carries to the new one; copy it beside the study (") + copy + say(options_.language, ") y diga ", ") and say ") + flag;
        Question question = question_about(piece.look, text, {{"crosswalk", toml_text(name)}});
        question.flag = flag;
        material_.questions.push_back(std::move(question));
        return text;
    }

    void say_files() {
        for (const Piece& piece : material_.pieces) {
            ProposedFile file{piece.look.source.shown, piece.look.source.layer, piece.verdict.kind, piece.verdict.evidence, {}, piece.counts()};
            file.use = !piece.out.empty() ? piece.out + (piece.verdict.remedy.empty() ? "" : "; " + piece.verdict.remedy) : piece.off;
            proposal_.files.push_back(std::move(file));
        }
    }

    const ProposeOptions& options_;
    Progress& progress_;
    study::Study frame_;
    layer::Dialects dialects_;
    Material material_;
    RuleWish wish_;
    StudyDraft draft_;
    DraftText text_;
    Proposal proposal_;
};

}  // namespace

Proposal propose_study(const ProposeOptions& options, Progress& progress) {
    return Proposer(options, progress).propose();
}

}  // namespace presencia::propose
