// SPDX-License-Identifier: Apache-2.0
#include "layer/population_table.hpp"

#include "core/text.hpp"
#include "layer/batch_books.hpp"
#include "layer/key_sources.hpp"
#include "layer/layout.hpp"
#include "layer/numbers.hpp"
#include "layer/old_people.hpp"
#include "layer/people_parts.hpp"
#include "layer/people_role.hpp"
#include "layer/recognition.hpp"
#include "layer/roles.hpp"
#include "layer/row_filter.hpp"
#include "layer/row_people.hpp"
#include "layer/words.hpp"

#include <optional>
#include <set>

namespace presencia::layer {

namespace {

/// The municipalities that a table speaks of, and their places among all.
struct Spoken {
    Spoken(const SourceContext& context, const study::Source& table, const std::vector<Municipality>& rows, const std::set<std::string>& countries)
        : of_row(chosen(rows, countries)), gazetteer(picked(rows, of_row), context.dialects.place_names(), key_sources(context.study, context.dialects, context.guesses, &table)) {}

    static std::vector<std::size_t> chosen(const std::vector<Municipality>& rows, const std::set<std::string>& countries) {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (countries.contains(rows[i].country)) out.push_back(i);
        }
        return out;
    }
    static std::vector<Place> picked(const std::vector<Municipality>& rows, const std::vector<std::size_t>& of_row) {
        std::vector<Place> out;
        for (const std::size_t i : of_row) out.push_back({rows[i].country, rows[i].code, rows[i].name, rows[i].department});
        return out;
    }

    std::vector<std::size_t> of_row;
    Gazetteer gazetteer;
};

/// The rows of one table, one after the other.
class PeopleRows {
public:
    PeopleRows(const SourceContext& context, const study::PopulationTable& table, const source::RowReader& reader,
               const source::RowBatch& sample, const std::set<std::string>& countries, std::vector<Municipality>& rows, Ledger& ledger)
        : context_(context),
          rows_(rows),
          ledger_(ledger),
          spoken_(context, table.source, rows, countries),
          binder_(context, reader),
          filter_(binder_, table.source.where),
          years_(table.source),
          countries_(context, "country", table.country, {}),
          code_(binder_.bind("code", table.code, "municipalities", "code")),
          name_(binder_.bind_beside("name", table.name, "municipalities", "name", code_)),
          department_(binder_.bind("department", table.department, "municipalities", "department")),
          value_(bind_people(binder_, "value", table.value)),
          country_(binder_.bind("country", table.country, "municipalities", "country")),
          year_(binder_.bind("year", table.year_column, "population", "year")),
          numbers_(NumberReader::settle(binder_, "population", {&value_}, sample, Holds::whole)),
          parts_(binder_, table, filter_),
          wanted_year_(table.year),
          books_(binder_),
          people_(rows),
          old_(spoken_.gazetteer, spoken_.of_row, people_, [this](PeoplePlace place, std::int64_t first, std::int64_t second) { throw_twice(place, first, second); }) {
        books_.watch(code_, Nines::key);
        books_.watch(value_);
        books_.watch(country_);
        books_.watch(year_, Nines::year);
        books_.watch(name_);
        if (!name_.given()) need(code_, "code");
        need(value_, "value");
    }

    void take(source::RowBatch& batch) {
        books_.enter(batch, ledger_);
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (!filter_.passes(batch, row)) {
                ledger_.filter(batch.row[row], filter_.column(), ErrorCode::row_excluded, filter_.value());
            } else if (!of_year(batch, row)) {
                ledger_.filter(batch.row[row], year_.column(), ErrorCode::row_other_year, year_.text(batch, row));
            } else {
                take_row(batch, row);
            }
        }
    }

    void finish(const std::set<std::string>& countries) {
        settle_parts();
        old_.settle();
        old_.book(keys_);
        keys_.finish(spoken_.gazetteer, ledger_);
        old_.note(context_, ledger_);
        if (blank_ > 0) {
            const std::string n = std::to_string(blank_);
            ledger_.notes.push_back(context_.say(n + " filas sin población o con 0: sin tasas",
                                                 n + " rows without population or with 0: no rates"));
        }
        std::int64_t without = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            without += people_.line(i) == 0 && countries.contains(rows_[i].country) ? 1 : 0;
        }
        if (without > 0) {
            const std::string n = std::to_string(without);
            ledger_.notes.push_back(context_.say(n + " municipios no están en la tabla de población",
                                                 n + " municipalities are not in the population table"));
        }
    }

