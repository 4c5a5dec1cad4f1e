// SPDX-License-Identifier: Apache-2.0
#include "layer/dates.hpp"

#include "layer/date_clues.hpp"

namespace presencia::layer {

namespace {

[[noreturn]] void ask(const SourceContext& context, std::string_view key, const BoundRole& role, std::string detail,
                      const std::string& day_first, const std::string& month_first) {
    if (key.starts_with("valid_")) {  // municipalities have no date_format
        throw Error(ErrorCode::date_ambiguous, context.in_source(0, role.shown()), std::move(detail),
                    context.say("escriba las fechas en el archivo como 2013-12-31",
                                "write the dates in the file as 2013-12-31"));
    }
    throw Error(ErrorCode::date_ambiguous, context.in_source(0, role.shown()), std::move(detail),
                context.say("escriba en el estudio date_format = \"" + day_first + "\" (o \"" + month_first + "\")",
                            "write date_format = \"" + day_first + "\" (or \"" + month_first + "\") in the study"));
}

[[noreturn]] void ask_order(const SourceContext& context, std::string_view key, const BoundRole& role, const DateClues& clues) {
    const bool both = clues.day_first > 0 && clues.month_first > 0;
    const std::string s(1, clues.separator);
    ask(context, key, role,
        both ? context.say("unas filas son día-mes (" + clues.day_example + ") y otras mes-día (" + clues.month_example + ")",
                           "some rows are day-month (" + clues.day_example + ") and others month-day (" + clues.month_example + ")")
             : context.say("\"" + clues.example + "\" puede ser día-mes o mes-día, y ninguna fila lo aclara",
                           "\"" + clues.example + "\" can be day-month or month-day, and no row settles it"),
        "%d" + s + "%m" + s + "%Y", "%m" + s + "%d" + s + "%Y");
}

[[noreturn]] void ask_century(const SourceContext& context, std::string_view key, const BoundRole& role, const DateClues& clues) {
    const std::string s(1, clues.separator);
    const bool words = clues.short_example.find_first_not_of("0123456789/-. :") != std::string::npos;
    ask(context, key, role,
        context.say("\"" + clues.short_example + "\" tiene un año de dos cifras: ¿qué siglo, y qué orden?",
                    "\"" + clues.short_example + "\" has a year of two digits: which century, and which order?"),
        words ? "%d-%b-%y" : "%d" + s + "%m" + s + "%y", words ? "%b-%d-%y" : "%m" + s + "%d" + s + "%y");
}

DateClues clues_of(const BoundRole& role, const source::RowBatch& sample) {
    DateClues clues;
    const std::size_t rows = role.is_constant() ? std::min<std::size_t>(1, sample.size()) : sample.size();
    for (std::size_t row = 0; row < rows; ++row) clues.add(role.text(sample, row));
    return clues;
}

/// A date_format that a study could name in place of what was seen: it reads every cell of the sample as `reader` does. "" where none of `formats` does.
std::string format_like(const DateReader& reader, const std::vector<std::string>& formats, const BoundRole& role, const source::RowBatch& sample) {
    const std::size_t rows = role.is_constant() ? std::min<std::size_t>(1, sample.size()) : sample.size();
    for (const std::string& format : formats) {
        const DateReader named(format);
        std::size_t row = 0;
        while (row < rows && named.read(role.text(sample, row)) == reader.read(role.text(sample, row))) ++row;
        if (row == rows) return format;
    }
    return {};
}

/// Whether a known source's format reads any date of the sample, or nothing is there to judge by: a spreadsheet of the same source keeps its dates in another way.
bool reads_any(const std::string& format, const BoundRole& role, const source::RowBatch& sample) {
    if (format.empty()) return false;
    const DateReader reader(format);
    bool blank = true;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const std::string_view cell = role.text(sample, row);
        if (!cell.empty() && reader.read(cell)) return true;
        blank = blank && cell.empty();
    }
    return blank;
}

std::vector<std::string> with_separators(const std::string& first, const std::string& second, const std::string& third, std::string_view separators) {
    std::vector<std::string> out;
    for (const char c : separators) out.push_back(first + c + second + c + third);
    return out;
}

/// Months in words, in the orders that Date::from_words reads.
std::vector<std::string> formats_in_words() {
    std::vector<std::string> out = with_separators("%d", "%b", "%Y", " -/.");
    for (const char* const format : {"%d de %b de %Y", "%d de %b del %Y", "%b %d, %Y", "%b %d %Y", "%Y-%b-%d"}) out.emplace_back(format);
    return out;
}

}  // namespace

