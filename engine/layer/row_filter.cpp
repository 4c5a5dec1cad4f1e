// SPDX-License-Identifier: Apache-2.0
#include "layer/row_filter.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

/// Folding drops signs and points, so it must not make two numbers equal.
bool has_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

bool same_word(std::string_view a, std::string_view b) {
    return a == b || (has_letters(a) && has_letters(b) && text::fold(a) == text::fold(b));
}

bool holds(const std::vector<std::string>& words, std::string_view cell) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return same_word(text::trim(word), cell); });
}

}  // namespace

RowFilter::RowFilter(const RoleBinder& binder, const study::Where& where) : where_(where) {
    if (where.given()) {
        column_ = binder.column(where.field, "where.field", 0);
    }
}

bool RowFilter::judge(std::string_view cell) const {
    return (where_.in.empty() || holds(where_.in, cell)) && !holds(where_.not_in, cell);
}

bool RowFilter::passes(const source::RowBatch& batch, std::size_t row) {
    if (!where_.given()) {
        return true;
    }
    const std::string_view cell = text::trim(batch.cells[column_][row]);
    if (const bool* known = memo_.find(cell)) {
        return *known;
    }
    const bool verdict = judge(cell);
    memo_.remember(cell, verdict);
    return verdict;
}

}  // namespace presencia::layer
