// SPDX-License-Identifier: Apache-2.0
#include "layer/data_file.hpp"

#include "core/text.hpp"
#include "layer/hxl.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace presencia::layer::data {

namespace fs = std::filesystem;

void fail(const fs::path& file, const toml::node* at, const std::string& key, const std::string& detail,
          ErrorCode code) {
    throw Error(code, {file.string(), at == nullptr ? 0 : static_cast<std::int64_t>(at->source().begin.line), key},
                detail, "layers/README.md describes the form of these files");
}

toml::table parse(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw Error(ErrorCode::file_missing, {file.string()}, {},
                    "presencia's own data: install it again, or name its folder");
    }
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    try {
        return toml::parse(bytes);
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::study_syntax, {file.string(), static_cast<std::int64_t>(error.source().begin.line)},
                    std::string(error.description()));
    }
}

void only_keys(const fs::path& file, const toml::table& table, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
            fail(file, &value, std::string(key.str()), "unknown key");
        }
    }
}

const toml::table& table_at(const fs::path& file, const toml::node& node, const std::string& key) {
    if (const toml::table* table = node.as_table()) {
        return *table;
    }
    fail(file, &node, key, "expected a table");
}

std::vector<std::string> texts(const fs::path& file, const toml::node& node, const std::string& key) {
    const toml::array* list = node.as_array();
    if (list == nullptr) {
        fail(file, &node, key, "expected a list of text");
    }
    std::vector<std::string> out;
    for (const toml::node& item : *list) {
        const auto* text = item.as_string();
        if (text == nullptr) {
            fail(file, &item, key, "expected a list of text");
        }
        out.push_back(text->get());
    }
    return out;
}

std::string text(const fs::path& file, const toml::node& node, const std::string& key) {
    if (const auto* text = node.as_string()) {
        return text->get();
    }
    fail(file, &node, key, "expected text");
}

std::string required_text(const fs::path& file, const toml::table& table, std::string_view key) {
    if (const toml::node* node = table.get(key)) {
        return text(file, *node, std::string(key));
    }
    fail(file, &table, std::string(key), "expected text");
}

std::vector<std::string> folded(std::vector<std::string> words) {
    for (std::string& word : words) {
        word = word.starts_with('#') ? hxl::normalised(word) : text::fold(word);
    }
    return words;
}

}  // namespace presencia::layer::data
