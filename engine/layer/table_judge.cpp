// SPDX-License-Identifier: Apache-2.0
#include "layer/table_judge.hpp"

#include "core/text.hpp"
#include "layer/given_roles.hpp"
#include "layer/header_row.hpp"
#include "layer/sums.hpp"
#include "source/column_names.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace presencia::layer {

namespace {

using Cells = std::span<const std::string_view>;

bool blank(std::string_view cell) {
    return text::trim(cell).empty();
}

std::size_t filled(Cells cells) {
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](std::string_view cell) { return !blank(cell); }));
}

/// Index of the first cell that is not blank; the number of cells where none is.
std::size_t first_filled(Cells cells) {
    return static_cast<std::size_t>(std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !blank(cell); }) - cells.begin());
}

std::vector<std::string_view> views(const std::vector<std::string>& cells) {
    return {cells.begin(), cells.end()};
}

/// "(n)", "[km2]".
bool bracketed(std::string_view cell) {
    return cell.size() >= 2 && ((cell.front() == '(' && cell.back() == ')') || (cell.front() == '[' && cell.back() == ']'));
}

/// "Departamento de Colón": the same table goes on with the next department.
bool names_a_department(const PlaceNames& places, const std::string& folded) {
    const std::string padded = " " + folded + " ";
    const auto named = [&](const std::string& name) { return padded.find(" " + name + " ") != padded.npos; };
    return std::any_of(places.departments().begin(), places.departments().end(), [&](const PlaceNames::Department& one) { return std::any_of(one.names.begin(), one.names.end(), named); });
}

/// Whether every cell that is filled is the name that stands there, and those are half of the `names_given` at least. A cell may be called as its column ("Total", "Centro"); two of two are the header.
bool repeats(Cells cells, const std::vector<std::string>& names, std::size_t names_given) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) {
        const std::string_view cell = text::trim(cells[i]);
        if (cell.empty()) continue;
        if (cell != names[i] && text::fold(cell) != text::fold(names[i])) return false;
        ++same;
    }
    return same >= std::min<std::size_t>(2, names.size()) && same * 2 >= names_given;
}

unsigned char first_byte(std::string_view text) {
    return static_cast<unsigned char>(text.front());
}

}  // namespace

TableJudge::TableJudge(const SourceContext& context, std::vector<std::string> columns, std::vector<std::vector<std::string>> rows)
    : words_(context.dialects.reading()),
      places_(context.dialects.place_names()),
      own_totals_(context.source.totals.words),
      totals_kept_(context.source.totals.kept),
      columns_(std::move(columns)),
      rows_(std::move(rows)) {
    if (rows_.empty()) rows_.push_back(columns_);
    const std::vector<std::string> names = source::distinct_names(columns_);
    keys_.push_back(0);
    for (const std::string_view role : {"municipality", "code", "name", "department", "country"}) {
        for (const std::size_t column : columns_of_role(context, role, names)) keys_.push_back(column);
    }
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    for (const std::string_view role : {"xy", "date", "id", "start", "end"}) {
        for (const std::size_t column : columns_of_role(context, role, names)) placed_.push_back(column);
    }
    for (const std::string_view role : {"x", "y", "count", "weight", "people", "population", "year", "staff", "capacity", "amount"}) {
        for (const std::size_t column : columns_of_role(context, role, names)) numbers_.push_back(column);
    }
    for (const std::string_view role : {"year", "month"}) {
        for (const std::size_t column : columns_of_role(context, role, names)) times_.push_back(column);
    }
    xs_ = columns_of_role(context, "x", names);
    ys_ = columns_of_role(context, "y", names);
    // A known source says itself which of its rows count, and so does `where` of its column.
    of_counts_ = context.kind == "incidents" && context.dialect == nullptr && placed_.empty() && xs_.empty() && ys_.empty();
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (names[k] != context.source.where.field) divisible_.push_back(k);
    }
    add_first_letters(words_.totals);
    add_first_letters(words_.notes);
    add_first_letters(own_totals_);
    for (std::size_t byte = 128; byte < 256; ++byte) starts_[byte] = true;  // accents: the first letter is not known before they are read
    for (const char c : {'*', '(', '"', '\''}) starts_[first_byte({&c, 1})] = true;
    for (const std::vector<std::string>& names : rows_) {
        for (const std::string& name : names) {
            if (!name.empty()) starts_[first_byte(name)] = true;
        }
    }
}

