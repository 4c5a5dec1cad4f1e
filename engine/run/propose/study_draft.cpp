// SPDX-License-Identifier: Apache-2.0
#include "run/propose/study_draft.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/propose/layer_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace presencia::propose {

namespace {

class Drafter {
public:
    Drafter(Material& material, const RuleWish& wish, const std::vector<layer::Guess>& guesses, Language language) : material_(material), wish_(wish), guesses_(guesses), language_(language) {}

    StudyDraft draft() {
        add(study_table(), nullptr);
        for (Piece& piece : material_.pieces) add_layer(piece, FileKind::municipalities);
        for (Piece& piece : material_.pieces) add_layer(piece, FileKind::incidents);
        for (Piece& piece : material_.pieces) add_layer(piece, FileKind::sites);
        for (Piece& piece : material_.pieces) add_layer(piece, FileKind::population);
        add(rule_table(), nullptr);
        add(reach_table(), nullptr);
        add(output_table(), nullptr);
        return std::move(out_);
    }

private:
    std::string say(std::string_view es, std::string_view en) const { return std::string(tr(language_, es, en)); }
    void assume(std::string sentence) { out_.assumed.push_back(std::move(sentence)); }

    void add(DraftTable table, const Piece* piece) {
        out_.tables.push_back(std::move(table));
        out_.piece_of.push_back(piece == nullptr ? -1 : static_cast<int>(piece - material_.pieces.data()));
    }

    int middle_year() const { return (material_.period.from.year() + material_.period.to.year()) / 2; }

    DraftTable study_table() {
        DraftTable table;
        table.header = "[study]";
        std::string name;
        for (const std::string& country : material_.countries) name += text::fold(country) + "-";
        const int first = material_.period.from.year(), last = material_.period.to.year();
        const std::string years = std::to_string(first) + (first == last ? "" : "-" + std::to_string(last));
        table.set("name", toml_text(name + years));
        const std::string countries = text::join(std::vector<std::string>(material_.countries.begin(), material_.countries.end()), ", ");
        table.set("title", toml_text(say("Presencia del Estado, ", "State presence, ") + countries + " " + years));
        table.set("from", material_.period.from.iso(), material_.period_evidence);
        table.set("to", material_.period.to.iso(), say("inclusive", "inclusive"));
        table.ask("as_of", material_.period.to.iso(), say("el día en que se juzga la presencia; si no se dice, el último", "the day on which presence is judged; the last one where nothing is said"));
        table.set("language", language_ == Language::es ? "\"es\"" : "\"en\"");
        table.set("profile", "\"public\"", say("lo que se puede mostrar: public, partner o restricted; vea docs/privacy.md", "what may be shown: public, partner or restricted; see docs/privacy.md"));
        assume(say("período ", "period ") + material_.period.from.iso() + say(" a ", " to ") + material_.period.to.iso() + ": " + material_.period_evidence);
        return table;
    }

