// SPDX-License-Identifier: Apache-2.0
#include "layer/wide_shape.hpp"

#include "core/text.hpp"
#include "layer/given_roles.hpp"
#include "layer/wide_columns.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace presencia::layer {

namespace {

using Is = study::Wide::Is;

/// What the new columns are called, as the dialects know them: the class of an incident, or the part of the people that a row speaks of.
std::string_view name_of(WideHolds by) {
    return by == WideHolds::crime ? "class" : "part";
}

std::string names_of(const std::vector<std::string>& columns, const std::vector<std::size_t>& which) {
    std::vector<std::string> names;
    for (const std::size_t k : which) names.push_back(columns[k]);
    return text::join(names, ", ");
}

std::set<std::string> told_rests(const std::vector<WideColumn>& columns) {
    std::set<std::string> rests;
    for (const WideColumn& one : columns) {
        if (!one.name.rest.empty()) rests.insert(one.name.rest);
    }
    return rests;
}

/// Whether a year has columns of months and others: "2019 Enero" and "2019 Hombres" count the same incidents.
bool months_beside_years(const std::vector<WideColumn>& columns) {
    std::map<std::optional<int>, std::set<bool>> monthly;
    for (const WideColumn& one : columns) monthly[one.name.year].insert(one.name.month.has_value());
    return std::any_of(monthly.begin(), monthly.end(), [](const auto& year) { return year.second.size() > 1; });
}

/// A table's columns on their way to a shape.
class Unfolder {
public:
    Unfolder(const SourceContext& context, const std::vector<std::string>& columns)
        : context_(context), columns_(columns), left_out_(columns.size(), false) {}

    /// Columns that stand for years or for months, as the study or a known source wants them.
    source::WideShape asked(bool months) {
        WideChoice choice = chosen(true);
        std::erase_if(choice.taken, [months](const WideColumn& one) { return months ? !one.name.month : !one.name.year; });
        if (choice.unclear) refuse_unclear(choice);
        return choice.taken.empty() ? source::WideShape{} : finish(std::move(choice));
    }

    source::WideShape listed(const study::Wide& wide) {
        WideChoice choice;
        std::map<std::pair<std::optional<int>, std::optional<int>>, std::size_t> times;
        for (const std::string& name : wide.columns) {
            WideColumn one{position(name, "wide.columns", wide.line), listed_name(context_, name), WideHolds::other};
            if (!one.name.given()) {
                throw Error(ErrorCode::study_bad_value, context_.in_study("wide.columns", wide.line),
                            context_.say("\"" + name + "\" no nombra un año ni un mes",
                                         "\"" + name + "\" names neither a year nor a month"));
            }
            ++times[{one.name.year, one.name.month}];
            choice.taken.push_back(std::move(one));
        }
        if (times.size() < choice.taken.size()) choice.by = WideHolds::part;
        return finish(std::move(choice));
    }

    /// What a table shows that no dialect knows: years (two or more), months of any year (three or more, of incidents) or of each; nothing given where it shows none.
    source::WideShape found() {
        WideChoice choice = chosen(false);
        const auto plays = [&](std::string_view kind, std::string_view role) { return context_.dialects.column_for(kind, role, columns_).has_value(); };
        std::set<std::optional<int>> years, months;
        std::set<std::pair<std::optional<int>, std::optional<int>>> times;
        for (const WideColumn& one : choice.taken) {
            years.insert(one.name.year);
            months.insert(one.name.month);
            times.insert({one.name.year, one.name.month});
        }
        const bool of_years = !years.contains(std::nullopt), of_months = !months.contains(std::nullopt), any_month = months.size() > (of_months ? 0 : 1);
        const bool incidents = context_.kind == "incidents";
        const bool alike = (of_years || years.size() == 1) && (!any_month || incidents) && !months_beside_years(choice.taken);
        const bool enough = alike && (of_months ? times.size() >= 3 : of_years && (times.size() >= 2 || choice.by));
        const auto certain = [&](std::string_view role) {
            const auto column = context_.dialects.column_for("incidents", role, columns_);
            return column && !context_.dialects.likely_only("incidents", role, *column, nullptr);
        };
        const bool told = (of_years && certain("year")) || (any_month && plays("incidents", "month"));
        if (choice.unclear && !told) {
            if (incidents && !tells_time()) refuse_unclear(choice);
            return {};
        }
        // Men alone are not the people of a place.
        const bool whole = incidents || choice.by != WideHolds::part || told_rests(choice.taken).size() > 1;
        return !choice.taken.empty() && enough && whole && !told ? finish(std::move(choice)) : source::WideShape{};
    }

