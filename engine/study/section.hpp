// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "study/problems.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::study {

/// Line of a node in its file.
int line_of(const toml::node& node);
/// "text", "a whole number", "a list" ...: for people.
Text type_name(const toml::node& node);
/// Text as it stands; whole numbers, decimals, true/false and dates as they are written; nothing for lists and tables.
std::optional<std::string> scalar_text(const toml::node& node);

/// One table of a study file. It remembers which keys the code asked for: these are the valid ones, so there is no
/// second list that could disagree, and `finish` reports every other key. A value that cannot be used is reported and
/// reads as absent.
class Section {
public:
    /// `path` is "" for the file itself, "incidents[0]" for the first [[incidents]].
    Section(const toml::table& table, std::string path, Problems& problems);

    const std::string& path() const noexcept { return path_; }
    std::string path_of(std::string_view key) const;
    int line() const noexcept { return line_; }
    Problems& problems() const noexcept { return *problems_; }

    /// The value, or null. Asking makes the key a valid one.
    const toml::node* find(std::string_view key);
    bool has(std::string_view key) { return find(key) != nullptr; }
    /// Line of the key's value; the table's own line where the key is not there.
    int line_of_key(std::string_view key) const;

    std::optional<std::string> text(std::string_view key);  ///< not empty
    std::optional<double> number(std::string_view key);     ///< finite; whole numbers too
    std::optional<std::int64_t> integer(std::string_view key);
    std::optional<bool> flag(std::string_view key);
    /// A bare date (2013-01-31) or the same between quotes.
    std::optional<Date> date(std::string_view key);
    /// A list of non-empty text; numbers are refused, since a code loses its leading zeros as a number.
    std::optional<std::vector<std::string>> texts(std::string_view key);
    std::optional<Section> table(std::string_view key);
    /// The tables of [[key]]; empty where there is none.
    std::vector<Section> tables(std::string_view key);

    /// One of `words`: its value.
    template <class Value>
    std::optional<Value> word(std::string_view key, std::span<const std::pair<std::string_view, Value>> words);

    /// Reports at `key` what is wrong with its value.
    void reject(std::string_view key, ErrorCode code, const Text& detail, const Text& hint = {}) const;
    /// Reports that `found`, the value of `key` or a part of it, is not what was expected.
    void wrong_type(std::string_view key, const Text& expected, const toml::node& found, const Text& hint = {}) const;
    void require(std::string_view key, const Text& hint);
    /// Reports every key that nobody asked for: keys of later versions as such, the others with the nearest valid key.
    void finish() const;

private:
    void unknown_word(std::string_view key, const std::string& found, std::span<const std::string> valid) const;

    const toml::table* table_;
    std::string path_;
    int line_;
    Problems* problems_;
    std::vector<std::string> asked_;
};

template <class Value>
std::optional<Value> Section::word(std::string_view key, std::span<const std::pair<std::string_view, Value>> words) {
    const std::optional<std::string> found = text(key);
    if (!found) {
        return std::nullopt;
    }
    std::vector<std::string> valid;
    for (const auto& [name, value] : words) {
        if (name == *found) {
            return value;
        }
        valid.emplace_back(name);
    }
    unknown_word(key, *found, valid);
    return std::nullopt;
}

/// "did you mean `x`?" where one of `valid` is near, else the list of them.
Text hint_for(std::string_view word, std::span<const std::string> valid);

}  // namespace presencia::study
