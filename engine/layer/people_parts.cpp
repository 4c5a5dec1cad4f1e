// SPDX-License-Identifier: Apache-2.0
#include "layer/people_parts.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <set>

namespace presencia::layer {

PeopleParts::PeopleParts(const RoleBinder& binder, const study::PopulationTable& table, const RowFilter& filter) : context_(binder.context()) {
    if (table.parts) {
        for (const std::string& name : *table.parts) columns_.push_back({binder.column(name, "population.parts", table.parts_line), name, {}, {}, {}});
        return;
    }
    const std::vector<std::string>& names = binder.columns();
    std::vector<std::string> found;
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (!context_.dialects.reading().parts.holds(names[k]) || filter.looks_at(k)) continue;
        columns_.push_back({k, names[k], {}, {}, {}});
        found.push_back(names[k]);
    }
    guessed_ = given();
    if (!guessed_) return;
    context_.guess("parts", text::join(found, ", "),
                   context_.say("así se llaman las columnas que dicen de qué parte de la población habla cada fila: las de un municipio se suman",
                                "columns that say of which part of the people a row speaks are called so: those of a municipality are added"));
}

std::size_t PeopleParts::word_of(Column& column, std::string_view cell) const {
    std::string folded = text::fold(cell);
    if (folded.empty()) folded = text::trim(cell);
    const auto [at, fresh] = column.words.try_emplace(std::move(folded), column.spelled.size());
    if (fresh) {
        column.spelled.emplace_back(cell);
        column.whole.push_back(context_.dialects.reading().says_all(cell));
    }
    return at->second;
}

void PeopleParts::keep(PeoplePlace place, const source::RowBatch& batch, std::size_t row, double people, bool rejected) {
    Row kept{place, batch.row[row], people, rejected, {}};
    for (Column& column : columns_) kept.parts.push_back(word_of(column, text::trim(batch.cells[column.at][row])));
    rows_.push_back(std::move(kept));
}

void PeopleParts::refuse_lone_part() const {
    if (!guessed_) return;
    for (const Column& column : columns_) {
        if (column.spelled.size() != 1 || column.whole.front() || column.spelled.front().empty()) continue;
        const std::string& only = column.spelled.front();
        throw Error(ErrorCode::value_not_allowed, context_.in_source(rows_.front().line, column.name),
                    context_.say("la columna " + column.name + " solo tiene \"" + only + "\": no es toda la población",
                                 "column " + column.name + " holds \"" + only + "\" alone: that is not all people"),
                    context_.say("si es la que se quiere: parts = [\"" + column.name + "\"]; si la columna no dice de quiénes habla la fila: parts = []",
                                 "if it is what is wanted: parts = [\"" + column.name + "\"]; if the column does not say of whom the row speaks: parts = []"));
    }
}

void PeopleParts::leave_out(const Row& row, Ledger& ledger) const {
    std::vector<std::string> names, words;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        names.push_back(columns_[c].name);
        words.push_back(columns_[c].spelled[row.parts[c]]);
    }
    ledger.set_aside({row.line, text::join(names, "+"), ErrorCode::row_total, text::clip(text::join(words, ", "), 80)});
}

std::vector<bool> PeopleParts::wholes(const Group& group) const {
    std::vector<bool> out;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        out.push_back(std::any_of(group.begin(), group.end(), [&](const Row* row) { return columns_[c].whole[row->parts[c]]; }));
    }
    return out;
}

PeopleParts::Group PeopleParts::counted(const Group& group, const std::vector<bool>& wholes, Ledger& ledger) const {
    Group out;
    for (const Row* row : group) {
        bool counts = true;
        for (std::size_t c = 0; c < columns_.size(); ++c) counts = counts && (!wholes[c] || columns_[c].whole[row->parts[c]]);
        if (counts) {
            out.push_back(row);
        } else if (!row->rejected) {
            leave_out(*row, ledger);
        }
    }
    return out;
}

double PeopleParts::sum(PeoplePlace place, const Group& rows, const Twice& twice) {
    std::map<std::vector<std::size_t>, std::int64_t> line_of;
    double people = 0.0;
    for (const Row* row : rows) {
        const auto [at, fresh] = line_of.try_emplace(row->parts, row->line);
        if (!fresh) twice(place, at->second, row->line);
        people += row->people;
    }
    return rows.empty() ? not_known : people;
}

void PeopleParts::settle(const Take& take, const Twice& twice, Ledger& ledger) const {
    refuse_lone_part();
    std::map<PeoplePlace, Group> places;
    for (const Row& row : rows_) places[row.place].push_back(&row);
    Few unsettled, lacking;
    std::map<std::vector<bool>, std::set<std::vector<std::size_t>>> parts;  // by the columns that have rows for all: these places compare
    std::vector<std::pair<std::vector<bool>, Group>> added;
    for (const auto& [place, group] : places) {
        std::vector<bool> whole = wholes(group);
        Group rows = counted(group, whole, ledger);
        const double people = sum(place, rows, twice);
        const std::int64_t line = (rows.empty() ? group : rows).front()->line;
        if (rows.empty()) unsettled.add(line);
        take(place, line, people, std::count_if(rows.begin(), rows.end(), [](const Row* row) { return !row->rejected; }));
        for (const Row* row : rows) parts[whole].insert(row->parts);
        added.emplace_back(std::move(whole), std::move(rows));
    }
    for (const auto& [whole, rows] : added) {
        if (!rows.empty() && rows.size() < parts[whole].size()) lacking.add(rows.front()->line);
    }
    unsettled.note(context_, {" municipios con totales por unas columnas y ninguno por todas: población desconocida; el primero, fila ",
                              " municipalities with totals by some columns and none by all: population unknown; the first, row "}, ledger);
    lacking.note(context_, {" municipios sin alguna de las partes que otros tienen, que cuentan como 0; el primero, fila ",
                            " municipalities without some of the parts that others have, which count as 0; the first, row "}, ledger);
}

void PeopleParts::Few::note(const SourceContext& context, const std::pair<std::string_view, std::string_view>& words, Ledger& ledger) const {
    if (times == 0) return;
    ledger.notes.push_back(std::to_string(times) + context.say(std::string(words.first), std::string(words.second)) + std::to_string(first_line));
}

}  // namespace presencia::layer