    /// Columns that sum the others: folded spellings, each of which need not be there.
    void leave_out(const std::vector<std::string>& folded_names) {
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const std::string key = text::fold(columns_[k]);
            if (std::find(folded_names.begin(), folded_names.end(), key) != folded_names.end()) {
                left_out_[k] = true;
            }
        }
    }
    void leave_out_named(const study::Wide& wide) {
        for (const std::string& name : wide.leave_out) {
            left_out_[position(name, "wide.leave_out", wide.line)] = true;
        }
    }
    std::string left_out() const {
        std::vector<std::size_t> which;
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            if (left_out_[k]) which.push_back(k);
        }
        return names_of(columns_, which);
    }
    const WideChoice& choice() const { return choice_; }

private:
    std::size_t position(const std::string& name, std::string_view key, int line) const {
        const auto found = std::find(columns_.begin(), columns_.end(), name);
        if (found == columns_.end()) {
            throw Error(ErrorCode::column_missing, context_.in_study(std::string(key), line),
                        context_.say(context_.source.shown + " no tiene la columna \"" + name + "\"",
                                     context_.source.shown + " has no column \"" + name + "\""),
                        text::clip(text::join(columns_, ", "), 400));
        }
        return static_cast<std::size_t>(found - columns_.begin());
    }

    /// The columns that are taken, without those whose name is a word for totals ("Total", "Total Hombres").
    WideChoice chosen(bool asked) {
        std::vector<bool> skipped = left_out_;
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            if (!asked && is_total(columns_[k])) skipped[k] = left_out_[k] = true;
        }
        WideChoice choice = choose_columns(wide_columns(context_, columns_, skipped), asked);
        const bool class_told = context_.kind == "incidents" && !columns_of_class().empty();
        choice.unclear = choice.unclear || (choice.by == WideHolds::crime && told_rests(choice.taken).size() > 1 && class_told);
        if (choice.by == WideHolds::crime && class_told) choice.by.reset();
        return choice;
    }

    bool is_total(const std::string& name) const { return context_.dialects.reading().totals.holds(name); }

    /// What tells the class of every row already: the study, or a column.
    std::string columns_of_class() const {
        const study::Role* given = given_role(context_, "incident_class");
        if (given != nullptr && given->given()) return "class";
        return context_.dialects.column_for("incidents", "incident_class", columns_).value_or("");
    }

    /// Whether the study says when, so that the table can be read as it stands.
    bool tells_time() const {
        const auto given = [&](std::string_view role) {
            const study::Role* const said = given_role(context_, role);
            return said != nullptr && said->given();
        };
        return given("date") || given("year");
    }

    [[noreturn]] void refuse_unclear(const WideChoice& choice) const {
        std::vector<std::string> names;
        for (const WideColumn& one : wide_columns(context_, columns_, left_out_)) names.push_back(columns_[one.column]);
        const bool classes = choice.by == WideHolds::crime || (choice.unclear && !choice.taken.empty() && choice.taken.front().holds == WideHolds::crime);
        const std::string all = text::clip(text::join(names, ", "), 300), some = "wide = { columns = [\"" + names.front() + "\", ...] }";
        throw Error(ErrorCode::study_contradiction, context_.in_study("wide"),
                    classes ? context_.say("las columnas de un mismo año cuentan hechos de varias clases, y la clase ya está dicha: " + all, "columns of one year count incidents of several classes, and the class is told already: " + all)
                            : context_.say("no se sabe cuáles de las columnas de un mismo año se suman: " + all, "nobody knows which columns of one year add up: " + all),
                    classes ? context_.say("quite class para que la diga el nombre de cada columna, o diga cuáles son de esa clase: " + some, "leave class out, so that each column's name tells it, or say which are of that class: " + some)
                            : context_.say("diga cuáles se leen y se suman: " + some, "say which are read and added: " + some));
    }

    /// "2012;;2013;": a cell that stands over several columns names the first of them alone, and what the others count would be lost.
    void refuse_nameless_between(const source::WideShape& shape) const {
        const std::size_t first = shape.unfolded.front().column, last = shape.unfolded.back().column;
        for (std::size_t k = first + 1; k < last; ++k) {
            if (left_out_[k] || columns_[k] != "column_" + std::to_string(k + 1)) continue;
            throw Error(ErrorCode::study_contradiction, context_.in_study("wide"),
                        context_.say("la columna " + std::to_string(k + 1) + " no tiene nombre y está entre \"" + columns_[first] + "\" y \"" + columns_[last] + "\": lo que cuenta se perdería",
                                     "column " + std::to_string(k + 1) + " has no name and stands between \"" + columns_[first] + "\" and \"" + columns_[last] + "\": what it counts would be lost"),
                        context_.say("dele nombre en el archivo (\"2012 Mujeres\"), o diga cuáles se leen: wide = { columns = [...] }",
                                     "name it in the file (\"2012 Women\"), or say which are read: wide = { columns = [...] }"));
        }
    }

    source::WideShape finish(WideChoice choice) {
        for (const std::size_t k : choice.sums) left_out_[k] = true;
        source::WideShape shape;
        const auto any = [&](const auto& has) { return std::any_of(choice.taken.begin(), choice.taken.end(), has); };
        const bool years = any([](const WideColumn& one) { return one.name.year.has_value(); }), months = any([](const WideColumn& one) { return one.name.month.has_value(); });
        if (years) shape.name_columns.emplace_back("year");
        if (months) shape.name_columns.emplace_back("month");
        if (choice.by) shape.name_columns.emplace_back(name_of(*choice.by));
        for (const WideColumn& one : choice.taken) {
            source::WideShape::Unfolded& unfolded = shape.unfolded.emplace_back();
            unfolded.column = one.column;
            const auto text = [](const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); };
            if (years) unfolded.values.push_back(text(one.name.year));
            if (months) unfolded.values.push_back(text(one.name.month));
            if (choice.by) unfolded.values.push_back(one.name.rest);
        }
        shape.cell_column = cell_role(context_.kind);
        if (context_.source.wide.is != Is::listed) refuse_nameless_between(shape);
        keep_others(shape);
        choice_ = std::move(choice);
        return shape;
    }

    /// Every new row repeats what is neither unfolded nor left out.
    void keep_others(source::WideShape& shape) const {
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const bool unfolded = std::any_of(shape.unfolded.begin(), shape.unfolded.end(),
                                              [&](const auto& entry) { return entry.column == k; });
            if (!unfolded && !left_out_[k]) shape.kept.push_back(k);
        }
        for (const std::size_t k : shape.kept) {
            const std::string key = text::fold(columns_[k]);
            if (key == shape.cell_column || std::find(shape.name_columns.begin(), shape.name_columns.end(), key) != shape.name_columns.end()) {
                throw Error(ErrorCode::study_contradiction, context_.in_study("wide"),
                            context_.say(context_.source.shown + " ya tiene una columna \"" + columns_[k] + "\"",
                                         context_.source.shown + " has a column \"" + columns_[k] + "\" already"),
                            context_.say("wide = false lee la tabla tal como está",
                                         "wide = false reads the table as it stands"));
            }
        }
    }

    const SourceContext& context_;
    const std::vector<std::string>& columns_;
    std::vector<bool> left_out_;
    WideChoice choice_;  ///< what the shape was made of
};

