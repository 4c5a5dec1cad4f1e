// SPDX-License-Identifier: Apache-2.0
#include "layer/words.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

Words::Words(const SourceContext& context, std::string_view role_name, const study::Role& role,
             std::vector<std::string> allowed)
    : dialects_(context.dialects), known_(context.dialect), kind_(context.kind), role_(role_name), map_(role.values.begin(), role.values.end()) {
    for (const auto& [theirs, ours] : map_) {
        folded_map_.emplace_back(text::fold(theirs), ours);
    }
    for (std::string& word : allowed) {
        std::string folded = text::fold(word);
        allowed_.emplace_back(std::move(folded), std::move(word));
    }
}

std::optional<std::string> Words::look_up(std::string_view word) const {
    for (const auto& [theirs, ours] : map_) {
        if (theirs == word) return ours;
    }
    const std::string folded = text::fold(word);
    for (const auto& [theirs, ours] : folded_map_) {
        if (theirs == folded && !folded.empty()) return ours;
    }
    for (const auto& [ours_folded, ours] : allowed_) {
        if (ours_folded == folded) return ours;
    }
    if (auto known = dialects_.value_for(kind_, role_, word, known_); known && allows(*known)) return known;
    return std::nullopt;
}

bool Words::allows(std::string_view ours) const {
    return allowed_.empty() || std::any_of(allowed_.begin(), allowed_.end(), [&](const auto& entry) { return entry.second == ours; });
}

std::optional<std::string> Words::by_beginning(std::string_view word) {
    auto begun = dialects_.value_beginning(kind_, role_, word);
    if (!begun || !allows(begun->second)) return std::nullopt;
    beginnings_.emplace(word, std::move(begun->first));
    return std::move(begun->second);
}

std::string_view Words::beginning(std::string_view word) const {
    const auto found = beginnings_.find(word);
    return found == beginnings_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string_view> Words::find(std::string_view word) {
    if (const auto* known = memo_.find(word)) {
        return *known;
    }
    std::optional<std::string_view> result;
    auto ours = look_up(word);
    if (!ours) ours = by_beginning(word);
    if (ours) {
        result = *ours_.insert(std::move(*ours)).first;
    }
    memo_.remember(word, result);
    return result;
}

bool Words::fits(const BoundRole& role, const source::RowBatch& sample, const std::string& separator) {
    bool any = false;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const std::string_view cell = role.text(sample, row);
        if (cell.empty()) continue;
        any = true;
        if (find(cell)) return true;
        if (!separator.empty() && find(text::trim(cell.substr(0, cell.find(separator))))) return true;
    }
    return !any;
}

BoundRole bind_worded(const RoleBinder& binder, std::string_view name, const study::Role& role, Words& words,
                      const source::RowBatch& sample) {
    std::vector<Guess>& guesses = binder.context().guesses;
    const std::size_t before = guesses.size();
    BoundRole bound = binder.bind(name, role);
    if (bound.guessed() && !words.fits(bound, sample, role.separator)) {
        guesses.resize(before);
        return {};
    }
    return bound;
}

}  // namespace presencia::layer
