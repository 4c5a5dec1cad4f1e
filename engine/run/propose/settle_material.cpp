// SPDX-License-Identifier: Apache-2.0
#include "run/propose/settle_material.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/known_places.hpp"
#include "run/propose/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace presencia::propose {

namespace {

/// A layer's name, out of letters, digits, '-' and '_', by its file or its sheet.
std::string plain_name(const FileLook& look) {
    const std::string name = text::fold(look.source.layer.empty() ? look.source.path.stem().string() : look.source.layer);
    std::string plain;
    for (const char c : name) plain += (c >= 'a' && c <= 'z') || text::is_digit(c) ? c : '_';
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

/// Columns that only the boundaries can tell about: codes of theirs under a name that may mean any code, and numbers that lie on their ground.
void settle_against_boundaries(Material& material, const Lookout& lookout) {
    const Language language = lookout.options.language;
    std::vector<layer::Place> places;
    geo::Box area;
    for (const Piece* piece : material.of(FileKind::municipalities)) {
        places.insert(places.end(), piece->boundary->places.begin(), piece->boundary->places.end());
        area.add(piece->boundary->extent);
    }
    if (places.empty()) return;
    const layer::Gazetteer gazetteer(std::move(places), lookout.dialects.place_names());
    for (Piece& piece : material.pieces) {
        if (!piece.out.empty() || !names_a_layer(piece.verdict.kind) || piece.verdict.kind == FileKind::population) continue;
        const Sight& sight = sight_as(piece.look, piece.verdict.kind);
        if (const auto codes = piece.said.has("municipality") ? std::nullopt : column_of_known_codes(sight, gazetteer, lookout.dialects)) {
            piece.verdict.municipality_column = codes->column;
            piece.verdict.municipality_evidence = fmt::format(fmt::runtime(tr(language, "{} de {} valores son códigos de los límites", "{} of {} values are codes of the boundaries")), codes->known, codes->given);
            look_again(piece, material, lookout);
        }
        const bool said = piece.said.has("x") || piece.said.has("xy");
        if (const auto unused = sight.placed() || said ? std::nullopt : unused_coordinates(piece.look, sight, area)) {
            const std::string flag = set_flag(piece.look, "x=" + unused->x) + " " + set_flag(piece.look, "y=" + unused->y) + (unused->crs.empty() ? "" : " " + set_flag(piece.look, "crs=" + unused->crs));
            Question question = question_about(piece.look,
                                               fmt::format(fmt::runtime(tr(language, "¿son coordenadas {} y {}? caen en la zona del estudio y no se usan", "are {} and {} coordinates? they lie in the study's area and are not used")), unused->x, unused->y),
                                               {{"x", toml_text(unused->x)}, {"y", toml_text(unused->y)}});
            question.flag = flag;
            material.questions.push_back(std::move(question));
        }
    }
}

/// Several tables of people of one country ("Hombres", "Mujeres", "Total"): one is taken, a total before others, and which of them holds is asked.
void settle_people(Material& material, const layer::Dialects& dialects, Language language) {
    const auto country = [](const Piece& piece) { return piece.verdict.words.country ? piece.verdict.words.country->value : std::string(); };
    const auto total = [&](const Piece& piece) {
        const std::string name = piece.look.source.layer.empty() ? piece.look.source.path.stem().string() : piece.look.source.layer;
        const std::string folded = text::fold(name);
        const std::vector<std::string_view> words = text::split(folded, ' ');
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return dialects.reading().totals.holds_folded(word); });
    };
    std::map<std::string, Piece*> taken;
    for (Piece* piece : material.of(FileKind::people)) {
        const auto [at, fresh] = taken.try_emplace(country(*piece), piece);
        if (!fresh && total(*piece) && !total(*at->second)) at->second = piece;
    }
    for (Piece* piece : material.of(FileKind::people)) {
        const Piece& other = *taken.at(country(*piece));
        if (piece == &other) continue;
        piece->out = fmt::format(fmt::runtime(tr(language, "¿cuál de las tablas de población vale? se toma {}; para esta, quite aquella: {}", "which of the tables of people holds? {} is taken; for this one, leave that out: {}")),
                                 other.look.label(), set_flag(other.look, "as=none"));
        Question question = question_about(piece->look, piece->out, {});
        question.flag = set_flag(other.look, "as=none");
        material.questions.push_back(std::move(question));
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

}  // namespace

void settle_material(Material& material, const Lookout& lookout) {
    const Language language = lookout.options.language;
    settle_names(material);
    settle_countries(material, language);
    settle_boundaries(material, language);
    for (const Piece* piece : material.of(FileKind::municipalities)) material.countries.insert(piece->boundary->countries.begin(), piece->boundary->countries.end());
    settle_against_boundaries(material, lookout);
    settle_people(material, lookout.dialects, language);
    settle_period(material, lookout.options);
}

}  // namespace presencia::propose
