// SPDX-License-Identifier: Apache-2.0
#include "layer/numbers.hpp"

#include "core/text.hpp"
#include "layer/number_marks.hpp"
#include "source/open.hpp"
#include "source/table_sample.hpp"

#include <array>
#include <cmath>

namespace presencia::layer {

namespace {

/// How often each clue was met, and the first text that gave it.
struct Clues {
    std::array<std::size_t, 9> times{};
    std::array<std::string, 9> example;
    char beside_decimals = '\0';  ///< thousands mark of a number with decimals
    bool large_plain = false;  ///< four digits or more without any mark

    void add(std::string_view text) {
        const auto clue = static_cast<std::size_t>(mark_clue(text));
        if (times[clue]++ == 0) example[clue] = text;
        if (beside_decimals == '\0') beside_decimals = mark_beside_decimals(text);
        const std::size_t sign = text.find_first_of("0123456789");
        large_plain = large_plain || (clue == 0 && sign != text.npos && text.size() - sign >= 4 &&
                                      text.find_first_not_of("0123456789", sign) == text.npos);
    }
    bool any(MarkClue clue) const { return times[static_cast<std::size_t>(clue)] > 0; }
    /// The shape of the first such number: its digits may be a count that must not be told.
    std::string shape(MarkClue clue) const {
        std::string out = example[static_cast<std::size_t>(clue)];
        for (char& c : out) c = text::is_digit(c) ? '0' : c;
        return "\"" + text::clip(out, 30) + "\"";
    }
};

std::string column_names(std::initializer_list<const BoundRole*> roles) {
    std::string out;
    for (const BoundRole* role : roles) out += (out.empty() ? "" : ", ") + role->shown();
    return out;
}

[[noreturn]] void throw_ambiguous(const SourceContext& context, const std::string& columns, const std::string& one, const std::string& other) {
    const std::string detail =
        other.empty() ? context.say(one + " puede ser mil y tantos o uno con decimales, y ninguna fila lo aclara",
                                    one + " can be more than a thousand or one with decimals, and no row settles it")
                      : context.say("unas filas son como " + one + " y otras como " + other, "some rows are like " + one + " and others like " + other);
    throw Error(ErrorCode::number_ambiguous, context.in_source(0, columns), detail,
                context.say("diga en el estudio decimal = \",\" o decimal = \".\" (y thousands = \".\", \",\", \" \" o \"none\")",
                            "say decimal = \",\" or decimal = \".\" in the study (and thousands = \".\", \",\", \" \" or \"none\")"));
}

/// The two marks of one kind against those of the other: what is left of the clues once decimals are told.
class Settling {
public:
    Settling(const SourceContext& context, std::string columns, const Clues& clues, Holds holds)
        : context_(context), columns_(std::move(columns)), clues_(clues), holds_(holds) {}

    NumberMarks settle() const {
        using enum MarkClue;
        NumberMarks marks;
        contradict(decimal_point, decimal_comma);
        contradict(decimal_point, thousands_point);
        contradict(decimal_comma, thousands_comma);
        contradict(thousands_point, thousands_comma);
        const bool point_groups = clues_.any(thousands_point);
        const bool comma_groups = clues_.any(thousands_comma);
        if (clues_.any(decimal_comma) || point_groups) {
            marks.decimal = ',';
            if (point_groups || clues_.any(one_point)) marks.thousands = '.';
        } else if (clues_.any(decimal_point) || comma_groups) {
            if (comma_groups || clues_.any(one_comma)) marks.thousands = ',';
        } else {
            settle_lone(marks);
        }
        if (marks.thousands == '\0') marks.thousands = clues_.beside_decimals;
        if (marks.thousands == '\0' && clues_.any(thousands_blank)) marks.thousands = ' ';
        if (marks.thousands == '\0' && clues_.any(thousands_apostrophe)) marks.thousands = '\'';
        return marks;
    }

private:
    void contradict(MarkClue a, MarkClue b) const {
        if (clues_.any(a) && clues_.any(b)) throw_ambiguous(context_, columns_, clues_.shape(a), clues_.shape(b));
    }

    /// Nothing but "1.234" or "1,234", or no mark at all.
    void settle_lone(NumberMarks& marks) const {
        using enum MarkClue;
        const bool point = clues_.any(one_point), comma = clues_.any(one_comma);
        if (!point && !comma) {
            marks.unsettled = holds_ != Holds::coordinate;
            return;
        }
        if (point && comma) throw_ambiguous(context_, columns_, clues_.shape(one_point), clues_.shape(one_comma));
        const std::string shape = clues_.shape(point ? one_point : one_comma);
        if (holds_ == Holds::amount || (holds_ == Holds::whole && clues_.large_plain)) {
            throw_ambiguous(context_, columns_, shape, clues_.large_plain ? "\"0000\"" : "");
        }
        if (holds_ == Holds::whole) {
            marks.thousands = point ? '.' : ',';
            marks.decimal = point ? ',' : '.';
        } else {
            marks.decimal = point ? '.' : ',';
        }
    }

