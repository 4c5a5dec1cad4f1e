// SPDX-License-Identifier: Apache-2.0
#include "layer/population_table.hpp"

#include "core/text.hpp"
#include "layer/batch_books.hpp"
#include "layer/key_sources.hpp"
#include "layer/layout.hpp"
#include "layer/numbers.hpp"
#include "layer/people_parts.hpp"
#include "layer/people_role.hpp"
#include "layer/recognition.hpp"
#include "layer/roles.hpp"
#include "layer/row_filter.hpp"
#include "layer/words.hpp"

#include <cmath>
#include <iterator>
#include <map>
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
          line_(rows.size(), 0) {
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
        settle_newer();
        settle_old();
        settle_undivided();
        book_old();
        keys_.finish(spoken_.gazetteer, ledger_);
        if (incomplete_ > 0) {
            const std::string n = std::to_string(incomplete_);
            ledger_.notes.push_back(context_.say(n + " municipios de los que la tabla no trae todas las partes de la división anterior: población desconocida",
                                                 n + " municipalities of which the table lacks parts of the older division: population unknown"));
        }
        note_elsewhere();
        if (divided_ > 0) {
            const std::string n = std::to_string(divided_);
            ledger_.notes.push_back(context_.say(n + " municipios de la división anterior se dividieron: su población se reparte según share de la tabla de equivalencias",
                                                 n + " municipalities of the older division were split: their people are shared out by the crosswalk's share"));
        }
        if (blank_ > 0) {
            const std::string n = std::to_string(blank_);
            ledger_.notes.push_back(context_.say(n + " filas sin población o con 0: sin tasas",
                                                 n + " rows without population or with 0: no rates"));
        }
        std::int64_t without = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            without += line_[i] == 0 && countries.contains(rows_[i].country) ? 1 : 0;
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
        if (shares.known()) of_old_.push_back({country, department, code, std::string(key.name), found, line});
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
            add_old(static_cast<std::int32_t>(place.index), line, people);
        } else {
            set(place.index, line, people);
        }
    }

    void settle_parts() {
        if (!parts_.given()) return;
        parts_.settle([&](PeoplePlace place, std::int64_t line, double people, std::int64_t rows) { take_people(place, line, people, rows); },
                      [&](PeoplePlace place, std::int64_t first, std::int64_t second) { throw_twice(name_of(place), first, second); }, ledger_);
    }

    std::string name_of(PeoplePlace place) const {
        return place.older ? spoken_.gazetteer.old_units()[place.index].place.code : rows_[place.index].country + " " + rows_[place.index].code + " " + rows_[place.index].name;
    }

    bool several_parts(std::int32_t unit) const { return spoken_.gazetteer.old_units()[static_cast<std::size_t>(unit)].parts.size() > 1; }

    /// People of a municipality of an older division that became one of the study's, or a part of one.
    void add_old(std::int32_t unit, std::int64_t line, double people) {
        const auto [at, fresh] = old_.try_emplace(unit, Old{line, people});
        const bool same = at->second.people == people || (at->second.people != at->second.people && people != people);
        if (!fresh && !same) throw_twice(name_of({true, static_cast<std::size_t>(unit)}), at->second.line, line);
    }

    /// A unit that was split may have kept its code, and a row with it is of the older division or of the newer. Where another part has a row of its own, the table is of the newer one.
    void settle_newer() {
        for (const auto& [unit, keeper] : spoken_.gazetteer.split_parents()) {
            const auto row = old_.find(unit);
            if (row == old_.end()) continue;
            const auto parts = spoken_.gazetteer.shares_of(unit).parts;
            if (std::none_of(parts.begin(), parts.end(), [&](const auto& part) { return line_[spoken_.of_row[static_cast<std::size_t>(part.first)]] != 0; })) continue;
            set(spoken_.of_row[static_cast<std::size_t>(keeper)], row->second.line, row->second.people);
            old_.erase(row);
        }
    }

    /// A municipality that was put together has the people of all its old parts (of a divided one its share), or nobody knows how many.
    void settle_old() {
        std::map<std::size_t, std::vector<std::pair<std::int32_t, double>>> parts;
        const std::vector<OldUnit>& units = spoken_.gazetteer.old_units();
        for (std::size_t k = 0; k < units.size(); ++k) {
            const auto unit = static_cast<std::int32_t>(k);
            for (const auto& [municipality, share] : spoken_.gazetteer.shares_of(unit).parts) parts[static_cast<std::size_t>(municipality)].emplace_back(unit, share);
        }
        for (const auto& [municipality, old] : parts) {
            double sum = 0.0;
            std::int64_t line = 0, missing = 0;
            for (const auto& [unit, share] : old) {
                const auto known = old_.find(unit);
                missing += known == old_.end() ? 1 : 0;
                if (known == old_.end()) continue;
                sum += known->second.people * share;
                line = known->second.line;
            }
            if (line == 0) continue;
            const std::size_t row = spoken_.of_row[municipality];
            if (line_[row] != 0) {  // a row of the study's own division beside rows of the older one: no telling what it holds
                incomplete_ += 1;
                rows_[row].population = not_known;
                continue;
            }
            if (missing > 0) {
                incomplete_ += 1;
                sum = not_known;
            }
            set(row, line, sum);
            from_old_.insert(row);
        }
    }

    /// Of a unit that was split nobody knows how, each part has an unknown number of people more than what other old units gave it.
    void settle_undivided() {
        std::set<std::int32_t> lacking;
        for (std::size_t k = 0; k < spoken_.gazetteer.old_units().size(); ++k) {
            const auto unit = static_cast<std::int32_t>(k);
            if (!several_parts(unit) || spoken_.gazetteer.shares_of(unit).known() || spoken_.gazetteer.keeper_of(unit) >= 0) continue;
            const std::vector<std::int32_t>& parts = spoken_.gazetteer.parts_of(unit);
            lacking.insert(parts.begin(), parts.end());
        }
        for (const std::int32_t municipality : lacking) {
            const std::size_t row = spoken_.of_row[static_cast<std::size_t>(municipality)];
            if (!from_old_.contains(row) || std::isnan(rows_[row].population)) continue;
            incomplete_ += 1;
            rows_[row].population = not_known;
        }
    }

    /// Enters in the books the keys of old units, now that it is settled which of them were divided.
    void book_old() {
        for (const OldRow& row : of_old_) {
            KeyMatch meant = row.found;
            if (several_parts(row.found.old_unit) && old_.contains(row.found.old_unit)) {
                meant.municipality = spoken_.gazetteer.shares_of(row.found.old_unit).parts.front().first;
                meant.miss = KeyMatch::Miss::none;
                meant.shared_out = true;
                ++divided_;
            }
            keys_.add({row.country, row.department, row.code, row.name}, meant, row.line);
        }
    }

    /// People of parts that are none of the study's are nobody's here: said, with the parts, for one of them may be misspelt.
    void note_elsewhere() {
        constexpr std::size_t most = 5;
        std::int64_t units = 0;
        double people = 0.0;
        std::set<std::string> parts;
        for (const auto& [unit, old] : old_) {
            const PeopleShares shares = spoken_.gazetteer.shares_of(unit);
            if (shares.unknown.empty()) continue;
            ++units;
            people += std::isnan(old.people) ? 0.0 : old.people * shares.elsewhere;
            parts.insert(shares.unknown.begin(), shares.unknown.end());
        }
        if (units == 0) return;
        std::string list;
        for (auto at = parts.begin(); at != parts.end() && static_cast<std::size_t>(std::distance(parts.begin(), at)) < most; ++at) list += (list.empty() ? "" : ", ") + *at;
        if (parts.size() > most) list += ", … (" + std::to_string(parts.size()) + ")";
        const std::string n = std::to_string(units), lost = text::format_significant(people, 12);
        ledger_.notes.push_back(context_.say(n + " municipios de la división anterior tienen partes que no son del estudio (" + list + "): " + lost + " de sus habitantes no cuentan en ningún municipio",
                                             n + " municipalities of the older division have parts that are none of the study's (" + list + "): " + lost + " of their people count in no municipality"));
    }

    [[noreturn]] void throw_twice(const std::string& who, std::int64_t first, std::int64_t second) const {
        throw Error(ErrorCode::municipality_twice, context_.in_source(second, value_.shown()),
                    who + context_.say(": dos poblaciones, filas ", ": two populations, rows ") + std::to_string(first) + ", " + std::to_string(second),
                    hint_of_twice());
    }

    std::string hint_of_twice() const {
        const std::string years = wanted_year_ ? "" : context_.say("si son de años distintos: year = ...", "if they are of different years: year = ...");
        const std::string parts = context_.say("si son partes de la población (por sexo, edad): parts = [\"columna\", ...]", "if they are parts of the people (by sex, age): parts = [\"column\", ...]");
        return years.empty() ? parts : years + "; " + parts;
    }

    void set(std::size_t index, std::int64_t line, double people) {
        Municipality& row = rows_[index];
        const bool same = row.population == people || (row.population != row.population && people != people);
        if (line_[index] != 0 && !same) {
            throw_twice(name_of({false, index}), line_[index], line);
        }
        line_[index] = line;
        row.population = people;
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
    std::vector<std::int64_t> line_;  ///< of the table, 0 where the municipality has none
    struct Old {
        std::int64_t line;
        double people;
    };
    std::map<std::int32_t, Old> old_;  ///< by old unit
    struct OldRow {
        std::string country, department, code, name;
        KeyMatch found;
        std::int64_t line;
    };
    std::vector<OldRow> of_old_;     ///< rows of old units whose people are known by part
    std::set<std::size_t> from_old_;    ///< municipalities whose people are those of old units
    std::int64_t incomplete_ = 0;
    std::int64_t divided_ = 0;  ///< rows of old units that several shares were made of
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