/// What the rows of a shape are, and what becomes of the columns beside those that are unfolded.
void say_guess(const SourceContext& context, const std::vector<std::string>& columns, const source::WideShape& shape,
               const Unfolder& unfolder, const std::string& why) {
    const std::string first = columns[shape.unfolded.front().column];
    const std::string last = columns[shape.unfolded.back().column];
    const std::string n = std::to_string(shape.unfolded.size());
    const WideChoice& choice = unfolder.choice();
    const bool years = std::find(shape.name_columns.begin(), shape.name_columns.end(), "month") == shape.name_columns.end();
    std::string more;
    if (choice.by) {
        const std::set<std::string> rests = told_rests(choice.taken);
        const std::string list = text::clip(text::join(std::vector<std::string>(rests.begin(), rests.end()), ", "), 200);
        more += *choice.by == WideHolds::crime ? context.say("; la clase es lo demás del nombre: ", "; the class is the rest of the name: ") + list
                                               : context.say("; las partes de un mismo tiempo se suman: ", "; parts of one time are added: ") + list;
    }
    if (const std::string sums = unfolder.left_out(); !sums.empty()) {
        more += context.say("; no se leen, porque suman las demás: ", "; not read, for they sum the others: ") + sums;
    }
    if (!choice.beside.empty()) {
        more += context.say("; no se leen, porque no son conteos o no se sabe de qué: ", "; not read, for they are no counts or nobody knows of what: ") + text::clip(names_of(columns, choice.beside), 300);
    }
    context.guess("wide", first + " … " + last,
                  why + context.say("cada fila se lee como " + n + (years ? " filas de un año" : " filas de un mes"),
                                    "each row is read as " + n + (years ? " rows of one year" : " rows of one month")) +
                      more);
}

