// SPDX-License-Identifier: Apache-2.0
#include "emit/class_rules.hpp"

#include "core/text.hpp"
#include "emit/filter_on_table.hpp"

#include <algorithm>
#include <optional>

namespace presencia::emit {

namespace {

using Kind = ClassFilter::Kind;
using FilterParts = std::vector<ClassFilter>;

void append(FilterParts& parts, FilterParts more) {
    for (ClassFilter& part : more) parts.push_back(std::move(part));
}

/// What a property is compared with where a style gives it as words.
ClassFilter::Value typed(const std::string& word, CellType type) {
    if (type == CellType::boolean) return word == "true";
    const std::optional<double> number = type == CellType::text ? std::nullopt : text::parse_double(word);
    return number ? ClassFilter::Value(*number) : ClassFilter::Value(word);
}

FilterParts zero_of(const std::string& property) { return {compared(property, Kind::equal, 0.0), is_present(property)}; }

/// Class k of a number with these bounds, as class_of_value puts values. Zero is left out where it is a class of its own. What zero would satisfy says that the value is there: some programs read nothing as zero.
FilterParts within(const std::string& property, std::span<const double> bounds, std::size_t k, bool zero_apart) {
    const bool first = k == 0, last = k >= bounds.size();
    FilterParts out;
    if (first && last) out.push_back(is_present(property));
    if (!first) out.push_back(compared(property, Kind::more, bounds[k - 1]));
    if (!last) out.push_back(compared(property, Kind::at_most, bounds[k]));
    const bool holds_zero = (first || bounds[k - 1] < 0.0) && (last || bounds[k] >= 0.0);
    if (zero_apart && holds_zero) out.push_back(compared(property, Kind::not_equal, 0.0));
    if (!zero_apart && holds_zero && !(first && last)) out.push_back(is_present(property));
    return out;
}

class Rules {
public:
    Rules(const StyleTemplate& style, const Table& table, const TileMap& map) : style_(style), table_(table), map_(map) {}

    FilterParts all() const {
        FilterParts rules;
        for (std::size_t k = 0; k < map_.classes.size(); ++k) rules.push_back(on_table(rule(k), table_));
        return rules;
    }

private:
    const StyleMeasure& up() const { return style_.bivariate ? style_.bivariate->up.measure : style_.measure; }
    const StyleMeasure& right() const { return style_.bivariate->right.measure; }
    CellType type_of(const std::string& property) const { return table_.columns[table_.column(property)].type; }

    ClassFilter rule(std::size_t k) const {
        const TileClass& cls = map_.classes[k];
        if (style_.kind == StyleKind::category) return category(cls);
        if (cls.special) return missing(cls.id);
        if (style_.unsettled && cls.id == style_.unsettled->look.id) return unsettled();
        FilterParts parts = style_.bivariate ? crossed(k) : classed(k);
        if (style_.unsettled) parts.push_back(settled());
        return all_of(std::move(parts));
    }

    // ------------------------------------------------------------------------------------------------ categories

    /// Whether a value with these words is shown in a class of this id: by its name, or as a state of knowledge.
    bool named(const std::string& word) const {
        const auto has = [&](const StyleClass& look) { return look.id == word; };
        return std::any_of(style_.classes.begin(), style_.classes.end(), has) || std::any_of(style_.specials.begin(), style_.specials.end(), has);
    }

    ClassFilter category(const TileClass& cls) const {
        const std::string& property = up().property.name;
        const CellType type = type_of(property);
        FilterParts ways;
        if (!cls.special || type == CellType::text) ways.push_back(with_words(property, type, cls.id));
        if (!cls.special) return std::move(ways.front());
        for (std::size_t kind = 1; kind < absence_kinds && type == CellType::text; ++kind) {
            const std::string word(to_string(static_cast<Absence>(kind)));
            if (shows(cls.id, kind) && !named(word)) ways.push_back(compared(property, Kind::equal, word));
        }
        ways.push_back(missing(cls.id));
        return any_of(std::move(ways));
    }

    ClassFilter with_words(const std::string& property, CellType type, std::string word) const {
        if (!style_.at_least_where.given()) return compared(property, Kind::equal, typed(word, type));
        const std::string& more = style_.at_least_where.name;
        if (word.ends_with('+')) {
            word.pop_back();
            return all_of({compared(property, Kind::equal, typed(word, type)), compared(more, Kind::more, 0.0)});
        }
        return all_of({compared(property, Kind::equal, typed(word, type)), any_of({compared(more, Kind::at_most, 0.0), is_absent(more)})});
    }

    // --------------------------------------------------------------------------------------------------- numbers