    /// The table of people for one layer of boundaries: the only one there is, or the one of its country.
    std::optional<PeopleTable> people_for(const Piece& boundary) {
        for (Piece* people : material_.of(FileKind::people)) {
            const auto& said = people->verdict.words.country;
            const bool alone = material_.of(FileKind::municipalities).size() == 1;
            if (!alone && !(said && boundary.boundary->countries.contains(said->value))) continue;
            PeopleTable table{&people->look, &people->verdict, &people->said, std::nullopt, {}};
            std::set<int> years;
            const Sight& sight = people->look.population;
            for (const std::string& cell : sight.cells_of("year") == nullptr ? std::vector<std::string>{} : *sight.cells_of("year")) {
                if (const auto year = text::parse_integer(text::trim(cell)); year && *year > 0 && *year < 10'000) years.insert(static_cast<int>(*year));
            }
            assume_people(*people);
            table.years.assign(years.begin(), years.end());
            if (!years.empty()) table.year = nearest_year(table.years, middle_year());
            return table;
        }
        return std::nullopt;
    }

    /// A table of people stands within the boundaries' own: what was added up in it is said apart.
    void assume_people(const Piece& people) {
        for (const layer::Guess& guess : guesses_) {
            const bool sums = guess.role == "parts" || guess.role == "value" || guess.role == "wide";
            if (sums && !guess.binds && guess.source == people.look.source.shown) assume(people.look.label() + ": " + guess.role + " " + guess.value + ": " + guess.evidence);
        }
    }

    void add_layer(Piece& piece, FileKind kind) {
        if (piece.verdict.kind != kind || !piece.out.empty()) return;
        DraftTable table = layer_table(piece);
        piece.said.write_into(table, language_);
        for (const layer::Undecided& question : piece.look.open) {
            for (const std::string& value : question.values()) table.ask(question.key(), toml_scalar(value), say("responde la pregunta de arriba", "answers the question above"));
        }
        for (const Answer& answer : piece.answers) table.ask(answer.key, answer.value, say("responde la pregunta de arriba", "answers the question above"));
        table.off = piece.off;
        if (kind == FileKind::sites && !piece.off.empty() && std::none_of(table.lines.begin(), table.lines.end(), [](const DraftLine& line) { return line.key == "family"; }) && !piece.verdict.family_in_column) {
            table.set("family", "\"?\"", "law_enforcement, judicial, social, educational, border, oversight");
        }
        // What stands as a comment was not tried with the rest: what was seen of it when it was looked at is all that is known.
        add_guesses(table, sight_as(piece.look, kind), !piece.off.empty() && piece.incidents ? piece.incidents->dates.guesses : guesses_);
        if (piece.counts()) {
            assume(piece.look.label() + ": " + std::string(label(kind, language_)) + ", " + piece.verdict.evidence);
            for (const std::string& remark : table.remarks) assume(piece.look.label() + ": " + remark);
            for (const DraftLine& line : table.lines) {
                if (!line.asked && !line.comment.empty()) assume(piece.look.label() + ": " + line.key + " = " + line.value + ": " + line.comment);
            }
        }
        add(std::move(table), &piece);
    }

    DraftTable layer_table(Piece& piece) {
        switch (piece.verdict.kind) {
            case FileKind::municipalities: return municipalities_table(piece.look, piece.verdict, *piece.boundary, people_for(piece), middle_year(), language_);
            case FileKind::incidents: return incidents_table(piece.look, piece.verdict, *piece.incidents, piece.name, material_.countries, language_);
            case FileKind::sites: return sites_table(piece.look, piece.verdict, piece.name, material_.countries, language_);
            default: return population_table(piece.look, piece.verdict, language_);
        }
    }

    /// What the engine recognised in the file stands beside it, so that it can be seen and taken in hand.
    static void add_guesses(DraftTable& table, const Sight& sight, const std::vector<layer::Guess>& guesses) {
        std::set<std::string> seen;
        for (const DraftLine& line : table.lines) seen.insert(line.key);
        const bool one_format = formats_of(table, guesses).size() < 2;
        for (const layer::Guess& guess : guesses) {
            if (guess.source != table.shown || guess.value.empty()) continue;
            if (guess.role == "other_table" || guess.role == "column_twice") {  // what may be the wrong rows or column is printed as well
                if (seen.insert(guess.role + guess.value).second) table.remarks.push_back(guess.value + ": " + guess.evidence);
                continue;
            }
            const bool of_source = guess.role == "warning" || guess.role == "note";
            const std::string key = guess.role == "name" && table.header == "[[sites]]" ? "site_name" : guess.role.ends_with("_format") ? "date_format" : guess.role;
            if (of_source || (!guess.binds && !tells_how_it_is_written(key, guess.value)) || (key == "date_format" && !one_format)) {
                // A line that is uncommented must be understood: what no key of the study says so is told above the table.
                if (seen.insert(guess.role + guess.value).second) table.heading.push_back((of_source ? "" : guess.role + ": ") + (guess.value.size() == 1 ? toml_text(guess.value) : guess.value) + ": " + guess.evidence);
                continue;
            }
            if (seen.insert(key).second) table.ask(key, guessed_value(key, guess.value, sight), guess.evidence);
        }
    }

    /// How the table's columns of dates are written: one key speaks for all of them, so that it can stand for them only where they are alike.
    static std::set<std::string> formats_of(const DraftTable& table, const std::vector<layer::Guess>& guesses) {
        std::set<std::string> out;
        for (const layer::Guess& guess : guesses) {
            if (guess.source == table.shown && guess.role.ends_with("_format")) out.insert(guess.value);
        }
        return out;
    }

    /// Keys of how a file is written, whose guesses are values of theirs.
    static bool tells_how_it_is_written(std::string_view key, std::string_view value) {
        constexpr std::string_view reading[] = {"delimiter", "encoding", "decimal", "thousands", "header", "date_format", "dialect", "crs", "coordinates", "centre_points"};
        if (key == "date_format") return value.starts_with('%');
        return std::find(std::begin(reading), std::end(reading), key) != std::end(reading) && (key == "header" || value.find(' ') == value.npos);
    }

    /// A column by its name, what every row is as a constant, a word of how the file is written as it is.
    static std::string guessed_value(const std::string& key, const std::string& value, const Sight& sight) {
        if (value == "\\t") return "\"\\t\"";
        if (key == "header" && value != "none") return value;
        const bool plain_is_constant = key == "class" || key == "family" || key == "kind" || key == "objective";
        if (std::find(sight.columns.begin(), sight.columns.end(), value) != sight.columns.end()) return plain_is_constant ? "{ column = " + toml_text(value) + " }" : toml_text(value);
        const bool word = plain_is_constant || tells_how_it_is_written(key, value);
        return word ? toml_text(value) : toml_constant(value);
    }

    bool has_denominators() {
        if (!material_.of(FileKind::population).empty() || !material_.of(FileKind::people).empty()) return true;
        const auto boundaries = material_.of(FileKind::municipalities);
        return std::all_of(boundaries.begin(), boundaries.end(), [](const Piece* piece) { return piece->look.municipalities.has("population") || !piece->boundary->people_by_year.empty(); });
    }

    void say_other_incidents(DraftTable& table, const Piece& rule) {
        std::vector<std::string> names;
        for (const auto& [other, rows] : rule.incidents->dates.classes) {
            if (other != rule.incidents->main_class()) names.push_back(rule.name + "/" + other + " (" + std::to_string(rows) + ")");
        }
        for (const Piece* piece : material_.of(FileKind::incidents)) {
            if (piece != &rule) names.push_back(piece->name);
        }
        if (!names.empty()) table.heading.push_back(say("También se podría mirar: ", "One could also look at: ") + text::clip(text::join(names, ", "), 400));
    }

    void name_incidents(DraftTable& table, const Piece& rule) {
        const std::string incident_class = rule.incidents->main_class();
        const std::string named = incident_class.empty() ? rule.name : rule.name + "/" + incident_class;
        say_other_incidents(table, rule);
        table.set("incidents", toml_text(named));
        const bool by_count = wish_.by_count || !has_denominators();
        if (by_count) {
            table.heading.insert(table.heading.begin(), say("La cuarta parte de los municipios con más hechos de este estudio. Un conteo señala a los más poblados: con población, measure = \"rate_eb\".",
                                                            "The quarter of this study's municipalities with the most incidents. A count points at the most populous ones: with population, measure = \"rate_eb\"."));
            table.set("measure", "\"count\"", wish_.by_count ? wish_.why : say("ningún archivo da la población", "no file gives the population"));
        } else {
            table.heading.insert(table.heading.begin(), say("La cuarta parte de los municipios con la tasa más alta de este estudio, suavizada: en los municipios pequeños pesa menos el azar.",
                                                            "The quarter of this study's municipalities with the highest rate, smoothed: chance weighs less in small municipalities."));
            table.set("measure", "\"rate_eb\"", say("o rate, o count", "or rate, or count"));
        }
        table.set("top_share", "0.25", say("o above = 30.0, o top_burden = 0.5", "or above = 30.0, or top_burden = 0.5"));
        assume("at_risk: " + table.heading.front());
    }

    DraftTable rule_table() {
        DraftTable table;
        table.header = "[at_risk]";
        const std::vector<Piece*> lists = material_.of(FileKind::codes);
        const auto file_of = [](const Piece& piece) {
            const std::string keys = (piece.look.source.layer.empty() || piece.said.has("layer") ? "" : ", layer = " + toml_text(piece.look.source.layer)) + piece.said.inline_keys();
            return keys.empty() ? toml_text(piece.look.source.shown) : "{ source = " + toml_text(piece.look.source.shown) + keys + " }";
        };
        if (const Piece* rule = rule_layer(material_)) {
            name_incidents(table, *rule);
            for (std::size_t k = 0; k < lists.size(); ++k) {
                const std::string why = say("una lista de municipios: se compara con la regla; para que mande, list en lugar de top_share", "a list of municipalities: set beside the rule; to let it decide, list in place of top_share");
                const std::string comment = lists[k]->said.beside(why, language_);
                k == 0 ? table.set("compare", file_of(*lists[k]), comment) : table.ask("compare", file_of(*lists[k]), comment);
            }
        } else {
            table.heading.push_back(say("En riesgo están los municipios de la lista: entre los archivos no hay hechos de violencia.", "At risk are the municipalities of the list: there are no incidents among the files."));
            for (std::size_t k = 0; k < lists.size(); ++k) {
                const std::string comment = lists[k]->said.beside({}, language_);
                k == 0 ? table.set("list", file_of(*lists[k]), comment) : table.ask("list", file_of(*lists[k]), comment);
            }
            assume("at_risk: " + table.heading.front());
        }
        return table;
    }

    DraftTable reach_table() const {
        DraftTable table;
        table.header = "[reach]";
        table.ask("target", "0.8", say("la parte de la gente que basta para decir «alcanzado»", "the share of the people that is enough to say \"reached\""));
        table.off = say("Distancias que se suponen: policía 5 km, justicia 20, social 5, educación 3; reach = { km = ... } en cada capa las cambia.",
                        "Distances assumed: police 5 km, justice 20, social 5, education 3; reach = { km = ... } in each layer changes them.");
        for (DraftLine& line : table.lines) line.asked = false;
        return table;
    }

    DraftTable output_table() const {
        DraftTable table;
        table.header = "[output]";
        table.off = say("Si se rechazan más filas que esta parte de una capa, run termina con 6 y lo dice en los resultados.", "Where more than this share of a layer's rows is rejected, run ends with 6 and says so in the outputs.");
        table.set("max_reject_share", "0.05");
        return table;
    }

    Material& material_;
    const RuleWish& wish_;
    const std::vector<layer::Guess>& guesses_;
    Language language_;
    StudyDraft out_;
};

}  // namespace

StudyDraft draft_study(Material& material, const RuleWish& wish, const std::vector<layer::Guess>& guesses, Language language) {
    return Drafter(material, wish, guesses, language).draft();
}

}  // namespace presencia::propose
