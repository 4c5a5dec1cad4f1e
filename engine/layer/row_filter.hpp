// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"
#include "layer/text_memo.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Which rows of one file count: `where = { field = ..., in = [...], not = [...] }` of the study, and `[where]` of the
/// file's dialect but for the column that the study filters itself. Words are compared as written, and without case and
/// accents where they have letters.
class RowFilter {
public:
    /// Throws column_missing where the study's field is not a column. The dialect's filters are added to the guesses.
    RowFilter(const RoleBinder& binder, const study::Where& where);

    bool given() const { return !tests_.empty(); }
    bool passes(const source::RowBatch& batch, std::size_t row);
    /// Whether rows are chosen by this column.
    bool looks_at(std::size_t column) const;
    /// Of a row that did not pass, the last one that was asked about: the column that left it out, and its cell as long as the batch lives; "" where that is a coordinate.
    const std::string& column() const { return tests_[failed_].shown; }
    std::string_view value() const { return tests_[failed_].hidden ? std::string_view{} : failed_cell_; }
    /// The role's cells are coordinates: value() never shows them.
    void hide(const BoundRole& role);

private:
    struct Test {
        std::size_t column = 0;
        std::string shown;
        std::vector<std::string> in, not_in;
        TextMemo<bool> memo;
        bool hidden = false;
    };
    void add_dialect(const RoleBinder& binder);

    std::vector<Test> tests_;
    std::size_t failed_ = 0;
    std::string_view failed_cell_;
};

}  // namespace presencia::layer
