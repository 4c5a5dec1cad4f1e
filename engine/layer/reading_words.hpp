// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Words compared under text::fold(); those of punctuation alone as they stand.
class WordList {
public:
    WordList() = default;
    explicit WordList(const std::vector<std::string>& words);

    /// `text` is trimmed UTF-8.
    bool holds(std::string_view text) const;
    /// The same for a text that is folded already.
    bool holds_folded(std::string_view folded) const;
    /// True where the folded text is one of the words, or begins with one and a blank.
    bool begins(std::string_view folded) const;
    const std::vector<std::string>& folded() const noexcept { return folded_; }
    const std::vector<std::string>& marks() const noexcept { return marks_; }
    bool empty() const noexcept { return folded_.empty() && marks_.empty(); }

private:
    std::vector<std::string> folded_;  // sorted
    std::vector<std::string> marks_;   // sorted
};

/// What layers/reading.toml says: words that tell totals, notes, units and missing values from data, and files of people from others; names of
/// columns that say of which part of the people a row speaks, words for all of them, names of columns that hold men or women alone; of wide tables
/// words for rates, for parts of a year, and those of ages.
struct ReadingWords {
    /// Whether a cell says "all of them": a word for totals, or for everyone.
    bool says_all(std::string_view text) const { return totals.holds(text) || everyone.holds(text); }

    WordList totals, notes, units, missing, people, parts, everyone, men, women, rates, pieces, ages;
};

/// Throws file_missing, study_syntax.
ReadingWords read_reading_words(const std::filesystem::path& file);

}  // namespace presencia::layer
