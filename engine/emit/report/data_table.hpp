// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/report/html.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// A cell of a table for people. `absent`: no value but the word for why, which must not look like one.
struct SpokenCell {
    std::string text;
    bool absent = false;
    std::string swatch{};  ///< a colour shown before the text

    SpokenCell(std::string words) : text(std::move(words)) {}
    SpokenCell(const char* words) : text(words) {}
    SpokenCell(std::string words, bool no_value, std::string colour = {}) : text(std::move(words)), absent(no_value), swatch(std::move(colour)) {}
};

struct Heading {
    std::string words;
    bool number = false;  ///< aligned to the right
};

/// A table with caption, header cells and one row header a row, in a frame that scrolls by keyboard on narrow screens. Written row by row; closed at the end of its block.
class DataTable {
public:
    /// The first column names the row. `look`: a class of the style sheet.
    DataTable(Html& html, std::string_view caption, std::vector<Heading> headings, std::string_view look = "plain");
    ~DataTable();
    DataTable(const DataTable&) = delete;
    DataTable& operator=(const DataTable&) = delete;

    /// One cell a heading; throws Error(internal) otherwise.
    void row(const std::vector<SpokenCell>& cells);

private:
    Html& html_;
    std::vector<Heading> headings_;
};

}  // namespace presencia::emit
