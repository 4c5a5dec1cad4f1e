// SPDX-License-Identifier: Apache-2.0
#include "layer/dates.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace presencia::layer {

namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// The text up to a time of day: "3/4/2011 10:30" and "2013-05-02T08:00" are dates with something behind them.
std::string_view without_time(std::string_view text) {
    const std::size_t cut = text.find_first_of(" T");
    if (cut == text.npos || cut + 2 >= text.size() || !digit(text[cut + 1])) {
        return text;
    }
    const bool time =
        text.find_first_not_of("0123456789:.TZ+- apmAPM", cut) == text.npos && text.find(':', cut) != text.npos;
    return time ? text.substr(0, cut) : text;
}

/// Three numbers with one separator between them: "03/04/2011", "2011/4/3".
struct Parts {
    char separator;
    bool year_first;
    int first;  ///< of the two that are not the year
    int second;
};

int small_number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Parts> take_apart(std::string_view text) {
    text = without_time(text);
    std::array<std::string_view, 3> piece;
    char separator = '\0';
    std::size_t at = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t start = at;
        while (at < text.size() && digit(text[at])) ++at;
        piece[k] = text.substr(start, at - start);
        if (piece[k].empty() || piece[k].size() > 4) return std::nullopt;
        if (k == 2) break;
        if (at == text.size() || (text[at] != '/' && text[at] != '-' && text[at] != '.') ||
            (k == 1 && text[at] != separator)) {
            return std::nullopt;
        }
        separator = text[at++];
    }
    if (at != text.size()) return std::nullopt;
    if (piece[0].size() == 4 && piece[1].size() <= 2 && piece[2].size() <= 2) {
        return Parts{separator, true, small_number(piece[1]), small_number(piece[2])};
    }
    if (piece[2].size() == 4 && piece[0].size() <= 2 && piece[1].size() <= 2) {
        return Parts{separator, false, small_number(piece[0]), small_number(piece[1])};
    }
    return std::nullopt;
}

/// What a sample says about the order of a column's dates.
struct Evidence {
    std::array<std::size_t, 3> year_first{};  // by separator / - .
    std::array<std::size_t, 3> year_last{};
    std::size_t day_first = 0;    ///< rows that only day-month-year can read
    std::size_t month_first = 0;  ///< rows that only month-day-year can read
    std::string day_example, month_example, example;
    std::size_t worded = 0;  ///< "15 February 2023"
    char worded_separator = ' ';
};

constexpr std::string_view separators = "/-.";

void weigh(Evidence& evidence, std::string_view text) {
    const auto parts = take_apart(text);
    if (!parts) {
        for (const char separator : {' ', '-', '/'}) {
            const std::string format = std::string("%d") + separator + "%b" + separator + "%Y";
            if (Date::from_format(text, format)) {
                ++evidence.worded;
                evidence.worded_separator = separator;
            }
        }
        return;
    }
    const std::size_t kind = separators.find(parts->separator);
    if (parts->year_first) {
        ++evidence.year_first[kind];
        return;
    }
    ++evidence.year_last[kind];
    if (evidence.example.empty()) evidence.example = text;
    if (parts->first > 12 && parts->first <= 31 && parts->second <= 12) {
        if (evidence.day_first++ == 0) evidence.day_example = text;
    } else if (parts->second > 12 && parts->second <= 31 && parts->first <= 12) {
        if (evidence.month_first++ == 0) evidence.month_example = text;
    }
}

[[noreturn]] void throw_ambiguous(const SourceContext& context, std::string_view key, const BoundRole& role,
                                  const Evidence& evidence, char separator) {
    const bool both = evidence.day_first > 0 && evidence.month_first > 0;
    const std::string detail =
        both ? context.say("unas filas son día-mes (" + evidence.day_example + ") y otras mes-día (" +
                               evidence.month_example + ")",
                           "some rows are day-month (" + evidence.day_example + ") and others month-day (" +
                               evidence.month_example + ")")
             : context.say("\"" + evidence.example + "\" puede ser día-mes o mes-día, y ninguna fila lo aclara",
                           "\"" + evidence.example + "\" can be day-month or month-day, and no row settles it");
    const std::string s(1, separator);
    if (key.starts_with("valid_")) {  // municipalities have no date_format
        throw Error(ErrorCode::date_ambiguous, context.in_source(0, role.shown()), detail,
                    context.say("escriba las fechas en el archivo como 2013-12-31",
                                "write the dates in the file as 2013-12-31"));
    }
    throw Error(
        ErrorCode::date_ambiguous, context.in_source(0, role.shown()), detail,
        context.say("escriba en el estudio date_format = \"%d" + s + "%m" + s + "%Y\" (o \"%m" + s + "%d" + s + "%Y\")",
                    "write date_format = \"%d" + s + "%m" + s + "%Y\" (or \"%m" + s + "%d" + s + "%Y\") in the study"));
}

}  // namespace

DateReader DateReader::settle(const RoleBinder& binder, std::string_view key, const BoundRole& role,
                              const std::string& declared, const source::RowBatch& sample) {
    if (!declared.empty() || !role.given()) {
        return DateReader(declared);
    }
    Evidence evidence;
    const std::size_t rows = role.is_constant() ? std::min<std::size_t>(1, sample.size()) : sample.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string_view text = role.text(sample, row);
        if (!text.empty() && !Date::from_iso(text)) weigh(evidence, text);
    }
    const auto most = [](const auto& counts) {
        return static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    };
    const std::size_t last = most(evidence.year_last);
    const std::size_t first = most(evidence.year_first);
    std::string format;
    const SourceContext& context = binder.context();
    std::string why = context.say("así están escritas las fechas", "dates are written so");
    if (evidence.year_last[last] > 0 && evidence.year_last[last] >= evidence.year_first[first] &&
        evidence.year_last[last] >= evidence.worded) {
        const char s = separators[last];
        if ((evidence.day_first > 0) == (evidence.month_first > 0)) {
            throw_ambiguous(context, key, role, evidence, s);
        }
        const bool day_first = evidence.day_first > 0;
        format = std::string(day_first ? "%d" : "%m") + s + (day_first ? "%m" : "%d") + s + "%Y";
        const std::string& example = day_first ? evidence.day_example : evidence.month_example;
        why = context.say("\"" + example + "\" solo se puede leer así",
                          "\"" + example + "\" can be read in no other way");
    } else if (evidence.worded > 0 && evidence.worded >= evidence.year_first[first]) {
        const std::string s(1, evidence.worded_separator);
        format = "%d" + s + "%b" + s + "%Y";
    } else if (evidence.year_first[first] > 0) {
        const std::string s(1, separators[first]);
        format = "%Y" + s + "%m" + s + "%d";
    }
    if (!format.empty()) {
        context.guess(std::string(key) + "_format", format, why);
    }
    return DateReader(format);
}

std::optional<Date> DateReader::read(std::string_view text) const {
    if (auto day = Date::from_iso(text)) {
        return day;
    }
    if (format_.empty()) {
        return std::nullopt;
    }
    if (auto day = Date::from_format(text, format_)) {
        return day;
    }
    const std::string_view shorter = without_time(text);
    return shorter.size() < text.size() ? Date::from_format(shorter, format_) : std::nullopt;
}

}  // namespace presencia::layer