void TableJudge::add_first_letters(const WordList& words) {
    for (const std::string& word : words.folded()) {
        const unsigned char letter = first_byte(word);
        starts_[letter] = true;
        if (letter >= 'a' && letter <= 'z') starts_[letter - 'a' + 'A'] = true;
    }
}

bool TableJudge::suspicious(std::int64_t line, Cells cells) const {
    if ((end_ > 0 && line >= end_) || is_of_all(cells)) return true;
    bool any = false;
    for (const std::size_t key : keys_) {
        if (key >= cells.size()) break;
        std::string_view cell = cells[key];
        while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
        if (cell.empty()) continue;
        if (starts_[first_byte(cell)]) return true;
        any = true;
    }
    // Without a key the row may be blank, or have its first word further on.
    return !any || std::binary_search(lines_.begin(), lines_.end(), std::pair(line, ErrorCode::internal),
                                      [](const auto& a, const auto& b) { return a.first < b.first; });
}

std::optional<ErrorCode> TableJudge::judge(std::int64_t line, Cells cells) const {
    if (filled(cells) == 0) {
        return ErrorCode::row_blank;
    }
    if (end_ > 0 && line >= end_) {
        return ErrorCode::row_other_table;
    }
    if (totals_kept_) {
        return std::nullopt;
    }
    const auto at = std::lower_bound(lines_.begin(), lines_.end(), line, [](const auto& one, std::int64_t wanted) { return one.first < wanted; });
    if (at != lines_.end() && at->first == line) {
        return at->second;
    }
    if (is_header(cells)) return ErrorCode::row_header;
    if (heads_another(cells)) return ErrorCode::row_other_table;
    if (is_total(cells) || is_of_all(cells)) return ErrorCode::row_total;
    if (is_note(cells)) return ErrorCode::row_note;
    return std::nullopt;
}

bool TableJudge::placed_or_dated(Cells cells, std::size_t but) const {
    const auto filled_in = [&](std::size_t column) { return column != but && column < cells.size() && !blank(cells[column]) && !words_.missing.holds(text::trim(cells[column])); };
    const auto any = [&](const std::vector<std::size_t>& columns) { return std::any_of(columns.begin(), columns.end(), filled_in); };
    // One coordinate alone is no place: the number of a total stands wherever there was room.
    return any(placed_) || (any(xs_) && any(ys_));
}

bool TableJudge::is_total(Cells cells) const {
    const auto total = [&](std::string_view cell) {
        const std::string folded = text::fold(cell);
        return !folded.empty() && (words_.totals.holds_folded(folded) || own_totals_.holds_folded(folded));
    };
    std::size_t last_key = cells.size();
    for (const std::size_t key : keys_) {
        if (key < cells.size() && total(cells[key])) last_key = key;
    }
    if (last_key == cells.size()) {
        // A table whose first column is a number or is blank in the total's row.
        last_key = first_filled(cells);
        if (last_key == cells.size() || !total(cells[last_key])) return false;
    }
    if (placed_or_dated(cells, last_key)) {
        return false;
    }
    // Words left of it are groups that the total is of; words right of it belong to a row of data.
    for (std::size_t i = last_key + 1; i < cells.size(); ++i) {
        const std::string_view cell = text::trim(cells[i]);
        if (!cell.empty() && !looks_numeric(cell) && !total(cell) && !words_.missing.holds(cell)) return false;
    }
    return true;
}

bool TableJudge::is_note(Cells cells) const {
    const std::size_t at = first_filled(cells);
    const std::string_view first = at == cells.size() ? std::string_view{} : text::trim(cells[at]);
    const std::string folded = text::fold(first);
    if (folded.empty() || placed_or_dated(cells, at)) {
        return false;
    }
    if (filled(cells) == 1) {
        constexpr std::size_t sentence = 60;  // no name of a place is as long
        return columns_.size() > 1 && (words_.notes.begins(folded) || first.starts_with('*') || first.starts_with("(*)") || first.size() > sentence);
    }
    // Commas within a note cut it into cells; the colon behind its first word tells.
    const std::size_t colon = first.find(':');
    return colon != first.npos && words_.notes.holds(text::trim(first.substr(0, colon)));
}

