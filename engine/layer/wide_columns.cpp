// SPDX-License-Identifier: Apache-2.0
#include "layer/wide_columns.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace presencia::layer {

namespace {

bool number(std::string_view word) {
    return text::all_digits(word);
}

/// "0 14", "15 a 29 anos", "65 y mas": two numbers, or one among words of ages.
bool is_age(const ReadingWords& words, const std::string& folded) {
    std::istringstream in(folded);
    std::size_t numbers = 0, all = 0;
    for (std::string word; in >> word; ++all) {
        numbers += number(word) ? 1 : 0;
        if (!number(word) && !words.ages.holds_folded(word)) return false;
    }
    return numbers > 0 && all > 1;
}

/// A part of everything: "Hombres", "Urbana", "15 a 29 años", "Hombres 15-29".
bool is_part(const ReadingWords& words, const std::string& folded) {
    const auto named = [&](const std::string& text) { return words.men.holds_folded(text) || words.women.holds_folded(text) || words.pieces.holds_folded(text) || words.missing.holds_folded(text); };
    if (named(folded) || is_age(words, folded)) return true;
    const std::size_t gap = folded.find(' ');
    return gap != folded.npos && named(folded.substr(0, gap)) && is_age(words, folded.substr(gap + 1));
}

/// Whether the other words of a name are how a column of places, days or codes is called.
bool tells_a_place(const SourceContext& context, const std::string& rest) {
    const std::vector<std::string> roles = context.dialects.roles(context.kind);
    return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
        return role != cell_role(context.kind) && role != "weight" && role != "incident_class" && context.dialects.column_for(context.kind, role, {rest});
    });
}

WideHolds holds_of(const SourceContext& context, const WideName& name) {
    const ReadingWords& words = context.dialects.reading();
    const std::string folded = text::fold(name.rest);
    if (name.rest.empty() || words.says_all(name.rest)) return WideHolds::all;
    if (context.kind == "incidents" && context.dialects.value_for("incidents", "incident_class", name.rest)) return WideHolds::crime;
    if (name.cells) return WideHolds::all;
    if (words.rates.holds(name.rest) || words.rates.begins(folded)) return WideHolds::rate;
    return is_part(words, folded) ? WideHolds::part : WideHolds::other;
}

using Time = std::pair<std::optional<int>, std::optional<int>>;

Time time_of(const WideColumn& one) {
    return {one.name.year, one.name.month};
}

std::set<std::string> rests_of(const std::vector<WideColumn>& columns) {
    std::set<std::string> rests;
    for (const WideColumn& one : columns) rests.insert(text::fold(one.name.rest));
    return rests;
}

/// The columns of one choice, by what they hold.
class Chooser {
public:
    Chooser(std::vector<WideColumn> columns, bool asked) : asked_(asked) {
        std::vector<WideColumn> crimes;
        for (const WideColumn& one : columns) {
            if (one.holds == WideHolds::crime) crimes.push_back(one);
        }
        // "Homicidios 2012" alone is how a table calls what it counts.
        const bool one_word = rests_of(crimes).size() == 1 && crimes.front().name.cells;
        for (WideColumn& one : columns) {
            if (one.holds == WideHolds::crime && one_word) one.holds = WideHolds::all;
            if (one.holds == WideHolds::rate) {
                out_.beside.push_back(one.column);
            } else {
                (one.holds == WideHolds::all ? all_ : one.holds == WideHolds::part ? parts_ : one.holds == WideHolds::crime ? crimes_ : others_).push_back(one);
            }
        }
    }

    WideChoice choose() {
        const bool parts = !parts_.empty(), crimes = !crimes_.empty(), others = !others_.empty();
        if (parts && !crimes && !others) {
            take_split(parts_, WideHolds::part);
        } else if (crimes && !parts && !others) {
            take_split(crimes_, WideHolds::crime);
        } else if (parts || crimes || others) {
            take_one_each(parts || crimes);
        } else if (asked_ || each_time_once(all_)) {
            out_.taken = all_;
        }
        return std::move(out_);
    }

private:
    static bool each_time_once(const std::vector<WideColumn>& columns) {
        std::set<Time> times;
        return std::all_of(columns.begin(), columns.end(), [&](const WideColumn& one) { return times.insert(time_of(one)).second; });
    }

