// SPDX-License-Identifier: Apache-2.0
#include "layer/wide_shape.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

using Is = study::Wide::Is;

/// What the cells of an unfolded table are, by the kind of its layer.
std::string_view cell_role(std::string_view kind) {
    return kind == "incidents" ? "count" : kind == "population" ? "people" : "population";
}

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> calendar_year(std::string_view text) {
    if (text.size() != 4 || !digits(text)) {
        return std::nullopt;
    }
    const auto year = static_cast<int>(*text::parse_integer(text));
    return year >= 1900 && year <= 2100 ? std::optional(year) : std::nullopt;
}

/// The last run of four digits in a name that the study gives: "pob_2010".
std::optional<int> year_within(std::string_view name) {
    std::optional<int> found;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t begin = name.find_first_of("0123456789", at);
        if (begin == name.npos) break;
        const std::size_t end = std::min(name.find_first_not_of("0123456789", begin), name.size());
        if (const auto year = calendar_year(name.substr(begin, end - begin))) found = year;
        at = end;
    }
    return found;
}

/// The column's name is a date: "2010-03-01", "2010/01/01 00:00:00".
bool is_date(std::string_view name) {
    const std::string key = text::fold(name);
    constexpr std::string_view form = "0000 00 00";
    return key.size() >= form.size() && (key.size() == form.size() || key.substr(form.size()) == " 00 00 00") &&
           std::equal(form.begin(), form.end(), key.begin(), [](char wanted, char c) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
}

/// The year that a column stands for. Where some are named by other days than the first of January, dates stand for months or days, and none of them for a year.
std::optional<int> year_among(const SourceContext& context, const std::vector<std::string>& columns, const std::string& name) {
    const auto other_day = [](const std::string& column) { return is_date(column) && !year_of_column(column); };
    if (is_date(name) && std::any_of(columns.begin(), columns.end(), other_day)) return std::nullopt;
    const auto plain = year_of_column(name);
    return plain ? plain : context.dialects.year_in_name(context.kind, cell_role(context.kind), name);
}

/// A table's columns on their way to a shape.
class Unfolder {
public:
    Unfolder(const SourceContext& context, const std::vector<std::string>& columns)
        : context_(context), columns_(columns), left_out_(columns.size(), false) {}

    source::WideShape years() {
        return of_names("year", [this](const std::string& name) { return year_among(context_, columns_, name); });
    }
    source::WideShape months() {
        return of_names("month", [&](const std::string& name) { return month_of_column(context_.dialects, name); });
    }
    source::WideShape listed(const study::Wide& wide) {
        const bool months = std::all_of(wide.columns.begin(), wide.columns.end(), [&](const std::string& name) {
            return month_of_column(context_.dialects, name).has_value();
        });
        source::WideShape shape;
        for (const std::string& name : wide.columns) {
            const auto value = months ? month_of_column(context_.dialects, name) : year_within(name);
            if (!value) {
                throw Error(ErrorCode::study_bad_value, context_.in_study("wide.columns", wide.line),
                            context_.say("\"" + name + "\" no nombra un año ni un mes",
                                         "\"" + name + "\" names neither a year nor a month"));
            }
            shape.unfolded.push_back({position(name, "wide.columns", wide.line), std::to_string(*value)});
        }
        return finish(std::move(shape), months ? "month" : "year");
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
    /// Those whose name is a word for totals.
    void leave_out_totals() {
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            if (context_.dialects.reading().totals.holds(columns_[k])) left_out_[k] = true;
        }
    }
    void leave_out_named(const study::Wide& wide) {
        for (const std::string& name : wide.leave_out) {
            left_out_[position(name, "wide.leave_out", wide.line)] = true;
        }
    }
    std::string left_out() const {
        std::vector<std::string> names;
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            if (left_out_[k]) names.push_back(columns_[k]);
        }
        return text::join(names, ", ");
    }

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

    template <class ValueOf>
    source::WideShape of_names(const std::string& role, const ValueOf& value_of) {
        source::WideShape shape;
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const auto value = left_out_[k] ? std::nullopt : value_of(columns_[k]);
            if (value) shape.unfolded.push_back({k, std::to_string(*value)});
        }
        if (!shape.given()) return shape;
        refuse_nameless_between(shape);
        return finish(std::move(shape), role);
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

    source::WideShape finish(source::WideShape shape, const std::string& role) const {
        shape.name_column = role;
        shape.cell_column = cell_role(context_.kind);
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const bool unfolded = std::any_of(shape.unfolded.begin(), shape.unfolded.end(),
                                              [&](const auto& entry) { return entry.column == k; });
            if (!unfolded && !left_out_[k]) shape.kept.push_back(k);
        }
        for (const std::size_t k : shape.kept) {
            const std::string key = text::fold(columns_[k]);
            if (key == shape.name_column || key == shape.cell_column) {
                throw Error(ErrorCode::study_contradiction, context_.in_study("wide"),
                            context_.say(context_.source.shown + " ya tiene una columna \"" + columns_[k] + "\"",
                                         context_.source.shown + " has a column \"" + columns_[k] + "\" already"),
                            context_.say("wide = false lee la tabla tal como está",
                                         "wide = false reads the table as it stands"));
            }
        }
        return shape;
    }

    const SourceContext& context_;
    const std::vector<std::string>& columns_;
    std::vector<bool> left_out_;
};

