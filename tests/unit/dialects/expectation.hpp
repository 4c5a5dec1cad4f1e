// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::test {

inline toml::table expectations(const std::string& kind) {
    return toml::parse_file(std::string(PRESENCIA_SOURCE_DIR) + "/tests/unit/dialects/samples/" + kind + ".toml");
}

/// The dialects of a kind for which there is an expectation, sorted.
inline std::vector<std::string> expected_stems(const std::string& kind) {
    std::vector<std::string> stems;
    for (const auto& [stem, node] : expectations(kind)) stems.emplace_back(stem.str());
    std::sort(stems.begin(), stems.end());
    return stems;
}

/// What a sample must be read as: a table of tests/unit/dialects/samples/<kind>.toml. Keys that are not there read as "", 0 and nothing.
class Expectation {
public:
    Expectation(const std::string& kind, const std::string& stem) {
        const toml::table all = expectations(kind);
        if (const toml::table* found = all[stem].as_table()) table_ = *found;
    }

    bool has(std::string_view key) const { return table_.contains(key); }
    std::string text(std::string_view key) const { return table_[key].value_or(std::string()); }
    std::int64_t number(std::string_view key) const { return table_[key].value_or(std::int64_t{0}); }
    double real(std::string_view key) const { return table_[key].value_or(0.0); }
    std::vector<std::string> list(std::string_view key) const {
        std::vector<std::string> out;
        if (const toml::array* array = table_[key].as_array()) {
            for (const toml::node& item : *array) out.push_back(item.value_or(std::string()));
        }
        return out;
    }
    std::map<std::string, std::string> texts(std::string_view key) const { return entries<std::string>(key); }
    std::map<std::string, std::int64_t> numbers(std::string_view key) const { return entries<std::int64_t>(key); }

private:
    template <class Value>
    std::map<std::string, Value> entries(std::string_view key) const {
        std::map<std::string, Value> out;
        if (const toml::table* table = table_[key].as_table()) {
            for (const auto& [name, node] : *table) out[std::string(name.str())] = node.value_or(Value{});
        }
        return out;
    }

    toml::table table_;
};

}  // namespace presencia::test