    /// "class_3" is the third from below, whatever other classes were left out.
    FilterParts classed(std::size_t k) const {
        const std::string& property = up().property.name;
        if (up().zero && map_.classes[k].id == up().zero->id) return zero_of(property);
        return within(property, map_.bounds, map_.bounds.size() - k, up().breaks.zero_apart);
    }

    FilterParts crossed(std::size_t k) const {
        const ClassSquare& square = *map_.square;
        const std::string& id = map_.classes[k].id;
        const std::string &rising = up().property.name, &across = right().property.name;
        if (up().zero && id == up().zero->id) {
            FilterParts parts = zero_of(rising);
            parts.push_back(is_present(across));
            return parts;
        }
        if (right().zero && id == right().zero->id) {
            FilterParts parts = zero_of(across);
            parts.push_back(up().breaks.zero_apart ? compared(rising, Kind::not_equal, 0.0) : is_present(rising));
            if (up().breaks.zero_apart) parts.push_back(is_present(rising));
            return parts;
        }
        const std::size_t rows = square.up.ranges.size(), columns = square.right.ranges.size();
        const auto [row, column] = place(square, static_cast<int>(k));
        FilterParts parts = within(rising, square.up.bounds, style_.bivariate->up.falling ? row : rows - 1 - row, up().breaks.zero_apart);
        append(parts, within(across, square.right.bounds, style_.bivariate->right.falling ? columns - 1 - column : column, right().breaks.zero_apart));
        return parts;
    }

    static std::pair<std::size_t, std::size_t> place(const ClassSquare& square, int cls) {
        for (std::size_t row = 0; row < square.cells.size(); ++row) {
            for (std::size_t column = 0; column < square.cells[row].size(); ++column) {
                if (square.cells[row][column] == cls) return {row, column};
            }
        }
        return {0, 0};
    }

    FilterParts known() const {
        FilterParts parts{is_present(up().property.name)};
        if (style_.bivariate) parts.push_back(is_present(right().property.name));
        return parts;
    }

    // ---------------------------------------------------------------------------------- what is not on record

    /// Bounds differ as map_values has it. They are numbers of people and shares, none below zero: so each is compared with the other a little reduced.
    static constexpr double a_little = 1e-9;

    ClassFilter unsettled() const {
        const UnsettledRule& rule = *style_.unsettled;
        const std::string &one = up().property.name, &other = rule.other_bound.name;
        FilterParts parts = known();
        if (rule.other_bound.given()) {
            parts.push_back(any_of({compared(one, Kind::less, ReducedProperty{other, a_little}), compared(other, Kind::less, ReducedProperty{one, a_little})}));
        } else {
            parts.push_back(compared(rule.where.name, Kind::equal, typed(rule.is, type_of(rule.where.name))));
        }
        return all_of(std::move(parts));
    }

    /// Spelled out instead of negated: what is not there makes a comparison neither true nor false.
    ClassFilter settled() const {
        const UnsettledRule& rule = *style_.unsettled;
        const std::string &one = up().property.name, &other = rule.other_bound.name;
        if (rule.other_bound.given()) {
            return any_of({is_absent(other), all_of({compared(one, Kind::at_least, ReducedProperty{other, a_little}), compared(other, Kind::at_least, ReducedProperty{one, a_little})})});
        }
        return any_of({is_absent(rule.where.name), compared(rule.where.name, Kind::not_equal, typed(rule.is, type_of(rule.where.name)))});
    }

    /// Whether this special class shows absences of this kind.
    bool shows(const std::string& special, std::size_t kind) const { return style_.specials[style_.special_of[kind]].id == special; }

    ClassFilter absent_as(const std::string& property, const std::string& special) const {
        FilterParts reasons;
        for (std::size_t kind = 1; kind < absence_kinds; ++kind) {
            if (shows(special, kind)) reasons.push_back(is_absent_for(property, static_cast<Absence>(kind)));
        }
        // A special class that no absence has is reached by its words alone.
        if (reasons.empty()) return compared(property, Kind::equal, special);
        return all_of({is_absent(property), any_of(std::move(reasons))});
    }

    /// Of two measures the one that goes up says why.
    ClassFilter missing(const std::string& special) const {
        ClassFilter first = absent_as(up().property.name, special);
        if (!style_.bivariate) return first;
        return any_of({std::move(first), all_of({is_present(up().property.name), absent_as(right().property.name, special)})});
    }

    const StyleTemplate& style_;
    const Table& table_;
    const TileMap& map_;
};

}  // namespace

std::vector<ClassFilter> class_rules(const StyleTemplate& style, const Table& municipalities, const TileMap& map) {
    return Rules(style, municipalities, map).all();
}

}  // namespace presencia::emit
