// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/roles.hpp"
#include "layer/text_memo.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Turns a source's words of one role into ours: the study's map first (as written, then without case and accents),
/// then the dialects; what a word begins with (`[likely]` of the dialects) comes last.
class Words {
public:
    /// `allowed`: our own words, which are understood as they are (folded); empty where any word is one of ours.
    Words(const SourceContext& context, std::string_view role_name, const study::Role& role,
          std::vector<std::string> allowed);

    /// Our word; nothing where it is not known. The view lives as long as this object. Cost: a hash lookup for a word
    /// met before.
    std::optional<std::string_view> find(std::string_view word);
    /// Our word, or the word itself.
    std::string_view or_itself(std::string_view word) { return find(word).value_or(word); }
    /// Of a word that find() understood by its beginning alone: that beginning; "" for any other.
    std::string_view beginning(std::string_view word) const;
    /// Whether the study maps words of this role: then a word outside the map is left out on purpose.
    bool mapped() const noexcept { return !map_.empty(); }

    /// Whether any word of the sample's column is known, or none is there to judge by. A column that was only guessed
    /// and speaks of something else
    /// ("estado" of a federation, not of a project) fails here.
    bool fits(const BoundRole& role, const source::RowBatch& sample, const std::string& separator);

private:
    std::optional<std::string> look_up(std::string_view word) const;
    std::optional<std::string> by_beginning(std::string_view word);
    /// Whether it is one of ours, where not every word is.
    bool allows(std::string_view ours) const;

    const Dialects& dialects_;
    const Dialect* known_;
    std::string kind_;
    std::string role_;
    std::vector<std::pair<std::string, std::string>> map_;         // as written
    std::vector<std::pair<std::string, std::string>> folded_map_;  // folded source word, our word
    std::vector<std::pair<std::string, std::string>> allowed_;     // folded, as written
    std::set<std::string, std::less<>> ours_;                      // nodes stay where they are: views into them last
    std::map<std::string, std::string, std::less<>> beginnings_;   // of words that were understood by theirs
    TextMemo<std::optional<std::string_view>> memo_;
};

/// Binds a role whose words must be known: a guessed column whose words say nothing to us is dropped (and its guess
/// withdrawn).
BoundRole bind_worded(const RoleBinder& binder, std::string_view name, const study::Role& role, Words& words,
                      const source::RowBatch& sample);

}  // namespace presencia::layer
