// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Reading the program's own data, the TOML files under layers/. Every error is study_syntax with file, line and key,
/// unless it says otherwise.
namespace presencia::layer::data {

/// Throws at the line of `at` (null: of the file).
[[noreturn]] void fail(const std::filesystem::path& file, const toml::node* at, const std::string& key,
                       const std::string& detail, ErrorCode code = ErrorCode::study_syntax);

/// Throws file_missing, study_syntax.
toml::table parse(const std::filesystem::path& file);

void only_keys(const std::filesystem::path& file, const toml::table& table,
               std::initializer_list<std::string_view> keys);
const toml::table& table_at(const std::filesystem::path& file, const toml::node& node, const std::string& key);
/// A list of text; may be empty.
std::vector<std::string> texts(const std::filesystem::path& file, const toml::node& node, const std::string& key);
std::string text(const std::filesystem::path& file, const toml::node& node, const std::string& key);
std::string required_text(const std::filesystem::path& file, const toml::table& table, std::string_view key);

/// Each word as text::fold makes it; hashtags of HXL as hxl::normalised does.
std::vector<std::string> folded(std::vector<std::string> words);

}  // namespace presencia::layer::data