    const SourceContext& context_;
    std::string columns_;
    const Clues& clues_;
    Holds holds_;
};

/// The marks of a known source, where the study names none.
void heed_dialect(const RoleBinder& binder, study::Source& source) {
    const SourceContext& context = binder.context();
    const Dialect* const known = context.dialect;
    if (known == nullptr || source.decimal != '\0' || !source.thousands.empty()) return;
    source.decimal = known->read.decimal.value_or('\0');
    if (known->read.thousands) source.thousands = std::string(1, *known->read.thousands);
}

char thousands_of(const std::string& word) {
    return word.size() == 1 ? word.front() : '\0';
}

void record(const SourceContext& context, std::string_view key, const std::string& columns, const NumberMarks& marks, const Clues& clues) {
    std::string value = std::string("decimal \"") + marks.decimal + "\"";
    if (marks.thousands != '\0') value += std::string(", ") + context.say("miles ", "thousands ") + "\"" + marks.thousands + "\"";
    std::string shapes;
    for (std::size_t clue = 1; clue < clues.times.size(); ++clue) {
        if (clues.times[clue] == 0) continue;
        shapes += (shapes.empty() ? "" : ", ") + clues.shape(static_cast<MarkClue>(clue)) + " x" + std::to_string(clues.times[clue]);
    }
    context.guess(std::string(key) + "_marks", value, context.say("columna ", "column ") + columns + ": " + shapes);
}

}  // namespace

NumberReader::NumberReader(const study::Source& source) : point_too_(!source::is_table_of_cells(source.path)) {
    if (source.decimal != '\0') marks_.decimal = source.decimal;
    marks_.thousands = thousands_of(source.thousands);
}

NumberReader NumberReader::settle(const RoleBinder& binder, std::string_view key, std::initializer_list<const BoundRole*> roles,
                                  const source::RowBatch& sample, Holds holds) {
    const SourceContext& context = binder.context();
    study::Source source = context.source;
    heed_dialect(binder, source);
    NumberReader reader(source);
    if (reader.point_too_ || (source.decimal != '\0' && !source.thousands.empty())) {
        return reader;
    }
    Clues clues;
    for (const BoundRole* role : roles) {
        if (!role->given()) continue;
        for (std::size_t row = 0; row < (role->is_constant() ? std::min<std::size_t>(1, sample.size()) : sample.size()); ++row) {
            for (std::size_t k = 0; k < role->cell_count(); ++k) clues.add(role->cell(sample, row, k));
        }
    }
    using enum MarkClue;
    const std::string columns = column_names(roles);
    if (source.decimal != '\0') {
        // The other mark can only be for thousands; a blank where numbers show one.
        const bool comma = source.decimal == ',';
        const bool other = comma ? clues.any(one_point) || clues.any(thousands_point) : clues.any(one_comma) || clues.any(thousands_comma);
        reader.marks_.thousands = other ? (comma ? '.' : ',') : clues.any(thousands_blank) ? ' ' : clues.any(thousands_apostrophe) ? '\'' : '\0';
    } else if (!source.thousands.empty()) {
        const bool none = source.thousands == "none";
        reader.marks_.decimal = source.thousands == "." || (clues.any(decimal_comma) && !clues.any(decimal_point)) || (none && clues.any(one_comma)) ? ',' : '.';
    } else {
        reader.marks_ = Settling(context, columns, clues, holds).settle();
    }
    if (reader.marks_.decimal != '.' || reader.marks_.thousands != '\0') {
        record(context, key, columns, reader.marks_, clues);
    }
    return reader;
}

std::optional<double> NumberReader::parse(std::string_view text) const {
    if (marks_.decimal == '.' && marks_.thousands == '\0') {
        return text::parse_double(text);
    }
    if (point_too_) {
        if (const auto value = text::parse_double(text)) return value;
    }
    const auto plain = plain_number(text, marks_.decimal, marks_.thousands);
    return plain ? text::parse_double(*plain) : std::nullopt;
}

std::optional<ErrorCode> NumberReader::finite(std::string_view text, double& out) const {
    if (marks_.unsettled) {
        const MarkClue clue = mark_clue(text);
        if (clue == MarkClue::one_point || clue == MarkClue::one_comma) return ErrorCode::number_ambiguous;
    }
    const auto value = parse(text);
    if (!value) {
        return ErrorCode::value_not_number;
    }
    if (!std::isfinite(*value)) {
        return ErrorCode::value_not_finite;
    }
    out = *value;
    return std::nullopt;
}

std::optional<ErrorCode> NumberReader::measure(std::string_view text, double& out) const {
    double value = 0.0;
    if (const auto fault = finite(text, value)) {
        return fault;
    }
    if (value < 0.0) {
        return ErrorCode::value_negative;
    }
    out = value;
    return std::nullopt;
}

std::optional<ErrorCode> NumberReader::count(std::string_view text, std::int64_t& out) const {
    constexpr double most = 9e15;  // below 2^53: every whole number is exact
    double value = 0.0;
    if (const auto fault = measure(text, value)) {
        return fault;
    }
    if (value != std::floor(value)) {
        return ErrorCode::value_not_integer;
    }
    if (value > most) {
        return ErrorCode::value_not_allowed;
    }
    out = static_cast<std::int64_t>(value);
    return std::nullopt;
}

template <class Number, class Read>
std::optional<NumberReader::CellFault> NumberReader::sum(const BoundRole& role, const source::RowBatch& batch, std::size_t row, Number& out, const Read& read) {
    Number sum{};
    for (std::size_t k = 0; k < role.cell_count(); ++k) {
        const std::string_view text = role.cell(batch, row, k);
        Number value{};
        if (const std::optional<ErrorCode> fault = read(text, value)) return CellFault{*fault, text};
        sum += value;
    }
    out = sum;
    return std::nullopt;
}

std::optional<NumberReader::CellFault> NumberReader::measure(const BoundRole& role, const source::RowBatch& batch, std::size_t row, double& out) const {
    return sum(role, batch, row, out, [this](std::string_view text, double& value) { return measure(text, value); });
}

std::optional<NumberReader::CellFault> NumberReader::count(const BoundRole& role, const source::RowBatch& batch, std::size_t row, std::int64_t& out) const {
    return sum(role, batch, row, out, [this](std::string_view text, std::int64_t& value) { return count(text, value); });
}

}  // namespace presencia::layer
