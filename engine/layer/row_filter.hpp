// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"
#include "layer/text_memo.hpp"

#include <cstddef>
#include <string_view>

namespace presencia::layer {

/// `where = { field = ..., in = [...], not = [...] }` against the columns of one file. Words are compared as written,
/// and without case and accents where they have letters.
class RowFilter {
public:
    /// Throws column_missing where the field is not a column.
    RowFilter(const RoleBinder& binder, const study::Where& where);

    bool given() const { return where_.given(); }
    bool passes(const source::RowBatch& batch, std::size_t row);

private:
    bool judge(std::string_view cell) const;

    const study::Where& where_;
    std::size_t column_ = 0;
    TextMemo<bool> memo_;
};

}  // namespace presencia::layer
