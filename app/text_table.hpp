// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::app {

/// Columns a terminal needs for UTF-8 text: one a code point, none for combining accents.
std::size_t display_width(std::string_view utf8);

/// `text` folded at blanks into lines of at most `width` columns: the first begins with `prefix`, the others with as many blanks; ends with a newline.
std::string wrap(std::string_view prefix, std::string_view text, std::size_t width);

/// A table for people: columns as wide as what they hold, two blanks between them. Too wide a table first narrows the columns that may shrink and then leaves out those that may go.
class TextTable {
public:
    struct Column {
        std::string heading;      ///< may hold one line break
        bool right = false;       ///< numbers
        std::size_t least = 0;    ///< may be clipped to this many columns; 0: never clipped
        int leaves = 0;           ///< left out where there is no room, the highest first; 0: never
    };

    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const noexcept { return rows_.empty(); }
    /// Every line indented by two blanks and ended by a newline; no trailing blanks.
    std::string text(std::size_t width) const;

private:
    std::vector<std::size_t> widths(const std::vector<std::size_t>& shown) const;
    std::string line(const std::vector<std::size_t>& shown, const std::vector<std::size_t>& widths, const std::vector<std::string>& cells) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace presencia::app