private:
    void need(const BoundRole& role, const std::string& name) const {
        if (!role.given()) {
            const std::string all = text::clip(text::join(binder_.columns(), ", "), 400);
            throw Error(ErrorCode::column_missing, context_.in_study("population." + name),
                        context_.say("ninguna columna de " + context_.source.shown + " se reconoce; tiene: " + all,
                                     "no column of " + context_.source.shown + " is recognised; it has: " + all));
        }
    }

    bool of_year(const source::RowBatch& batch, std::size_t row) const {
        if (!wanted_year_ || !year_.given()) {
            return true;
        }
        std::int64_t year = 0;
        return !years_.count(year_.text(batch, row), year) && year == *wanted_year_;
    }

    void reject(std::int64_t row, const BoundRole& role, ErrorCode why, std::string_view value) {
        ledger_.reject({row, role.shown(), why, text::clip(value, 80)});
    }

    void take_row(const source::RowBatch& batch, std::size_t row) {
        const std::int64_t line = batch.row[row];
        const std::string country(countries_.or_itself(country_.text(batch, row)));
        const std::string department(department_.text(batch, row));
        const std::string code(code_.text(batch, row));
        const PlaceKey key{country, department, code, name_.text(batch, row)};
        const BoundRole& keyed = code_.given() ? code_ : name_;
        if (!key.given()) return reject(line, keyed, ErrorCode::municipality_missing, {});
        const KeyMatch found = spoken_.gazetteer.find(key);
        const bool of_old = found.old_unit >= 0 && found.rule == KeyRule::old_unit;
        const PeopleShares shares = of_old ? spoken_.gazetteer.shares_of(found.old_unit) : PeopleShares{};
        if (!shares.known()) keys_.add(key, found, line);
        if (!shares.known() && found.municipality < 0) {
            return reject(line, keyed, reason_of(found.miss), code.empty() ? key.name : code);
        }
        double people = not_known;
        const auto fault = value_.text(batch, row).empty() ? std::nullopt : numbers_.measure(value_, batch, row, people);
        const PeoplePlace place{shares.known(), shares.known() ? static_cast<std::size_t>(found.old_unit) : spoken_.of_row[static_cast<std::size_t>(found.municipality)]};
        if (fault) {
            if (parts_.given()) parts_.add_rejected(place, batch, row);
            return reject(line, value_, fault->code, fault->text);
        }
        if (shares.known()) old_.remember(key, found, line);
        if (parts_.given()) {
            parts_.add(place, batch, row, people);
        } else {
            take_people(place, line, people, 1);
        }
    }

    /// A place's people, from so many rows.
    void take_people(PeoplePlace place, std::int64_t line, double people, std::int64_t rows) {
        blank_ += people > 0.0 ? 0 : 1;
        ledger_.by_key += rows;
        if (place.older) {
            old_.add(static_cast<std::int32_t>(place.index), line, people);
        } else if (!people_.set(place.index, line, people)) {
            throw_twice(place, people_.line(place.index), line);
        }
    }

    void settle_parts() {
        if (!parts_.given()) return;
        parts_.settle([&](PeoplePlace place, std::int64_t line, double people, std::int64_t rows) { take_people(place, line, people, rows); },
                      [&](PeoplePlace place, std::int64_t first, std::int64_t second) { throw_twice(place, first, second); }, ledger_);
    }

    std::string name_of(PeoplePlace place) const {
        return place.older ? spoken_.gazetteer.old_units()[place.index].place.code : rows_[place.index].country + " " + rows_[place.index].code + " " + rows_[place.index].name;
    }

    [[noreturn]] void throw_twice(PeoplePlace place, std::int64_t first, std::int64_t second) const {
        throw Error(ErrorCode::municipality_twice, context_.in_source(second, value_.shown()),
                    name_of(place) + context_.say(": dos poblaciones, filas ", ": two populations, rows ") + std::to_string(first) + ", " + std::to_string(second),
                    hint_of_twice());
    }

    std::string hint_of_twice() const {
        const std::string years = wanted_year_ ? "" : context_.say("si son de años distintos: year = ...", "if they are of different years: year = ...");
        const std::string parts = context_.say("si son partes de la población (por sexo, edad): parts = [\"columna\", ...]", "if they are parts of the people (by sex, age): parts = [\"column\", ...]");
        return years.empty() ? parts : years + "; " + parts;
    }

    const SourceContext& context_;
    std::vector<Municipality>& rows_;
    Ledger& ledger_;
    Spoken spoken_;
    KeyTally keys_;
    RoleBinder binder_;
    RowFilter filter_;
    NumberReader years_;
    Words countries_;
    BoundRole code_, name_, department_, value_, country_, year_;
    NumberReader numbers_;
    PeopleParts parts_;
    std::optional<int> wanted_year_;
    BatchBooks books_;
    RowPeople people_;
    OldPeople old_;
    std::int64_t blank_ = 0;
};

}  // namespace

Ledger join_population_table(const SourceContext& context, const study::PopulationTable& table,
                             const std::set<std::string>& countries, std::vector<Municipality>& rows,
                             Progress& progress) {
    Ledger ledger;
    ledger.layer = "population_table";
    ledger.source = context.source.shown;
    source::RowBatch batch;
    const auto reader = open_sample(context, batch);
    PeopleRows people(context, table, *reader, batch, countries, rows, ledger);
    do {
        progress.check_interrupted();
        people.take(batch);
    } while (reader->next(batch));
    people.finish(countries);
    ledger.sort_left_out();
    note_layout(context, *reader, ledger);
    return ledger;
}

}  // namespace presencia::layer