DateReader DateReader::settle(const RoleBinder& binder, std::string_view key, const BoundRole& role,
                              const std::string& declared, const source::RowBatch& sample) {
    const SourceContext& context = binder.context();
    const Dialect* const known = context.dialect;
    const std::string usual = declared.empty() && known != nullptr && reads_any(known->read.date_format.value_or(""), role, sample) ? *known->read.date_format : "";
    const std::string& said = declared.empty() ? usual : declared;
    DateReader reader(said);
    if (!said.empty() || !role.given()) {
        return reader;
    }
    const DateClues clues = clues_of(role, sample);
    const auto many = [&](std::size_t count) { return count > 0 && count * 2 >= clues.texts; };
    const std::string guess_key = std::string(key) + "_format", written_so = context.say("así están escritas las fechas", "dates are written so");
    struct Seen {
        std::vector<std::string> formats;
        std::string in_words, evidence;
    };
    std::vector<Seen> seen;
    if (many(clues.two_digits)) {
        ask_century(context, key, role, clues);
    }
    if ((clues.day_first > 0) != (clues.month_first > 0)) {
        const bool day_first = clues.day_first > 0;
        const std::string s(1, clues.separator);
        const std::string& example = day_first ? clues.day_example : clues.month_example;
        reader.order_ = day_first ? Order::day_first : Order::month_first;
        seen.push_back({{std::string(day_first ? "%d" : "%m") + s + (day_first ? "%m" : "%d") + s + "%Y"},
                        context.say(day_first ? "día, mes, año" : "mes, día, año", day_first ? "day, month, year" : "month, day, year"),
                        context.say("\"" + example + "\" solo se puede leer así", "\"" + example + "\" can be read in no other way")});
    } else if (many(clues.year_last)) {
        ask_order(context, key, role, clues);
    }
    if (many(clues.serial)) {
        reader.serial_ = true;
        seen.push_back({{}, context.say("número de días", "number of days"),
                        context.say("números de cinco cifras: días desde 1899-12-30, como los guarda una hoja de cálculo",
                                    "numbers of five digits: days since 1899-12-30, as a spreadsheet keeps them")});
    }
    if (many(clues.eight_digits)) {
        reader.eight_digits_ = true;
        seen.push_back({{"%Y%m%d"}, context.say("año, mes, día sin separación", "year, month, day without a gap"), written_so});
    }
    if (clues.year_first > 0 || clues.words > 0) {
        const bool words = clues.words >= clues.year_first;
        seen.push_back({words ? formats_in_words() : with_separators("%Y", "%m", "%d", "/-."), words ? context.say("mes en palabras", "month in words") : context.say("año, mes, día", "year, month, day"), written_so});
    }
    // What is written beside the file as a key must be true where a study names it: where no format reads all, words say it.
    for (const Seen& one : seen) {
        const std::string format = format_like(reader, one.formats, role, sample);
        context.guess(guess_key, format.empty() ? one.in_words : format, one.evidence);
    }
    return reader;
}

std::optional<Date> DateReader::read(std::string_view text) const {
    if (auto day = Date::from_iso(text)) {
        return day;
    }
    if (declared_) {
        if (auto day = Date::from_format(text, format_)) return day;
        const std::string_view shorter = without_time(text);
        return shorter.size() < text.size() ? Date::from_format(shorter, format_) : std::nullopt;
    }
    if (const auto parts = date_parts(text)) {
        if (parts->two_digit_year || (!parts->year_first && order_ == Order::open)) return std::nullopt;
        const bool month_ahead = parts->year_first || order_ == Order::month_first;
        return Date::from_ymd(parts->year, month_ahead ? parts->first : parts->second, month_ahead ? parts->second : parts->first);
    }
    if (serial_) {
        if (auto day = date_of_serial(text)) return day;
    }
    if (eight_digits_) {
        if (auto day = date_of_eight_digits(text)) return day;
    }
    return Date::from_words(without_time(text));
}

}  // namespace presencia::layer
