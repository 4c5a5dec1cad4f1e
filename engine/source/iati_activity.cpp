// SPDX-License-Identifier: Apache-2.0
#include "source/iati_activity.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace presencia::source::iati {
namespace {

constexpr std::size_t number_of_roles = 4;

std::string amount_text(double value) {
    return text::format_significant(value, 15);
}

template <class Part>
std::string listed(const std::vector<Coded>& all, Part part) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        out += (i == 0 ? "" : "|") + all[i].*part;
    }
    return out;
}

/// Sectors of the transactions, with the share that each has of their money.
std::vector<Coded> shares_of(const std::map<std::pair<std::string, std::string>, double>& weights) {
    double sum = 0.0;
    for (const auto& [sector, weight] : weights) {
        sum += weight;
    }
    std::vector<Coded> out;
    for (const auto& [sector, weight] : weights) {
        out.push_back({sector.second, sum > 0.0 ? amount_text(100.0 * weight / sum) : std::string{}, sector.first});
    }
    return out;
}

/// Budgets that stand: a revised one replaces the original of the same first day.
Money budget_sum(const std::vector<Budget>& budgets) {
    std::set<std::string> revised;
    for (const Budget& one : budgets) {
        if (one.revised) revised.insert(one.start);
    }
    Money sum;
    for (const Budget& one : budgets) {
        if (one.revised || !revised.contains(one.start)) sum.add(one.currency, one.value);
    }
    return sum;
}

void set_day(Row& row, Column day, Column type, const Days& days, std::size_t planned) {
    const bool actual = !days.day[planned + 1].empty();
    row[day] = days.day[actual ? planned + 1 : planned];
    row[type] = row[day].empty() ? "" : actual ? "actual" : "planned";
}

void set_money(Row& row, const Activity& activity, std::size_t parts) {
    const Money budgets = budget_sum(activity.budgets);
    row[Column::commitments] = activity.commitments.text();
    row[Column::disbursements] = activity.disbursements.text();
    row[Column::expenditures] = activity.expenditures.text();
    row[Column::budgets] = budgets.text();
    row[Column::even_split_commitments] = activity.commitments.text(parts);
    row[Column::even_split_disbursements] = activity.disbursements.text(parts);
    row[Column::even_split_budgets] = budgets.text(parts);
    row[Column::currency] = activity.currency;
    for (const Money* sum : {&activity.commitments, &activity.disbursements, &activity.expenditures, &budgets}) {
        if (!sum->empty()) {
            row[Column::currency] = sum->currency();
            break;
        }
    }
}

void set_location(Row& row, const Location& place) {
    row.line = place.line;
    const std::pair<Column, const std::string*> cells[] = {
        {Column::location_name_narrative, &place.name},
        {Column::location_reach_code, &place.reach},
        {Column::location_id_vocabulary, &place.id_vocabulary},
        {Column::location_id_code, &place.id_code},
        {Column::location_administrative_vocabulary, &place.admin_vocabulary},
        {Column::location_administrative_level, &place.admin_level},
        {Column::location_administrative_code, &place.admin_code},
        {Column::location_point_latitude, &place.latitude},
        {Column::location_point_longitude, &place.longitude},
        {Column::location_exactness_code, &place.exactness},
        {Column::location_class_code, &place.location_class},
        {Column::location_feature_designation_code, &place.feature},
        {Column::location_precision_code, &place.precision},
    };
    for (const auto& [column, text] : cells) {
        row[column] = *text;
    }
}

Row common_row(const Activity& activity) {
    Row row;
    row.line = activity.line;
    row[Column::iati_identifier] = activity.identifier;
    row[Column::title_narrative] = activity.title;
    row[Column::reporting_org_ref] = activity.reporting_ref;
    row[Column::reporting_org_narrative] = activity.reporting_name;
    constexpr std::array roles = {Column::participating_org_funding, Column::participating_org_accountable, Column::participating_org_extending,
                                  Column::participating_org_implementing};
    for (std::size_t i = 0; i < roles.size(); ++i) {
        row[roles[i]] = activity.organisations[i];
    }
    row[Column::activity_status_code] = activity.status;
    set_day(row, Column::start_isodate, Column::start_type, activity.days, 0);
    set_day(row, Column::end_isodate, Column::end_type, activity.days, 2);
    row[Column::recipient_country_code] = listed(activity.countries, &Coded::code);
    row[Column::recipient_country_percentage] = listed(activity.countries, &Coded::percentage);
    row[Column::recipient_region_code] = listed(activity.regions, &Coded::code);
    row[Column::country_code] = activity.countries.size() == 1 ? activity.countries.front().code : "";
    const std::vector<Coded> sectors = !activity.sectors.empty()             ? activity.sectors
                                       : !activity.committed_sectors.empty() ? shares_of(activity.committed_sectors)
                                                                             : shares_of(activity.disbursed_sectors);
    row[Column::sector_code] = listed(sectors, &Coded::code);
    row[Column::sector_percentage] = listed(sectors, &Coded::percentage);
    row[Column::sector_vocabulary] = listed(sectors, &Coded::vocabulary);
    row[Column::location_count] = std::to_string(activity.locations.size());
    return row;
}

}  // namespace