bool TableJudge::is_header(Cells cells) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const std::vector<std::string>& names) { return repeats(cells, names, rows_.size() == 1 ? names.size() : filled_cells(names)); });
}

bool TableJudge::heads_a_table(Cells cells, const std::vector<std::string>& names) const {
    const std::size_t at = first_filled(cells);
    if (at >= names.size() || at == cells.size() || filled(cells) < 2 || text::fold(cells[at]) != text::fold(names[at])) return false;
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
        const std::string_view text = text::trim(cell);
        return !looks_numeric(text) || is_year(text);
    });
}

/// One cell of words, with letters, that is no place's row: below a table of several columns it speaks of what follows.
bool TableJudge::is_title(Cells cells) const {
    const std::size_t at = first_filled(cells);
    return columns_.size() > 1 && filled(cells) == 1 && !looks_numeric(text::trim(cells[at]));
}

bool TableJudge::heads_another(Cells cells) const {
    const auto word = [&](std::size_t column) { return column < cells.size() && !blank(cells[column]) && !looks_numeric(text::trim(cells[column])) && !words_.missing.holds(text::trim(cells[column])); };
    return !numbers_.empty() && std::all_of(numbers_.begin(), numbers_.end(), word) &&
           std::any_of(rows_.begin(), rows_.end(), [&](const std::vector<std::string>& names) { return heads_a_table(cells, names); });
}

std::optional<std::size_t> TableJudge::header_from(const source::TableSample& sample, std::size_t first) const {
    const auto heads = [&](std::size_t row, std::size_t as) { return row < sample.rows.size() && heads_a_table(views(sample.rows[row].cells), rows_[as]); };
    // Of two rows the one with the first names is alike, whatever years or words stand in the other; the next table may have one alone.
    const bool names_below = rows_.size() > 1 && blank(rows_.front().front());
    if (names_below && heads(first + 1, 1) && filled(views(sample.rows[first].cells)) > 1) return first + 1;
    if (!heads(first, names_below ? 1 : 0)) return std::nullopt;
    const bool goes_on = rows_.size() > 1 && !names_below && first + 1 < sample.rows.size() && blank(sample.rows[first + 1].cells.front());
    return goes_on ? first + 1 : first;
}

void TableJudge::look_for_tables(const source::TableSample& sample, std::size_t first) {
    const auto title_of = [&](std::size_t row) -> std::optional<std::size_t> {  // the uppermost of the titles right above, blank rows and notes aside
        std::optional<std::size_t> title;
        for (std::size_t k = row; k-- > 0;) {
            const auto cells = views(sample.rows[k].cells);
            if (filled(cells) == 0 || is_note(cells)) continue;
            if (!is_title(cells)) break;
            title = k;
        }
        return title;
    };
    const auto words = [&](std::size_t row) {
        const auto cells = views(sample.rows[row].cells);
        return std::string(text::trim(cells[first_filled(cells)]));
    };
    const std::optional<std::size_t> own = first > 0 ? title_of(first - 1) : std::nullopt;
    for (std::size_t row = first; row < sample.rows.size(); ++row) {
        const auto last = header_from(sample, row);
        const auto title = last ? title_of(row) : std::nullopt;
        if (!title || *title < first) continue;
        const std::string called = words(*title), ours = own ? text::fold(words(*own)) : std::string();
        if ((!ours.empty() && text::fold(called).starts_with(ours)) || names_a_department(places_, text::fold(called))) continue;
        next_.push_back({sample.rows[*title].line, sample.rows[*last].line, *last > row ? sample.rows[row].line : 0, called});
    }
    if (!next_.empty()) end_ = next_.front().title;
}

bool TableJudge::is_of_all(Cells cells) const {
    return std::any_of(divided_.begin(), divided_.end(), [&](std::size_t column) { return column < cells.size() && words_.says_all(text::trim(cells[column])); });
}

