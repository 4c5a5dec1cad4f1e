// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/source_context.hpp"
#include "source/row_batch.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// A role settled against the columns of one file: a constant, one column, or several whose texts are put one behind
/// the other.
class BoundRole {
public:
    /// Nothing plays the role.
    BoundRole() = default;
    static BoundRole constant(std::string text);
    static BoundRole of_columns(std::vector<std::size_t> columns, std::string shown, bool guessed);

    bool given() const noexcept { return constant_ || !columns_.empty(); }
    bool is_constant() const noexcept { return constant_; }
    bool guessed() const noexcept { return guessed_; }
    /// The one column that plays the role; nothing where none does, or several, or a constant.
    std::optional<std::size_t> single_column() const noexcept {
        return columns_.size() == 1 ? std::optional(columns_.front()) : std::nullopt;
    }
    /// The columns that play the role, in the order in which their texts are joined.
    const std::vector<std::size_t>& columns() const noexcept { return columns_; }
    /// text() is overwritten by the next call: a text that must last has to be kept elsewhere.
    bool fleeting() const noexcept { return columns_.size() > 1; }
    /// The column's name as messages show it ("depto+muni" for several), the constant's text, or "".
    const std::string& shown() const noexcept { return shown_; }
    /// The same, but "" for a constant: where in the file the role stands.
    std::string_view column() const noexcept { return constant_ ? std::string_view{} : std::string_view(shown_); }

    /// The row's text, without blanks at either end; "" where there is none, and where one of several columns is blank
    /// (half a code is another code). Of a single column the view lives as long as the batch, of several until the next
    /// call.
    std::string_view text(const source::RowBatch& batch, std::size_t row) const;
    /// How many texts a row has for the role, and each of them: what numbers are added from, for digits put one behind the other are another number.
    std::size_t cell_count() const noexcept { return constant_ ? 1 : columns_.size(); }
    std::string_view cell(const source::RowBatch& batch, std::size_t row, std::size_t k) const;

private:
    bool constant_ = false;
    bool guessed_ = false;
    std::vector<std::size_t> columns_;
    std::string shown_;
    mutable std::string joined_;
};

/// Settles the roles of one source.
class RoleBinder {
public:
    /// `columns` must outlive the binder; `tags` are the reader's.
    RoleBinder(const SourceContext& context, const std::vector<std::string>& columns, const std::vector<std::string>& tags = {});
    /// The same for a reader that outlives the binder.
    RoleBinder(const SourceContext& context, const source::RowReader& reader) : RoleBinder(context, reader.columns(), reader.tags()) {}

    /// The role as the study gives it; where it does not, the column that the dialects recognise (recorded as a guess);
    /// else nothing. HXL hashtags speak before the names of columns. `name` is the key of the study file, and the dialects' name for it. Throws column_missing with the
    /// nearest column and the line.
    BoundRole bind(std::string_view name, const study::Role& role) const;
    /// The same, where the dialects call the role otherwise or file it under another kind of layer.
    BoundRole bind(std::string_view name, const study::Role& role, std::string_view kind,
                   std::string_view dialect_role) const;
    /// The same, and column_missing where nothing plays the role; `hint` completes the message.
    BoundRole require(std::string_view name, const study::Role& role, const std::string& hint) const;
    /// The same, for a role that stands beside another: the column of `taken` is not guessed to play it too.
    BoundRole bind_beside(std::string_view name, const study::Role& role, const BoundRole& taken) const {
        return bind_beside(name, role, context_.kind, name, taken);
    }
    BoundRole bind_beside(std::string_view name, const study::Role& role, std::string_view kind,
                          std::string_view dialect_role, const BoundRole& taken) const;
    /// Only what the study gives: nothing is guessed.
    BoundRole bind_given(std::string_view name, const study::Role& role) const;

    /// Position of a column that the study names in `key`. Throws column_missing.
    std::size_t column(const std::string& name, std::string_view key, int line) const;
    const std::vector<std::string>& columns() const noexcept { return columns_; }
    const SourceContext& context() const noexcept { return context_; }
    /// Whether a column has a hashtag of HXL that answers to the pattern.
    bool tagged(std::string_view pattern) const;

private:
    /// The role by the hashtags of the columns.
    BoundRole bind_tagged(std::string_view name, std::string_view kind, std::string_view dialect_role) const;

    const SourceContext& context_;
    const std::vector<std::string>& columns_;
    std::vector<std::string> tags_;  ///< one a column, normalised, "" where it has none; empty where no column has any
};

}  // namespace presencia::layer
