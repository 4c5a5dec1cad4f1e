// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/style_file.hpp"

#include <toml++/toml.h>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace presencia::emit {

/// One table of a style file, read key by key; every complaint names file, line and key. Inside the stage only.
class StyleReader {
public:
    StyleReader(const toml::table& table, std::string file, std::string path)
        : table_(table), file_(std::move(file)), path_(std::move(path)) {}

    /// Throws study_unknown_key where the table has another key.
    void allow(std::span<const std::string_view> keys) const;
    void allow(std::initializer_list<std::string_view> keys) const { allow(std::span(keys.begin(), keys.size())); }

    bool has(std::string_view key) const { return table_.contains(key); }
    bool is_list(std::string_view key) const { return table_.get(key) != nullptr && table_.get(key)->is_array(); }
    std::string text(std::string_view key) const;
    std::string text_or(std::string_view key, std::string_view otherwise) const;
    bool flag(std::string_view key) const;
    double share(std::string_view key, double otherwise) const;
    LocalText local(std::string_view key) const;
    Rgb colour(std::string_view key) const;
    std::vector<Rgb> colours(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    /// Finite numbers.
    std::vector<double> numbers(std::string_view key) const;
    int whole(std::string_view key) const;
    /// A text, a whole number, true or false, as Cell::text() writes it.
    std::string word(std::string_view key) const;
    std::vector<std::vector<Rgb>> colour_rows(std::string_view key) const;
    ZoomStops stops(std::string_view key) const;
    StyleProperty property(std::string_view key) const { return {text(key), where(key)}; }
    StyleReader table(std::string_view key) const;
    std::vector<StyleReader> tables(std::string_view key) const;
    std::vector<std::string> keys() const;

    Where where(std::string_view key) const;
    [[noreturn]] void fail(ErrorCode code, std::string_view key, std::string detail, std::string hint = {}) const;

private:
    const toml::node& node(std::string_view key) const;
    std::string full(std::string_view key) const;
    Rgb colour_of(const toml::node& node, std::string_view key) const;
    std::vector<Rgb> colours_of(const toml::node& node, std::string_view key, const char* form) const;

    const toml::table& table_;
    std::string file_, path_;
};

/// Parses a file. Throws file_missing, file_unreadable, study_syntax.
toml::table parse_style_file(const std::filesystem::path& path);

}  // namespace presencia::emit