const std::vector<std::string>& column_names() {
    static const std::vector<std::string> names = {
        "iati_identifier", "activity_location_id", "title_narrative", "reporting_org_ref", "reporting_org_narrative", "participating_org_funding",
        "participating_org_accountable", "participating_org_extending", "participating_org_implementing", "activity_status_code", "start_isodate",
        "start_type", "end_isodate", "end_type", "recipient_country_code", "recipient_country_percentage", "recipient_region_code", "country_code",
        "sector_code", "sector_percentage", "sector_vocabulary", "location_name_narrative", "location_reach_code", "location_id_vocabulary",
        "location_id_code", "location_administrative_vocabulary", "location_administrative_level", "location_administrative_code",
        "location_point_latitude", "location_point_longitude", "location_exactness_code", "location_class_code", "location_feature_designation_code",
        "location_precision_code", "location_count", "currency", "commitments", "disbursements", "expenditures", "budgets", "even_split_commitments",
        "even_split_disbursements", "even_split_budgets"};
    return names;
}

std::size_t role_of(std::string_view code) {
    const std::string word = text::fold(code);
    constexpr std::array<std::pair<std::string_view, std::string_view>, number_of_roles> words = {
        {{"1", "funding"}, {"2", "accountable"}, {"3", "extending"}, {"4", "implementing"}}};
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto& known) { return word == known.first || word == known.second; });
    return static_cast<std::size_t>(found - words.begin());
}

void Days::set(std::string_view type, std::string_view text) {
    const std::string word = text::fold(type);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> words = {
        {{"1", "start planned"}, {"2", "start actual"}, {"3", "end planned"}, {"4", "end actual"}}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if ((word == words[i].first || word == words[i].second) && day[i].empty()) {
            day[i] = text::trim(text);
        }
    }
}

void Money::add(std::string_view currency, std::string_view value) {
    const std::string_view trimmed = text::trim(value);
    if (trimmed.empty()) {
        return;
    }
    const auto number = text::parse_double(trimmed);
    if (number && std::isfinite(*number)) {
        sums_[std::string(text::trim(currency))] += *number;
    } else if (unreadable_.empty()) {
        unreadable_ = text::clip(trimmed, 80);
    }
}

std::string Money::text(std::size_t parts) const {
    if (!unreadable_.empty()) {
        return "\"" + unreadable_ + "\"";
    }
    if (sums_.size() == 1) {
        return amount_text(sums_.begin()->second / static_cast<double>(std::max<std::size_t>(parts, 1)));
    }
    std::string out;
    for (const auto& [currency, sum] : sums_) {
        out += (out.empty() ? "" : " + ") + currency + " " + amount_text(sum);
    }
    return out;
}

std::string Money::currency() const {
    return sums_.size() == 1 ? sums_.begin()->first : std::string{};
}

void Location::set_position(std::string_view srs, std::string_view pos) {
    std::string_view rest = text::trim(pos);
    if (rest.empty()) {
        return;
    }
    const std::size_t cut = rest.find_first_of(" \t\r\n,");
    const std::string_view first = rest.substr(0, cut);
    const std::size_t next = cut == rest.npos ? rest.npos : rest.find_first_not_of(" \t\r\n,", cut);
    const std::string_view second = next == rest.npos ? std::string_view{} : rest.substr(next);
    const std::string_view system = text::trim(srs);
    const bool wgs84 = system.empty() || system.ends_with("4326");
    if (!wgs84 || second.empty() || second.find_first_of(" \t\r\n,") != second.npos) {
        latitude = (wgs84 ? "" : std::string(system) + " ") + std::string(rest);
        return;
    }
    latitude = first;
    longitude = second;
}

void Location::add_administrative(std::string_view vocabulary, std::string_view level, std::string_view code) {
    const auto depth = [](std::string_view text) { return text::parse_integer(text::trim(text)).value_or(-1); };
    if (!admin_code.empty() && depth(level) <= depth(admin_level)) {
        return;
    }
    admin_vocabulary = text::trim(vocabulary);
    admin_level = text::trim(level);
    admin_code = text::trim(code);
}

void Activity::add_organisation(std::size_t role, std::string_view name) {
    const std::string_view trimmed = text::trim(name);
    if (role >= number_of_roles || trimmed.empty()) {
        return;
    }
    organisations[role] += (organisations[role].empty() ? "" : "|") + std::string(trimmed);
}

std::vector<Row> rows_of(const Activity& activity) {
    Row row = common_row(activity);
    set_money(row, activity, activity.locations.size());
    row[Column::activity_location_id] = activity.identifier;
    if (activity.locations.empty()) {
        return {row};
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < activity.locations.size(); ++i) {
        Row& one = rows.emplace_back(row);
        set_location(one, activity.locations[i]);
        one[Column::activity_location_id] = activity.identifier.empty() ? "" : activity.identifier + "#" + std::to_string(i + 1);
    }
    return rows;
}

}  // namespace presencia::source::iati
