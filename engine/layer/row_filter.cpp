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

bool judge(std::string_view cell, const std::vector<std::string>& in, const std::vector<std::string>& not_in) {
    return (in.empty() || holds(in, cell)) && !holds(not_in, cell);
}

}  // namespace

RowFilter::RowFilter(const RoleBinder& binder, const study::Where& where) {
    if (where.given()) {
        tests_.push_back({binder.column(where.field, "where.field", 0), where.field, where.in, where.not_in, {}, false});
    }
    add_dialect(binder);
}

void RowFilter::add_dialect(const RoleBinder& binder) {
    const SourceContext& context = binder.context();
    if (context.dialect == nullptr) {
        return;
    }
    const std::vector<std::string>& columns = binder.columns();
    for (const DialectFilter& filter : context.dialect->where) {
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const std::string& column) {
            return text::fold(column) == filter.column;
        });
        const auto column = static_cast<std::size_t>(found - columns.begin());
        const bool by_study = !tests_.empty() && tests_.front().column == column;
        if (found == columns.end() || by_study) {
            continue;
        }
        const bool keeps = !filter.in.empty();
        context.guess("where", *found + (keeps ? " = " : " ≠ ") + text::join(keeps ? filter.in : filter.not_in, ", "),
                      context.layout());
        tests_.push_back({column, *found, filter.in, filter.not_in, {}, false});
    }
}

bool RowFilter::looks_at(std::size_t column) const {
    return std::any_of(tests_.begin(), tests_.end(), [&](const Test& test) { return test.column == column; });
}

bool RowFilter::passes(const source::RowBatch& batch, std::size_t row) {
    for (Test& test : tests_) {
        const std::string_view cell = text::trim(batch.cells[test.column][row]);
        const bool* const known = test.memo.find(cell);
        const bool verdict = known != nullptr ? *known : judge(cell, test.in, test.not_in);
        if (known == nullptr) {
            test.memo.remember(cell, verdict);
        }
        if (!verdict) {
            failed_ = static_cast<std::size_t>(&test - tests_.data());
            failed_cell_ = cell;
            return false;
        }
    }
    return true;
}

void RowFilter::hide(const BoundRole& role) {
    for (const std::size_t column : role.columns()) {
        for (Test& test : tests_) test.hidden = test.hidden || test.column == column;
    }
}

}  // namespace presencia::layer
