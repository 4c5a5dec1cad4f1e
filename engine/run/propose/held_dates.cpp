// SPDX-License-Identifier: Apache-2.0
#include "run/propose/held_dates.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/incident_roles.hpp"
#include "layer/roles.hpp"
#include "layer/recognition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::propose {

namespace {

/// A year with less than this share of the fullest year's incidents is a slip of the pen or the edge of the data.
constexpr std::int64_t least_share = 50;
/// Months without incidents at the outer end of a year before the year is taken to be incomplete; fewer are so by chance, or by a late report.
constexpr int empty_months = 3;
/// Incidents that the empty months would hold at the pace of the others: e^-10 is the odds that there is none.
constexpr std::int64_t least_expected = 10;

std::map<int, std::int64_t> by_year(const HeldDates::Months& months) {
    std::map<int, std::int64_t> years;
    for (const auto& [when, number] : months) years[when.first] += number;
    return years;
}

/// First and last month of a year in which any of the layers has something; 1 and 12 where one of them knows that year alone.
std::pair<int, int> months_of(const std::vector<const HeldDates*>& all, int year) {
    int first = 12, last = 1;
    for (const HeldDates* dates : all) {
        for (const auto& [when, rows] : dates->rows) {
            if (when.first != year) continue;
            if (when.second == 0) return {1, 12};
            const auto counted = dates->incidents.find(when);
            if (counted == dates->incidents.end() || counted->second == 0) continue;
            first = std::min(first, when.second);
            last = std::max(last, when.second);
        }
    }
    return first > last ? std::pair(1, 12) : std::pair(first, last);
}

/// Whether `empty` months at one end of a year with `number` incidents in `full` months are more than chance: at the same pace they would hold least_expected.
bool cuts(int empty, std::int64_t number, int full) {
    return empty >= empty_months && number * empty >= least_expected * full;
}

/// What a row counts: a cell without a number counts nothing.
std::int64_t counted(const layer::IncidentRoles& roles, const source::RowBatch& batch, std::size_t row) {
    if (!roles.counts) return 1;
    std::int64_t count = 0;
    return roles.numbers.count(roles.weight.text(batch, row), count) ? 0 : count;
}

/// A word of the study or the dialects, or a code that ISO assigns; "" for any other, and for what means that nothing is known ("NA" is no Namibia).
std::string known_country(layer::IncidentRoles& roles, const layer::Dialects& dialects, std::string_view cell) {
    if (const auto known = roles.countries.find(cell)) return std::string(*known);
    if (dialects.reading().missing.holds(text::trim(cell))) return {};
    return std::string(dialects.place_names().country_of_code(text::trim(cell)).value_or(""));
}

void note_country(layer::IncidentRoles& roles, const layer::Dialects& dialects, const source::RowBatch& batch, std::size_t row, HeldDates& out) {
    if (!roles.country.single_column() || out.countries.size() > HeldDates::most_countries) return;
    const std::string_view cell = roles.country.text(batch, row);
    const auto at = out.countries.lower_bound(std::string(cell));
    if (at != out.countries.end() && at->first == cell) return;
    const std::string country = known_country(roles, dialects, cell);
    const bool filled = !text::trim(cell).empty() && !dialects.reading().missing.holds(text::trim(cell));
    if (country.empty() && filled) out.no_countries.emplace(cell);
    out.countries.emplace_hint(at, cell, country);
}

}  // namespace

HeldDates read_dates(const study::Study& study, const std::shared_ptr<const source::InputFile>& opened, const layer::Dialects& dialects, Progress& progress) {
    HeldDates out;
    const study::IncidentSource& layer = study.incidents.front();
    const layer::SourceContext context{study, layer.source, dialects, "incidents", out.guesses, {}, nullptr, opened};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    const layer::RoleBinder binder(context, reader->columns());
    layer::IncidentRoles roles(binder, layer, study.period, *reader, batch);
    do {
        progress.check_interrupted();
        Ledger unkept;  // of the run; what counts here is that month 99 and "S/D" are blanks, as they will be there
        roles.books.enter(batch, unkept);
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (!roles.filter.passes(batch, row)) continue;
            note_country(roles, dialects, batch, row, out);
            const auto days = roles.clock.days(batch, row);
            if (!days) {
                ++out.undated;
                continue;
            }
            const bool year_alone = days->to.days() - days->from.days() > 31;
            const std::pair when(days->from.year(), year_alone ? 0 : days->from.month());
            ++out.rows[when];
            out.incidents[when] += counted(roles, batch, row);
            if (roles.incident_class.given() && !roles.incident_class.is_constant()) ++out.classes[std::string(roles.classes.or_itself(roles.incident_class.text(batch, row)))];
        }
    } while (reader->next(batch));
    return out;
}

ProposedPeriod propose_period(const HeldDates& dates, const std::vector<const HeldDates*>& all_layers, Language language) {
    const auto happened = [](const auto& month) { return month.second > 0; };
    const bool any = std::any_of(dates.incidents.begin(), dates.incidents.end(), happened);
    const HeldDates::Months& months = any ? dates.incidents : dates.rows;
    const std::map<int, std::int64_t> years = by_year(months);
    if (years.empty()) return {};
    const auto fullest = std::max_element(years.begin(), years.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto enough = [&](int year) { return years.contains(year) && years.at(year) * least_share >= fullest->second; };
    int first = fullest->first, last = fullest->first;
    while (enough(first - 1)) --first;
    while (enough(last + 1)) ++last;
    const auto [first_from, first_to] = months_of(all_layers, first);
    const auto [last_from, last_to] = months_of(all_layers, last);
    const int m1 = cuts(first_from - 1, years.at(first), first_to - first_from + 1) ? first_from : 1;
    const int m2 = cuts(12 - last_to, years.at(last), last_to - last_from + 1) ? last_to : 12;
    std::int64_t inside = 0, all = 0;
    std::vector<std::string> outside;
    for (const auto& [year, number] : years) {
        all += number;
        if (year >= first && year <= last) {
            inside += number;
        } else if (number > 0) {
            outside.push_back(std::to_string(year) + " (" + std::to_string(number) + ")");
        }
    }
    ProposedPeriod out{{*Date::from_ymd(first, m1, 1), *Date::from_ymd(last, m2, days_in_month(last, m2))}, {}};
    out.evidence = fmt::format(fmt::runtime(tr(language, "los años con datos: {} de {} hechos con fecha", "the years that hold data: {} of {} dated incidents")), inside, all);
    if (m1 > 1) out.evidence += fmt::format(fmt::runtime(tr(language, "; antes de {}-{:02} no hay nada", "; there is nothing before {}-{:02}")), first, m1);
    if (m2 < 12) out.evidence += fmt::format(fmt::runtime(tr(language, "; después de {}-{:02} no hay nada", "; there is nothing after {}-{:02}")), last, m2);
    if (!outside.empty()) out.evidence += std::string(tr(language, "; fuera quedan ", "; outside are ")) + text::clip(text::join(outside, ", "), 120);
    return out;
}

}  // namespace presencia::propose
