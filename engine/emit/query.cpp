// SPDX-License-Identifier: Apache-2.0
#include "emit/query.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "emit/find_municipality.hpp"
#include "gap/result.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace presencia::emit {

namespace {

using Identity = std::pair<std::string, std::string>;

[[noreturn]] void unknown_choice(std::string_view option, const std::string& given, const std::vector<std::string>& valid, Language language) {
    const std::string near = text::nearest(given, valid);
    const std::string list = std::string(tr(language, "valores: ", "values: ")) + text::join(valid, ", ");
    throw Error(ErrorCode::usage, {.column = std::string(option)}, text::clip(given, 80),
                near.empty() ? list : std::string(tr(language, "¿quiso decir ", "did you mean ")) + near + "? " + list);
}

void check_choices(const GapQuery& query, Language language) {
    std::vector<std::string> families, classes;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        families.emplace_back(study::to_string(static_cast<study::Family>(f)));
    }
    for (const gap::GapClass c : {gap::GapClass::gap, gap::GapClass::partial, gap::GapClass::gap_unknown, gap::GapClass::reached, gap::GapClass::not_at_risk,
                                  gap::GapClass::risk_unknown, gap::GapClass::suppressed}) {
        classes.emplace_back(gap::to_string(c));
    }
    const auto has = [](const std::vector<std::string>& valid, const std::string& given) { return std::find(valid.begin(), valid.end(), given) != valid.end(); };
    if (!query.family.empty() && !has(families, query.family)) unknown_choice("family", query.family, families, language);
    if (!query.gap_class.empty() && !has(classes, query.gap_class)) unknown_choice("gap_class", query.gap_class, classes, language);
}

[[noreturn]] void nothing(std::string detail, std::string hint) {
    throw Error(ErrorCode::nothing_matched, {}, std::move(detail), std::move(hint));
}

/// A place by name: case, accents and blanks do not matter. An unknown one is said with the nearest.
void check_place(const Table& municipalities, std::string_view column, const std::string& asked, Language language) {
    if (asked.empty()) return;
    std::set<std::string> names;
    const std::size_t at = municipalities.column(column);
    for (const auto& row : municipalities.rows) {
        names.insert(row[at].text());
    }
    const std::string key = text::fold(asked);
    if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return text::fold(name) == key; })) return;
    const std::vector<std::string> list(names.begin(), names.end());
    const std::string near = text::nearest(asked, list);
    std::string hint;
    if (!near.empty()) {
        hint = std::string(tr(language, "lo más parecido es ", "the nearest is ")) + near;
    } else if (list.size() <= 24) {
        hint = std::string(tr(language, "hay: ", "there are: ")) + text::join(list, ", ");
    }
    nothing(std::string(column) + " " + text::clip(asked, 80), hint);
}

/// Municipalities that the filter lets through, with what the totals need of them.
struct Chosen {
    bool passes = false;
    Cell expected;
};

std::map<Identity, Chosen> choose(const Table& municipalities, const GapQuery& query, Language language) {
    check_place(municipalities, "country", query.country, language);
    check_place(municipalities, "department", query.department, language);
    std::vector<char> named(municipalities.rows.size(), query.municipality.empty() ? 1 : 0);
    if (!query.municipality.empty()) {
        for (const std::size_t row : rows_of_municipality(municipalities, query.municipality, language)) named[row] = 1;
    }
    const std::string country = text::fold(query.country), department = text::fold(query.department);
    const std::size_t country_at = municipalities.column("country"), code_at = municipalities.column("code");
    const std::size_t department_at = municipalities.column("department"), verify_at = municipalities.column("to_verify");
    const std::size_t expected_at = municipalities.column("expected_incidents");
    std::map<Identity, Chosen> out;
    for (std::size_t r = 0; r < municipalities.rows.size(); ++r) {
        const auto& row = municipalities.rows[r];
        const bool* verify = std::get_if<bool>(&row[verify_at].value);
        const bool passes = named[r] != 0 && (country.empty() || text::fold(row[country_at].text()) == country) &&
                            (department.empty() || text::fold(row[department_at].text()) == department) && (!query.to_verify || (verify && *verify));
        out[{row[country_at].text(), row[code_at].text()}] = {passes, row[expected_at]};
    }
    return out;
}

/// Positions of the columns of table "gaps" that are read here.
struct Columns {
    explicit Columns(const Table& gaps)
        : country(gaps.column("country")), code(gaps.column("code")), population(gaps.column("population")), at_risk(gaps.column("at_risk")),
          family(gaps.column("family")), gap_class(gaps.column("gap_class")), people(gaps.column("unreached_people")), need(gaps.column("unreached_need")),
          score(gaps.column("gap_score_low")) {}
    std::size_t country, code, population, at_risk, family, gap_class, people, need, score;
};

/// 1 at risk, 0 not, -1 unknown or withheld: rows of one state share a denominator.
int risk_of(const Cell& cell) {
    const bool* known = std::get_if<bool>(&cell.value);
    return known ? (*known ? 1 : 0) : -1;
}

int risk_of_class(std::string_view gap_class) {
    if (gap_class == "not_at_risk") return 0;
    return gap_class == "risk_unknown" || gap_class == "suppressed" ? -1 : 1;
}

