// SPDX-License-Identifier: Apache-2.0
#include "layer/roles.hpp"

#include "core/text.hpp"
#include "layer/hxl.hpp"

#include <algorithm>

namespace presencia::layer {

BoundRole BoundRole::constant(std::string text) {
    BoundRole role;
    role.constant_ = true;
    role.shown_ = std::string(text::trim(text));
    return role;
}

BoundRole BoundRole::of_columns(std::vector<std::size_t> columns, std::string shown, bool guessed) {
    BoundRole role;
    role.columns_ = std::move(columns);
    role.shown_ = std::move(shown);
    role.guessed_ = guessed;
    return role;
}

std::string_view BoundRole::cell(const source::RowBatch& batch, std::size_t row, std::size_t k) const {
    return constant_ ? std::string_view(shown_) : text::trim(batch.cells[columns_[k]][row]);
}

std::string_view BoundRole::text(const source::RowBatch& batch, std::size_t row) const {
    if (constant_) {
        return shown_;
    }
    if (columns_.empty()) {
        return {};
    }
    if (columns_.size() == 1) {
        return text::trim(batch.cells[columns_.front()][row]);
    }
    joined_.clear();
    for (const std::size_t column : columns_) {
        const std::string_view part = text::trim(batch.cells[column][row]);
        if (part.empty()) {
            return {};
        }
        joined_ += part;
    }
    return joined_;
}

RoleBinder::RoleBinder(const SourceContext& context, const std::vector<std::string>& columns, const std::vector<std::string>& tags)
    : context_(context), columns_(columns), tags_(tags) {
    // The header itself may be the row of tags.
    if (tags_.empty() && std::any_of(columns_.begin(), columns_.end(), hxl::is_tag)) {
        for (const std::string& column : columns_) {
            tags_.push_back(hxl::is_tag(column) ? hxl::normalised(column) : std::string{});
        }
    }
}

std::size_t RoleBinder::column(const std::string& name, std::string_view key, int line) const {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found != columns_.end()) {
        return static_cast<std::size_t>(found - columns_.begin());
    }
    if (hxl::is_tag(name)) {
        const auto tagged = std::find(tags_.begin(), tags_.end(), hxl::normalised(name));
        if (tagged != tags_.end()) {
            return static_cast<std::size_t>(tagged - tags_.begin());
        }
    }
    const std::string& shown = context_.source.shown;
    const std::string nearest = text::nearest(name, columns_);
    const std::string all = text::clip(text::join(columns_, ", "), 400);
    throw Error(ErrorCode::column_missing, context_.in_study(std::string(key), line),
                context_.say(shown + " no tiene la columna \"" + name + "\"; tiene: " + all,
                             shown + " has no column \"" + name + "\"; it has: " + all),
                nearest.empty()
                    ? std::string{}
                    : context_.say("¿quiso decir \"" + nearest + "\"?", "did you mean \"" + nearest + "\"?"));
}

BoundRole RoleBinder::bind_given(std::string_view name, const study::Role& role) const {
    if (role.constant) {
        return BoundRole::constant(*role.constant);
    }
    std::vector<std::size_t> found;
    for (const std::string& wanted : role.columns) {
        found.push_back(column(wanted, name, role.line));
    }
    return found.empty() ? BoundRole{} : BoundRole::of_columns(std::move(found), text::join(role.columns, "+"), false);
}

BoundRole RoleBinder::bind(std::string_view name, const study::Role& role) const {
    return bind(name, role, context_.kind, name);
}

BoundRole RoleBinder::bind(std::string_view name, const study::Role& role, std::string_view kind,
                           std::string_view dialect_role) const {
    if (role.given()) {
        return bind_given(name, role);
    }
    const Dialect* const known = kind == context_.kind ? context_.dialect : nullptr;
    if (const auto fixed = known == nullptr ? std::nullopt : context_.constant(dialect_role)) {
        context_.guess_role(std::string(name), *fixed, context_.layout());
        return BoundRole::constant(*fixed);
    }
    if (BoundRole tagged = bind_tagged(name, kind, dialect_role); tagged.given()) {
        return tagged;
    }
    const auto guess = context_.dialects.column_for(kind, dialect_role, columns_, known);
    if (!guess) {
        return {};
    }
    const auto found = std::find(columns_.begin(), columns_.end(), *guess);
    if (found == columns_.end()) {
        return {};
    }
    const bool by_layout = known != nullptr && column_in(*known, dialect_role, {text::fold(*guess)});
    std::string why = by_layout ? context_.layout() : context_.say("así se suele llamar la columna", "columns of this role are often called so");
    if (!by_layout && context_.dialects.likely_only(kind, dialect_role, *guess, known)) {
        const auto year = context_.dialects.year_in_name(kind, dialect_role, *guess);
        why = context_.say("se llama de modo parecido", "it is called much like that") + (year ? context_.say("; los valores son de ", "; the values are of ") + std::to_string(*year) : "");
    }
    context_.guess_role(std::string(name), *guess, why);
    return BoundRole::of_columns({static_cast<std::size_t>(found - columns_.begin())}, *guess, true);
}

BoundRole RoleBinder::bind_beside(std::string_view name, const study::Role& role, std::string_view kind,
                                  std::string_view dialect_role, const BoundRole& taken) const {
    const std::size_t before = context_.guesses.size();
    BoundRole bound = bind(name, role, kind, dialect_role);
    if (bound.guessed() && bound.single_column() && bound.single_column() == taken.single_column()) {
        context_.guesses.resize(before);
        return {};
    }
    return bound;
}

bool RoleBinder::tagged(std::string_view pattern) const {
    return hxl::find(pattern, tags_).has_value();
}

BoundRole RoleBinder::bind_tagged(std::string_view name, std::string_view kind, std::string_view dialect_role) const {
    if (tags_.empty()) {
        return {};
    }
    const auto found = context_.dialects.tagged_column(kind, dialect_role, tags_);
    if (!found) {
        return {};
    }
    context_.guess_role(std::string(name), columns_[*found], context_.say("etiqueta de HXL: ", "hashtag of HXL: ") + tags_[*found]);
    return BoundRole::of_columns({*found}, columns_[*found], true);
}

BoundRole RoleBinder::require(std::string_view name, const study::Role& role, const std::string& hint) const {
    BoundRole bound = bind(name, role);
    if (bound.given()) {
        return bound;
    }
    const std::string all = text::clip(text::join(columns_, ", "), 400);
    const std::string& shown = context_.source.shown;
    throw Error(
        ErrorCode::column_missing, context_.in_study(std::string(name)),
        context_.say("ninguna columna de " + shown + " se reconoce como \"" + std::string(name) + "\"; tiene: " + all,
                     "no column of " + shown + " is recognised as \"" + std::string(name) + "\"; it has: " + all),
        hint);
}

}  // namespace presencia::layer
