// SPDX-License-Identifier: Apache-2.0
#include "emit/print/flow.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <utility>

namespace presencia::emit {

namespace {

constexpr double line_share = 1.28;  // of the size
constexpr double baseline = 0.95;     // of the first line, below its top

/// Bytes of the longest beginning of a word that fits, at least one character.
std::size_t fitting(const Lettering& font, std::string_view word, double size, double room) {
    const auto next = [&](std::size_t at) {
        do ++at;
        while (at < word.size() && (static_cast<unsigned char>(word[at]) & 0xc0) == 0x80);
        return at;
    };
    std::size_t end = next(0);
    for (std::size_t further = end; further < word.size();) {
        further = next(further);
        if (font.measure(word.substr(0, further), size).width > room) break;
        end = further;
    }
    return end;
}

}  // namespace

std::vector<std::string> wrap_measured(const Lettering& font, std::string_view text, double size, double room) {
    std::vector<std::string> lines;
    std::string line;
    for (std::string_view word : text::split(text, ' ')) {
        if (word.empty()) continue;
        const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (font.measure(longer, size).width <= room) {
            line = longer;
            continue;
        }
        if (!line.empty()) lines.push_back(std::move(line));
        while (font.measure(word, size).width > room) {
            const std::size_t bytes = fitting(font, word, size, room);
            if (bytes == word.size()) break;
            lines.emplace_back(word.substr(0, bytes));
            word.remove_prefix(bytes);
        }
        line = word;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

double Paragraph::height(double width) const {
    return static_cast<double>(wrap_measured(font_, text_, size_, width).size()) * line_share * size_ + below_;
}

void Paragraph::draw(cairo_t* context, double x, double y, double width) const {
    for (const std::string& line : wrap_measured(font_, text_, size_, width)) {
        font_.draw(context, x, y + baseline * size_, line, {.size = size_, .colour = colour_});
        y += line_share * size_;
    }
}

double Flow::head_height(double width) const {
    double sum = 0.0;
    for (const auto& block : head_) sum += block->height(width);
    return sum;
}

std::pair<double, std::vector<std::size_t>> Flow::fill(double width, int columns) const {
    std::vector<double> heights;
    for (const auto& block : items_) heights.push_back(block->height(column_width(width, columns)));
    // The lowest height that does is that of some run of items: try them all from the lowest.
    std::vector<double> candidates;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        double sum = 0.0;
        for (std::size_t k = i; k < heights.size(); ++k) candidates.push_back(sum += heights[k]);
    }
    std::sort(candidates.begin(), candidates.end());
    constexpr double hair = 1e-9;
    for (const double height : candidates) {
        std::vector<std::size_t> first{0};
        double used = 0.0;
        for (std::size_t i = 0; i < heights.size(); ++i) {
            if (used > 0.0 && used + heights[i] > height + hair) {
                first.push_back(i);
                used = 0.0;
            }
            used += heights[i];
            if (heights[i] > height + hair) first.resize(static_cast<std::size_t>(columns) + 1);
        }
        if (first.size() <= static_cast<std::size_t>(columns)) return {height, first};
    }
    return {0.0, {}};
}

double Flow::height(double width, int columns) const {
    return head_height(width) + fill(width, columns).first;
}

void Flow::draw(cairo_t* context, double x, double y, double width, int columns) const {
    for (const auto& block : head_) {
        block->draw(context, x, y, width);
        y += block->height(width);
    }
    const auto [height, first] = fill(width, columns);
    const double own = column_width(width, columns);
    for (std::size_t column = 0; column < first.size(); ++column) {
        const std::size_t end = column + 1 < first.size() ? first[column + 1] : items_.size();
        double down = y;
        for (std::size_t i = first[column]; i < end; ++i) {
            if (items_[i]->separates() && (i == first[column] || i + 1 == end)) continue;
            items_[i]->draw(context, x, down, own);
            down += items_[i]->height(own);
        }
        x += own + gap_;
    }
}

}  // namespace presencia::emit