class Asking {
public:
    Asking(const Table& gaps, std::map<Identity, Chosen> chosen, const GapQuery& query)
        : gaps_(gaps), at_(gaps_), chosen_(std::move(chosen)), query_(query) {}

    GapAnswer answer() {
        GapAnswer out;
        std::vector<std::size_t> known, unknown;
        std::set<Identity> risk_unknown, counted;
        std::map<std::size_t, FamilyTotals> totals;
        for (std::size_t r = 0; r < gaps_.rows.size(); ++r) {
            const auto& row = gaps_.rows[r];
            const Identity who{row[at_.country].text(), row[at_.code].text()};
            const auto chosen = chosen_.find(who);
            if (chosen == chosen_.end() || !chosen->second.passes) continue;
            if (risk_of(row[at_.at_risk]) < 0) risk_unknown.insert(who);
            if (!query_.family.empty() && row[at_.family].text() != query_.family) continue;
            const std::string gap_class = row[at_.gap_class].text();
            const bool matches = query_.gap_class.empty() ? gap_class == "gap" || gap_class == "partial" : gap_class == query_.gap_class;
            if (matches) known.push_back(r);
            if (query_.gap_class.empty() && gap_class == "gap_unknown") unknown.push_back(r);
            add(totals, row, matches, chosen->second.expected);
            if (matches && counted.insert(who).second && row[at_.population].is_number()) out.people_at_risk += row[at_.population].number();
        }
        out.matched = known.size();
        out.matched_unknown = unknown.size();
        out.risk_unknown = risk_unknown.size();
        out.people_at_risk = text::round_significant(out.people_at_risk, 12);
        for (auto& [family, sums] : totals) {
            if (sums.matched == 0) continue;
            for (double* sum : {&sums.unreached_people, &sums.people, &sums.unreached_need, &sums.expected_incidents}) *sum = text::round_significant(*sum, 12);
            out.unreached_people += sums.unreached_people;
            out.unreached_need += sums.unreached_need;
            out.families.push_back(std::move(sums));
        }
        out.known = take(known);
        out.unknown = take(unknown);
        return out;
    }

private:
    void add(std::map<std::size_t, FamilyTotals>& totals, const std::vector<Cell>& row, bool matches, const Cell& expected) const {
        const bool same_risk = risk_of(row[at_.at_risk]) == (query_.gap_class.empty() ? 1 : risk_of_class(query_.gap_class));
        if (!same_risk && !matches) return;
        const std::string name = row[at_.family].text();
        const std::optional<study::Family> family = study::family_from(name);
        FamilyTotals& sums = totals[family ? static_cast<std::size_t>(*family) : study::family_count];
        sums.family = name;
        const Cell &people = row[at_.people], &need = row[at_.need], &population = row[at_.population];
        if (people.is_number() && population.is_number()) sums.people += population.number();
        if (need.is_number() && expected.is_number()) sums.expected_incidents += expected.number();
        if (!matches) return;
        ++sums.matched;
        if (people.is_number()) sums.unreached_people += people.number(); else ++sums.without_people;
        if (need.is_number()) sums.unreached_need += need.number(); else ++sums.without_need;
    }

    Table take(std::vector<std::size_t>& rows) const {
        const std::size_t by = query_.by == GapQuery::Order::need ? at_.need : query_.by == GapQuery::Order::people ? at_.people : at_.score;
        const auto key = [&](std::size_t r) {
            const auto& row = gaps_.rows[r];
            const auto down = [&](std::size_t column) { return std::pair(!row[column].is_number(), row[column].is_number() ? -row[column].number() : 0.0); };
            return std::tuple(down(by), down(at_.people), row[at_.country].text(), row[at_.code].text(), row[at_.family].text());
        };
        std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
        if (query_.top && rows.size() > *query_.top) rows.resize(*query_.top);
        Table out;
        out.columns = gaps_.columns;
        for (const std::size_t r : rows) out.rows.push_back(gaps_.rows[r]);
        return out;
    }

    const Table& gaps_;
    Columns at_;
    std::map<Identity, Chosen> chosen_;
    const GapQuery& query_;
};

}  // namespace

GapAnswer ask_gaps(const Store& store, const GapQuery& query) {
    const Language language = query.language.value_or(store.language());
    check_choices(query, language);
    GapAnswer answer = Asking(store.table("gaps"), choose(store.table("municipalities"), query, language), query).answer();
    if (answer.known.rows.empty() && answer.unknown.rows.empty()) {
        nothing(std::string(tr(language, "ningún municipio y familia cumple lo pedido", "no municipality and family meets what was asked")),
                answer.risk_unknown > 0
                    ? std::to_string(answer.risk_unknown) + std::string(tr(language, " municipios del filtro tienen el riesgo sin saber o suprimido (--gap-class risk_unknown)",
                                                                           " municipalities of the filter have an unknown or suppressed risk (--gap-class risk_unknown)"))
                    : std::string(tr(language, "pruebe otra clase, por ejemplo --gap-class reached", "try another class, as --gap-class reached")));
    }
    return answer;
}

}  // namespace presencia::emit