/// A table that no dialect knows.
source::WideShape found_shape(const SourceContext& context, const std::vector<std::string>& columns, Unfolder& unfolder) {
    const auto plays = [&](std::string_view kind, std::string_view role) {
        return context.dialects.column_for(kind, role, columns).has_value();
    };
    if (context.kind == "sites" || (plays(context.kind, "x") && plays(context.kind, "y"))) {
        return {};
    }
    if (plays("incidents", "date") || plays(context.kind, cell_role(context.kind))) {
        return {};
    }
    return unfolder.found();
}

}  // namespace

source::WideShape wide_shape(const SourceContext& context, const std::vector<std::string>& columns,
                             bool has_geometry) {
    Unfolder unfolder(context, columns);
    const study::Wide& wide = context.source.wide;
    if (wide.is == Is::off) {
        return {};
    }
    if (wide.is != Is::found) {
        unfolder.leave_out_named(wide);
        source::WideShape shape = wide.is == Is::listed ? unfolder.listed(wide) : unfolder.asked(wide.is == Is::months);
        if (!shape.given()) {
            throw Error(ErrorCode::column_missing, context.in_study("wide", wide.line),
                        context.say("ninguna columna de " + context.source.shown + " es un año o un mes",
                                    "no column of " + context.source.shown + " is a year or a month"),
                        text::clip(text::join(columns, ", "), 400));
        }
        return shape;
    }
    const Dialect* const dialect = context.dialect;
    source::WideShape shape;
    std::string why;
    if (dialect != nullptr && dialect->wide) {
        unfolder.leave_out(dialect->wide->leave_out);
        shape = unfolder.asked(dialect->wide->columns == Unfolded::months);
        why = context.say("formato conocido: ", "known layout: ") + dialect->name + "; ";
    } else if (dialect == nullptr && !has_geometry) {
        shape = found_shape(context, columns, unfolder);
        why = context.say("las columnas se llaman como años o meses: ", "the columns are called like years or months: ");
    }
    if (shape.given()) {
        say_guess(context, columns, shape, unfolder, why);
    }
    return shape;
}

}  // namespace presencia::layer
