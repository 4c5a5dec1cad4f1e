// SPDX-License-Identifier: Apache-2.0
#include "layer/header_row.hpp"

#include "core/text.hpp"
#include "layer/hxl.hpp"
#include "layer/number_marks.hpp"
#include "source/joined_header.hpp"

#include <algorithm>
#include <map>

namespace presencia::layer {

namespace {

/// A header further down than this would be a page of text with a table in it.
constexpr std::size_t most_titles = 50;
constexpr std::size_t rows_for_width = 500;

/// Cells up to the last that is not empty.
std::size_t used_cells(const std::vector<std::string>& cells) {
    const auto last = std::find_if(cells.rbegin(), cells.rend(), [](const std::string& cell) { return !cell.empty(); });
    return static_cast<std::size_t>(cells.rend() - last);
}

/// How wide most rows are; the wider one of two that are as frequent.
std::size_t usual_width(const source::TableSample& sample) {
    std::map<std::size_t, std::size_t> frequency;
    for (std::size_t i = 0; i < std::min(sample.rows.size(), rows_for_width); ++i) {
        ++frequency[used_cells(sample.rows[i].cells)];
    }
    std::size_t width = 1, most = 0;
    for (const auto& [used, times] : frequency) {
        if (times >= most && used > 0) {
            width = used;
            most = times;
        }
    }
    return width;
}

/// Whether a row could name the columns of a table of `width` columns: most of them, and with words.
bool plausible(const std::vector<std::string>& cells, std::size_t width) {
    const std::size_t filled = filled_cells(cells);
    const auto words = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const std::string& cell) {
        return !cell.empty() && (!looks_numeric(cell) || is_year(cell));
    }));
    return filled >= std::min<std::size_t>(width, 2) && filled * 10 >= width * 6 && words * 2 > filled;
}

/// "Hombres, Mujeres, Hombres, Mujeres" below "2012, , 2013, ": the row above groups names that come back. A title stands in the first cell.
bool groups(const std::vector<std::string>& above, const std::vector<std::string>& names) {
    std::map<std::string, std::size_t> times;
    for (const std::string& name : names) {
        if (!name.empty()) ++times[text::fold(name)];
    }
    std::size_t labels = 0;
    for (std::size_t k = 1; k < std::min(above.size(), names.size()); ++k) {
        labels += !above[k].empty() && !names[k].empty() && times[text::fold(names[k])] > 1 ? 1 : 0;
    }
    return labels >= 2;
}

/// "15-29": ages.
bool is_range(std::string_view cell) {
    const std::size_t dash = cell.find('-');
    const auto age = [](std::string_view text) { return !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == text.npos; };
    return dash != cell.npos && age(text::trim(cell.substr(0, dash))) && age(text::trim(cell.substr(dash + 1)));
}

/// A number, or a day: digits and no letter, and no ages.
bool is_data(const std::string& cell) {
    const bool letter = std::any_of(cell.begin(), cell.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80u) != 0; });
    return (looks_numeric(cell) || (!letter && cell.find_first_of("0123456789") != cell.npos)) && !is_range(cell);
}

/// "Código, Municipio, 2012, , 2013, " above ", , Hombres, Mujeres, Hombres, Mujeres": the row below names what the row above leaves blank or says twice, and nothing under its first name. One
/// such name is enough beside a year. Numbers are data, unless all of them are years. A title, alone in its row, is gone on with by no names.
bool goes_on(const std::vector<std::string>& names, const std::vector<std::string>& below) {
    if (names.empty() || below.empty() || names.front().empty() || !below.front().empty() || filled_cells(names) < 2) return false;
    const auto numbers = std::count_if(below.begin(), below.end(), is_data);
    const auto years = std::count_if(below.begin(), below.end(), [](const std::string& cell) { return is_year(cell); });
    if (numbers > 0 && (years < numbers || static_cast<std::size_t>(years) < filled_cells(below))) return false;
    const auto name = [&](std::size_t k) { return k < names.size() ? names[k] : std::string(); };
    std::size_t added = 0;
    bool of_year = false;
    for (std::size_t k = 1; k < below.size(); ++k) {
        if (hxl::is_tag(below[k])) return false;
        if (below[k].empty() || (!name(k).empty() && name(k) != name(k - 1))) continue;
        ++added;
        of_year = of_year || (is_year(name(k - 1)) && !below[k - 1].empty());
    }
    return added >= 2 || of_year;
}

/// Roles of the layer that a row's names are recognised for.
std::size_t known_roles(const SourceContext& context, const std::vector<std::string>& cells) {
    std::size_t count = 0;
    for (const std::string& role : context.dialects.roles(context.kind)) {
        count += context.dialects.column_for(context.kind, role, cells) ? 1 : 0;
    }
    return count;
}

}  // namespace

std::optional<std::size_t> upper_of_two(const SourceContext& context, const source::TableSample& sample, std::size_t index) {
    const std::vector<source::SampleRow>& rows = sample.rows;
    if (index + 1 < rows.size() && goes_on(rows[index].cells, rows[index + 1].cells)) return index;
    if (index == 0) return std::nullopt;
    const std::vector<std::string>&above = rows[index - 1].cells, &names = rows[index].cells;
    if (groups(above, names)) return index - 1;
    // A title in two cells is none of a table whose own names are known.
    const bool better = goes_on(above, names) && known_roles(context, source::joined_header(above, names)) > known_roles(context, names);
    return better ? std::optional(index - 1) : std::nullopt;
}

std::size_t filled_cells(const std::vector<std::string>& cells) {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

bool looks_numeric(std::string_view text) {
    if (text.find_first_of("0123456789") == text.npos) {
        return false;
    }
    constexpr std::string_view marks = "0123456789.,+-' %";
    const std::size_t strange = text.find_first_not_of(marks);
    if (strange == text.npos) {
        return true;
    }
    // Blanks that do not break, and narrow ones, group thousands too.
    return (static_cast<unsigned char>(text[strange]) & 0x80u) != 0 && with_plain_blanks(text).find_first_not_of(marks) == std::string::npos;
}

bool is_year(std::string_view text) {
    return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && looks_numeric(text);
}

HeaderRow find_header(const SourceContext& context, const source::TableSample& sample) {
    const std::size_t width = usual_width(sample);
    HeaderRow best{0, known_roles(context, sample.rows.front().cells)};
    bool found = plausible(sample.rows.front().cells, width);
    if (found && best.known > 0) {
        return best;
    }
    for (std::size_t i = 1; i < std::min(sample.rows.size(), most_titles); ++i) {
        const std::vector<std::string>& cells = sample.rows[i].cells;
        // Hashtags of HXL stand below names; hxl.hpp reads them.
        const auto tags = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return hxl::is_tag(cell); }));
        if (!plausible(cells, width) || tags * 2 >= filled_cells(cells)) {
            continue;
        }
        // One name may be a word of the data by accident; two are a header.
        const std::size_t here = known_roles(context, cells);
        if (!found || (here > best.known && here >= 2)) {
            best = {i, here};
            found = true;
        }
    }
    return best;
}

}  // namespace presencia::layer