bool distinct(const source::WideShape& shape) {
    std::vector<std::string> values;
    for (const auto& entry : shape.unfolded) values.push_back(entry.value);
    std::sort(values.begin(), values.end());
    return std::adjacent_find(values.begin(), values.end()) == values.end();
}

void say_guess(const SourceContext& context, const std::vector<std::string>& columns, const source::WideShape& shape,
               const std::string& left_out, const std::string& why) {
    const std::string first = columns[shape.unfolded.front().column];
    const std::string last = columns[shape.unfolded.back().column];
    const std::string n = std::to_string(shape.unfolded.size());
    const bool years = shape.name_column == "year";
    const std::string not_read =
        left_out.empty() ? std::string{}
                         : context.say("; no se leen, porque suman las demás: ", "; not read, for they sum the others: ") +
                               left_out;
    context.guess("wide", first + " … " + last,
                  why + context.say("cada fila se lee como " + n + (years ? " filas de un año" : " filas de un mes"),
                                    "each row is read as " + n + (years ? " rows of one year" : " rows of one month")) +
                      not_read);
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
    const auto count = [&](const auto& value_of) {
        return std::count_if(columns.begin(), columns.end(),
                             [&](const std::string& name) { return value_of(name).has_value(); });
    };
    const auto years = count([&](const std::string& name) { return year_among(context, columns, name); });
    const auto months = count([&](const std::string& name) { return month_of_column(context.dialects, name); });
    source::WideShape shape;
    if (years >= 2 && months == 0 && !plays("incidents", "year")) {
        unfolder.leave_out_totals();
        shape = unfolder.years();
    } else if (context.kind == "incidents" && months >= 3 && years == 0 && !plays("incidents", "month")) {  // nobody counts people by month
        unfolder.leave_out_totals();
        shape = unfolder.months();
    }
    return distinct(shape) ? shape : source::WideShape{};
}

}  // namespace

std::optional<int> year_of_column(std::string_view name) {
    std::string key = text::fold(name);
    for (const std::string_view before : {"ano ", "year "}) {
        if (key.starts_with(before)) key.erase(0, before.size());
    }
    if (name.ends_with(".0") && key.ends_with(" 0")) key.erase(key.size() - 2);
    // A spreadsheet that keeps its years as dates: 2010/01/01, 2010-01-01 00:00:00.
    for (const std::string_view rest : {" 00 00 00", " 01 01"}) {
        if (key.ends_with(rest)) key.erase(key.size() - rest.size());
    }
    return calendar_year(key);
}

std::optional<int> month_of_column(const Dialects& dialects, std::string_view name) {
    const std::string key = text::fold(name);
    if (key.empty() || key.find_first_of("0123456789") != key.npos) {
        return std::nullopt;
    }
    const auto month = dialects.value_for("incidents", "month", key);
    return month ? std::optional(static_cast<int>(*text::parse_integer(*month))) : std::nullopt;
}

source::WideShape wide_shape(const SourceContext& context, const std::vector<std::string>& columns,
                             bool has_geometry) {
    Unfolder unfolder(context, columns);
    const study::Wide& wide = context.source.wide;
    if (wide.is == Is::off) {
        return {};
    }
    if (wide.is != Is::found) {
        unfolder.leave_out_named(wide);
        source::WideShape shape = wide.is == Is::years    ? unfolder.years()
                                  : wide.is == Is::months ? unfolder.months()
                                                          : unfolder.listed(wide);
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
        shape = dialect->wide->columns == Unfolded::years ? unfolder.years() : unfolder.months();
        why = context.say("formato conocido: ", "known layout: ") + dialect->name + "; ";
    } else if (dialect == nullptr && !has_geometry) {
        shape = found_shape(context, columns, unfolder);
        why = context.say("las columnas se llaman como años o meses: ", "the columns are called like years or months: ");
    }
    if (shape.given()) {
        say_guess(context, columns, shape, unfolder.left_out(), why);
    }
    return shape;
}

}  // namespace presencia::layer
