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

private:
    struct Test {
        std::size_t column = 0;
        std::vector<std::string> in, not_in;
        TextMemo<bool> memo;
    };
    void add_dialect(const RoleBinder& binder);

    std::vector<Test> tests_;
};

}  // namespace presencia::layer
