// SPDX-License-Identifier: Apache-2.0
#include "layer/wide_names.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

/// What may stand between a year and the other words of a name.
constexpr std::string_view heading_separators = " _-/|:,()[]";
/// A name of more words is a sentence.
constexpr std::size_t most_words = 12;

std::optional<int> calendar_year(std::string_view text) {
    if (text.size() != 4 || !text::all_digits(text)) {
        return std::nullopt;
    }
    const auto year = static_cast<int>(*text::parse_integer(text));
    return year >= 1900 && year <= 2100 ? std::optional(year) : std::nullopt;
}

/// A year of two digits: this century's up to 2050.
int century_of(int year) {
    return year + (year <= 50 ? 2000 : 1900);
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
           std::equal(form.begin(), form.end(), key.begin(), [](char wanted, char c) { return wanted == '0' ? text::is_digit(c) : c == wanted; });
}

/// Words of a name, as views into it.
std::vector<std::string_view> heading_words(std::string_view name) {
    std::vector<std::string_view> words;
    for (std::size_t at = name.find_first_not_of(heading_separators); at != name.npos; at = name.find_first_not_of(heading_separators, at)) {
        const std::size_t end = std::min(name.find_first_of(heading_separators, at), name.size());
        words.push_back(name.substr(at, end - at));
        at = end;
    }
    return words;
}

std::string_view stripped(std::string_view text) {
    const std::size_t first = text.find_first_not_of(heading_separators);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(heading_separators) + 1 - first);
}

/// Takes the longest run of words that `read` understands out of a name; what stands beside it remains.
template <class Read>
std::optional<int> take_out(std::string& name, const Read& read) {
    const std::vector<std::string_view> words = heading_words(name);
    if (words.size() > most_words) return std::nullopt;
    for (std::size_t length = words.size(); length > 0; --length) {
        for (std::size_t first = 0; first + length <= words.size(); ++first) {
            const std::string_view last = words[first + length - 1];
            const auto begin = static_cast<std::size_t>(words[first].data() - name.data()), end = static_cast<std::size_t>(last.data() + last.size() - name.data());
            const auto value = read(std::string_view(name).substr(begin, end - begin));
            if (!value) continue;
            const std::string before(stripped(std::string_view(name).substr(0, begin))), behind(stripped(std::string_view(name).substr(end)));
            name = before + (before.empty() || behind.empty() ? "" : " ") + behind;
            return value;
        }
    }
    return std::nullopt;
}

/// Takes off what dialects call the cells ("Población Hombres"); true where nothing remains.
bool take_off_cells(const SourceContext& context, std::string& rest) {
    const auto is_role = [&](const std::string& words) { return context.dialects.column_for(context.kind, cell_role(context.kind), {words}).has_value(); };
    if (is_role(rest)) return true;
    for (std::size_t end = rest.find_last_of(heading_separators); end != rest.npos && end > 0; end = rest.find_last_of(heading_separators, end - 1)) {
        if (!is_role(rest.substr(0, end))) continue;
        rest = stripped(std::string_view(rest).substr(end));
        return false;
    }
    return false;
}

WideName read_name(const SourceContext& context, const std::string& name, bool days) {
    WideName out;
    if (is_date(name)) {
        if (!days) out.year = year_of_column(name);
        return out;
    }
    out.rest = name;
    const auto month = [&](std::string_view words) { return month_of_column(context.dialects, words); };
    out.year = take_out(out.rest, year_of_column);
    if (year_within(out.rest)) return {};
    if (!out.year) {
        out.year = context.dialects.year_in_name(context.kind, cell_role(context.kind), name);
        if (out.year) return {out.year, std::nullopt, name, true};
    }
    out.month = out.year ? month(out.rest) : take_out(out.rest, month);
    // "ene-13": beside a month two digits are a year.
    if (out.month && !out.year && out.rest.size() == 2 && text::all_digits(out.rest)) out.year = century_of(static_cast<int>(*text::parse_integer(out.rest)));
    if (out.year && out.month) out.rest.clear();
    if (!out.given() || out.rest.empty()) return out;
    out.cells = (out.year && context.dialects.year_in_name(context.kind, cell_role(context.kind), name)) || take_off_cells(context, out.rest);
    return out;
}

}  // namespace

std::string_view cell_role(std::string_view kind) {
    return kind == "incidents" ? "count" : kind == "population" ? "people" : "population";
}

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
    // "2013 p/", "2014 (r)", "2015*": preliminary, revised, with a note.
    for (const std::string_view mark : {" p", " r", " e", " pr", " prel", " preliminar", " provisional", " revisado"}) {
        if (key.size() == 4 + mark.size() && key.ends_with(mark)) key.erase(4);
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

std::vector<WideName> wide_names(const SourceContext& context, const std::vector<std::string>& columns) {
    const bool days = std::any_of(columns.begin(), columns.end(), [](const std::string& name) { return is_date(name) && !year_of_column(name); });
    std::vector<WideName> out;
    for (const std::string& name : columns) out.push_back(read_name(context, name, days));
    return out;
}

WideName listed_name(const SourceContext& context, const std::string& name) {
    WideName out = read_name(context, name, false);
    if (!out.given()) {
        out.year = year_within(name);
        out.rest = name;
    }
    return out;
}

}  // namespace presencia::layer