    /// Parts or classes, and of a year that has none of them its sum.
    void take_split(const std::vector<WideColumn>& split, WideHolds by) {
        std::set<std::pair<Time, std::string>> seen;
        std::set<Time> times;
        for (const WideColumn& one : split) {
            times.insert(time_of(one));
            if (!seen.insert({time_of(one), text::fold(one.name.rest)}).second) out_.unclear = true;
        }
        out_.taken = split;
        std::vector<WideColumn> alone;
        for (const WideColumn& one : all_) {
            if (times.contains(time_of(one))) {
                out_.sums.push_back(one.column);
                continue;
            }
            alone.push_back(one);
            alone.back().name.rest.clear();
        }
        out_.unclear = out_.unclear || !each_time_once(alone);
        out_.taken.insert(out_.taken.end(), alone.begin(), alone.end());
        out_.by = by;
        in_file_order();
    }

    /// The one column of each time that holds everything; what stands beside it is not read.
    void take_one_each(bool known_beside) {
        std::set<Time> whole, split;
        for (const WideColumn& one : all_) whole.insert(time_of(one));
        for (const std::vector<WideColumn>* list : {&parts_, &crimes_, &others_}) {
            for (const WideColumn& one : *list) split.insert(time_of(one));
        }
        if (each_time_once(all_) && std::includes(whole.begin(), whole.end(), split.begin(), split.end())) {
            out_.taken = all_;
            for (const std::vector<WideColumn>* list : {&parts_, &crimes_, &others_}) {
                for (const WideColumn& one : *list) out_.beside.push_back(one.column);
            }
        } else if (known_beside || (asked_ && (rests_of(others_).size() > 1 || !all_.empty()))) {
            out_.unclear = true;
        } else if (asked_) {
            out_.taken = others_;
        }
    }

    void in_file_order() {
        std::sort(out_.taken.begin(), out_.taken.end(), [](const WideColumn& a, const WideColumn& b) { return a.column < b.column; });
    }

    bool asked_;
    std::vector<WideColumn> all_, parts_, crimes_, others_;
    WideChoice out_;
};

/// "2019 Total" beside "2019 Enero, 2019 Febrero ...": it sums the months of its year. Takes such columns out.
std::vector<std::size_t> take_sums_of_months(std::vector<WideColumn>& columns) {
    std::set<std::optional<int>> years;
    for (const WideColumn& one : columns) {
        if (one.name.month) years.insert(one.name.year);
    }
    std::vector<std::size_t> sums;
    std::erase_if(columns, [&](const WideColumn& one) {
        const bool sum = !one.name.month && one.holds == WideHolds::all && years.contains(one.name.year);
        if (sum) sums.push_back(one.column);
        return sum;
    });
    return sums;
}

}  // namespace

std::vector<WideColumn> wide_columns(const SourceContext& context, const std::vector<std::string>& columns, const std::vector<bool>& left_out) {
    std::vector<WideName> names = wide_names(context, columns);
    std::vector<WideColumn> out;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (left_out[k] || !names[k].given()) continue;
        const WideHolds holds = holds_of(context, names[k]);
        if (holds == WideHolds::other && tells_a_place(context, names[k].rest)) continue;
        out.push_back({k, std::move(names[k]), holds});
    }
    return out;
}

WideChoice choose_columns(const std::vector<WideColumn>& columns, bool asked) {
    std::vector<WideColumn> rest = columns;
    const std::vector<std::size_t> sums = take_sums_of_months(rest);
    WideChoice out = Chooser(std::move(rest), asked).choose();
    out.sums.insert(out.sums.end(), sums.begin(), sums.end());
    std::sort(out.sums.begin(), out.sums.end());
    return out;
}

}  // namespace presencia::layer