bool TableJudge::may_count(std::size_t column) const {
    return std::find(keys_.begin(), keys_.end(), column) == keys_.end() && std::find(times_.begin(), times_.end(), column) == times_.end();
}

/// Half of the rows "of all" at least must be the sums of their parts: of the rows with the same words and years in every other column.
void TableJudge::look_for_divided(const source::TableSample& sample, std::size_t first) {
    constexpr std::size_t most_words = 60;
    for (const std::size_t column : divisible_) {
        if (std::find(keys_.begin(), keys_.end(), column) != keys_.end() || std::find(placed_.begin(), placed_.end(), column) != placed_.end()) continue;
        std::set<std::string> words;
        std::map<std::vector<std::string>, double> parts;
        std::vector<std::pair<std::vector<std::string>, double>> all;
        for (std::size_t i = first; i < sample.rows.size() && words.size() <= most_words; ++i) {
            const std::vector<std::string>& cells = sample.rows[i].cells;
            const std::string_view cell = column < cells.size() ? text::trim(cells[column]) : std::string_view{};
            if (cell.empty() || looks_numeric(cell)) continue;
            words.insert(text::fold(cell));
            std::vector<std::string> others;
            double counted = 0.0;
            for (std::size_t k = 0; k < cells.size(); ++k) {
                if (k == column) continue;
                if (looks_numeric(cells[k]) && !is_year(cells[k]) && may_count(k)) {
                    counted += loose_number(cells[k]).value_or(0.0);
                } else {
                    others.push_back(text::fold(cells[k]));
                }
            }
            if (words_.says_all(cell)) {
                all.emplace_back(std::move(others), counted);
            } else {
                parts[std::move(others)] += counted;
            }
        }
        const auto sums = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& row) {
            const auto of_parts = parts.find(row.first);
            return of_parts != parts.end() && of_parts->second == row.second;
        }));
        if (words.size() > 1 && words.size() <= most_words && !all.empty() && sums * 2 >= all.size()) divided_.push_back(column);
    }
}

void TableJudge::look_for_headings(const source::TableSample& sample, std::size_t first) {
    const auto counts = [&](std::size_t column) { return may_count(column); };
    const auto skip = [&](const source::SampleRow& row) {
        const auto cells = views(row.cells);
        return filled(cells) == 0 || is_total(cells) || is_of_all(cells) || is_note(cells) || is_header(cells);
    };
    for (const std::int64_t line : headings_by_sum(sample, first, counts, skip)) lines_.emplace_back(line, ErrorCode::row_total);
}

void TableJudge::look_at(const source::TableSample& sample, std::size_t first) {
    if (first < sample.rows.size()) look_for_tables(sample, first);
    if (totals_kept_ || first >= sample.rows.size()) {
        return;
    }
    if (of_counts_) {
        look_for_divided(sample, first);
        look_for_headings(sample, first);
    }
    const std::vector<std::string>& below = sample.rows[first].cells;
    const bool units = filled_cells(below) > 0 && std::all_of(below.begin(), below.end(), [&](const std::string& cell) {
        return cell.empty() || words_.units.holds(cell) || bracketed(cell);
    });
    if (units) {
        lines_.emplace_back(sample.rows[first].line, ErrorCode::row_header);
    }
    for (const std::int64_t line : totals_by_sum(sample, first, words_.totals, [&](const source::SampleRow& row) {
             const auto cells = views(row.cells);
             return placed_or_dated(cells, first_filled(cells));
         })) {
        lines_.emplace_back(line, ErrorCode::row_total);
    }
    std::sort(lines_.begin(), lines_.end());
}

std::vector<std::pair<std::int64_t, ErrorCode>> TableJudge::found(const source::TableSample& sample, std::size_t first) const {
    std::vector<std::pair<std::int64_t, ErrorCode>> out;
    for (std::size_t i = first; i < sample.rows.size(); ++i) {
        const auto cells = views(sample.rows[i].cells);
        if (!suspicious(sample.rows[i].line, cells)) continue;
        if (const auto why = judge(sample.rows[i].line, cells)) out.emplace_back(sample.rows[i].line, *why);
    }
    return out;
}

}  // namespace presencia::layer
