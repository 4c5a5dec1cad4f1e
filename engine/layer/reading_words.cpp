// SPDX-License-Identifier: Apache-2.0
#include "layer/reading_words.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace presencia::layer {

namespace {

WordList words_of(const toml::table& table, std::string_view key, const std::filesystem::path& file) {
    const toml::array* list = table.get_as<toml::array>(key);
    std::vector<std::string> words;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto* word = list->get(i)->as_string();
        if (word == nullptr) {
            list = nullptr;
            break;
        }
        words.push_back(word->get());
    }
    if (list == nullptr) {
        throw Error(ErrorCode::study_syntax, {.file = file.string(), .column = std::string(key)}, "expected a list of text");
    }
    return WordList(words);
}

}  // namespace

WordList::WordList(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        std::string folded = text::fold(word);
        if (folded.empty()) {
            marks_.emplace_back(text::trim(word));
        } else {
            folded_.push_back(std::move(folded));
        }
    }
    std::sort(folded_.begin(), folded_.end());
    std::sort(marks_.begin(), marks_.end());
}

bool WordList::holds(std::string_view text) const {
    const std::string folded = text::fold(text);
    return folded.empty() ? std::binary_search(marks_.begin(), marks_.end(), text, std::less<>()) : holds_folded(folded);
}

bool WordList::holds_folded(std::string_view folded) const {
    return std::binary_search(folded_.begin(), folded_.end(), folded, std::less<>());
}

bool WordList::begins(std::string_view folded) const {
    return std::any_of(folded_.begin(), folded_.end(), [&](const std::string& word) {
        return folded.starts_with(word) && (folded.size() == word.size() || folded[word.size()] == ' ');
    });
}

ReadingWords read_reading_words(const std::filesystem::path& file) {
    toml::table table;
    try {
        if (!std::filesystem::exists(file)) {
            throw Error(ErrorCode::file_missing, {.file = file.string()}, {},
                        "presencia's own data: install it again, or name its folder");
        }
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::study_syntax, {.file = file.string(), .row = static_cast<std::int64_t>(error.source().begin.line)},
                    std::string(error.description()));
    }
    return {words_of(table, "totals", file), words_of(table, "notes", file), words_of(table, "units", file),
            words_of(table, "missing", file), words_of(table, "people", file), words_of(table, "parts", file),
            words_of(table, "everyone", file), words_of(table, "men", file), words_of(table, "women", file),
            words_of(table, "rates", file), words_of(table, "pieces", file), words_of(table, "ages", file)};
}

}  // namespace presencia::layer
