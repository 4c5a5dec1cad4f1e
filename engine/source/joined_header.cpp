// SPDX-License-Identifier: Apache-2.0
#include "source/joined_header.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cstddef>

namespace presencia::source {
namespace {

using Names = std::vector<std::string>;

Names trimmed(const Names& cells, std::size_t width) {
    Names out(width);
    for (std::size_t k = 0; k < cells.size(); ++k) out[k] = text::trim(cells[k]);
    return out;
}

/// A label of the upper row and the names below that it stands over, one at least.
struct Span {
    std::size_t first = 0, end = 0;

    Names names(const Names& lower) const {
        Names out;
        for (std::size_t k = first; k < end; ++k) out.push_back(text::fold(lower[k]));
        return out;
    }
};

std::vector<Span> spans_of(const Names& upper, const Names& lower) {
    std::vector<Span> spans;
    bool open = false;
    for (std::size_t k = 0; k < lower.size(); ++k) {
        const bool label = !upper[k].empty();
        open = !lower[k].empty() && (label || open);
        if (!open) continue;
        if (label) spans.push_back({k, k});
        spans.back().end = k + 1;
    }
    return spans;
}

/// "2012, , 2013, , " above "Hombres, Mujeres, Hombres, Mujeres, Nota": what follows the last label's names is a column of its own.
void end_last_span(std::vector<Span>& spans, const Names& lower) {
    if (spans.size() < 2) return;
    const Names usual = spans.front().names(lower), last = spans.back().names(lower);
    const bool alike = std::all_of(spans.begin(), spans.end() - 1, [&](const Span& span) { return span.names(lower) == usual; });
    if (alike && last.size() > usual.size() && std::equal(usual.begin(), usual.end(), last.begin())) spans.back().end = spans.back().first + usual.size();
}

}  // namespace

std::vector<std::string> joined_header(const std::vector<std::string>& upper, const std::vector<std::string>& lower) {
    const std::size_t width = std::max(upper.size(), lower.size());
    Names labels = trimmed(upper, width);
    const Names names = trimmed(lower, width);
    std::vector<Span> spans = spans_of(labels, names);
    end_last_span(spans, names);
    for (const Span& span : spans) {
        for (std::size_t k = span.first + 1; k < span.end; ++k) labels[k] = labels[span.first];
    }
    Names out;
    for (std::size_t k = 0; k < width; ++k) {
        const bool one = labels[k].empty() || names[k].empty() || text::fold(labels[k]) == text::fold(names[k]);
        out.push_back(!one ? labels[k] + " " + names[k] : names[k].empty() ? labels[k] : names[k]);
    }
    return out;
}

}  // namespace presencia::source
