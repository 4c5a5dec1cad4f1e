// SPDX-License-Identifier: Apache-2.0
#include "app/text_table.hpp"

#include <algorithm>
#include <numeric>

namespace presencia::app {

namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t between = 2;

bool starts_character(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // Combining diacritical marks, U+0300 to U+036F, are 0xcc 0x80 to 0xcd 0xaf.
    const bool combining = (byte == 0xcc || byte == 0xcd) && i + 1 < text.size() && (byte == 0xcc || static_cast<unsigned char>(text[i + 1]) <= 0xaf);
    return (byte & 0xc0) != 0x80 && !combining;
}

/// At most `width` columns, the last one an ellipsis where something was cut.
std::string clip(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    std::size_t columns = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (starts_character(text, i) && ++columns == width) return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

std::string aligned(std::string_view text, std::size_t width, bool right) {
    const std::string clipped = clip(text, width);
    const std::string blanks(width - display_width(clipped), ' ');
    return right ? blanks + clipped : clipped + blanks;
}

std::vector<std::string> heading_lines(const std::string& heading) {
    const std::size_t cut = heading.find('\n');
    if (cut == heading.npos) return {"", heading};
    return {heading.substr(0, cut), heading.substr(cut + 1)};
}

std::size_t total(const std::vector<std::size_t>& widths) {
    return widths.empty() ? 0 : indent + std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + between * (widths.size() - 1);
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        columns += starts_character(utf8, i) ? 1 : 0;
    }
    return columns;
}

std::string wrap(std::string_view prefix, std::string_view text, std::size_t width) {
    std::string out, line(prefix);
    const std::size_t hanging = display_width(prefix);
    bool fresh = true;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = std::min(text.find(' ', i), text.size());
        const std::string_view word = text.substr(i, end - i);
        i = end + 1;
        if (word.empty()) continue;
        if (!fresh && display_width(line) + 1 + display_width(word) > width) {
            out += line + "\n";
            line.assign(hanging, ' ');
            fresh = true;
        }
        line += (fresh ? "" : " ") + std::string(word);
        fresh = false;
    }
    return out + line + "\n";
}

std::vector<std::size_t> TextTable::widths(const std::vector<std::size_t>& shown) const {
    std::vector<std::size_t> out;
    for (const std::size_t c : shown) {
        std::size_t width = 0;
        for (const std::string& part : heading_lines(columns_[c].heading)) width = std::max(width, display_width(part));
        for (const auto& row : rows_) width = std::max(width, display_width(row[c]));
        out.push_back(width);
    }
    return out;
}

std::string TextTable::line(const std::vector<std::size_t>& shown, const std::vector<std::size_t>& widths, const std::vector<std::string>& cells) const {
    std::string out(indent, ' ');
    for (std::size_t k = 0; k < shown.size(); ++k) {
        if (k > 0) out += std::string(between, ' ');
        out += aligned(cells[shown[k]], widths[k], columns_[shown[k]].right);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

std::string TextTable::text(std::size_t width) const {
    std::vector<std::size_t> shown(columns_.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    std::vector<std::size_t> widths = this->widths(shown);
    while (true) {
        std::vector<std::size_t> narrow = widths;
        // The widest of those that may shrink gives way, one column at a time.
        while (total(narrow) > width) {
            std::size_t widest = shown.size();
            for (std::size_t k = 0; k < shown.size(); ++k) {
                const std::size_t least = columns_[shown[k]].least;
                if (least > 0 && narrow[k] > least && (widest == shown.size() || narrow[k] > narrow[widest])) widest = k;
            }
            if (widest == shown.size()) break;
            --narrow[widest];
        }
        const auto goes = std::max_element(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) { return columns_[a].leaves < columns_[b].leaves; });
        if (total(narrow) <= width || goes == shown.end() || columns_[*goes].leaves == 0) {
            widths = narrow;
            break;
        }
        shown.erase(goes);
        widths = this->widths(shown);
    }
    std::vector<std::string> upper, lower;
    for (const Column& column : columns_) {
        const std::vector<std::string> parts = heading_lines(column.heading);
        upper.push_back(parts[0]);
        lower.push_back(parts[1]);
    }
    std::string out;
    if (std::any_of(shown.begin(), shown.end(), [&](std::size_t c) { return !upper[c].empty(); })) out += line(shown, widths, upper);
    out += line(shown, widths, lower);
    for (const auto& row : rows_) out += line(shown, widths, row);
    return out;
}

}  // namespace presencia::app
