// SPDX-License-Identifier: Apache-2.0
#include "run/propose/answers.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/row_hints.hpp"

#include <algorithm>
#include <iterator>

namespace presencia::propose {

namespace {

/// Keys of how a source is read: what a hint says of others ("code = ...") is an example and no answer.
constexpr std::string_view keys_of_reading[] = {"encoding", "header", "decimal", "date_format", "crs", "coordinates", "centre_points"};

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// The word before the '=' at `at`, with one blank between them; "" where there is none.
std::string_view key_before(std::string_view text, std::size_t at) {
    if (at == 0 || text[at - 1] != ' ') return {};
    std::size_t first = at - 1;
    while (first > 0 && letter(text[first - 1])) --first;
    return text.substr(first, at - 1 - first);
}

/// The value that begins at `at`: a text between quotes, a list, or a whole number; "" for anything else.
std::string_view value_at(std::string_view text, std::size_t at) {
    const char close = text[at] == '"' ? '"' : text[at] == '[' ? ']' : '\0';
    if (close != '\0') {
        const std::size_t end = text.find(close, at + 1);
        return end == text.npos ? std::string_view() : text.substr(at, end + 1 - at);
    }
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    return text.substr(at, end - at);
}

}  // namespace

std::vector<Answer> answers_in(std::string_view hint) {
    std::vector<Answer> out;
    std::string_view key;
    for (std::size_t at = 0; at < hint.size(); ++at) {
        const bool named = hint[at] == '=' && at + 2 < hint.size() && hint[at + 1] == ' ';
        if (named) {
            key = key_before(hint, at);
            at += 2;
        } else if (hint[at] != '"') {
            continue;  // behind a key and its value other values may stand alone, between quotes
        }
        const std::string_view value = value_at(hint, at);
        if (value.empty()) continue;
        const bool known = std::find(std::begin(keys_of_reading), std::end(keys_of_reading), key) != std::end(keys_of_reading);
        if (known && value.find("...") == value.npos) out.push_back({std::string(key), std::string(value)});
        at += value.size() - 1;
    }
    return out;
}

std::string sentence(const Error& error, Language language, bool column) {
    const ErrorEntry& entry = error_entry(error.code());
    const Error said = said_in(error, language);
    std::string out = std::string(entry.id) + " " + std::string(tr(language, entry.es, entry.en));
    if (column && !said.where().column.empty()) out += ": " + said.where().column;
    if (!said.detail().empty()) out += ": " + said.detail();
    if (!said.hint().empty()) out += std::string(tr(language, "; sugerencia: ", "; hint: ")) + said.hint();
    return out;
}

std::string short_sentence(const std::string& sentence) {
    return sentence.substr(0, std::min(sentence.find(": "), sentence.find("; ")));
}

Question question_about(const FileLook& look, std::string text, const std::vector<Answer>& answers) {
    Question out;
    out.file = look.source.shown;
    out.layer = look.source.layer;
    out.text = std::move(text);
    for (const Answer& answer : answers) out.answers.push_back(answer.key + " = " + answer.value);
    if (!answers.empty()) {
        const std::string& value = answers.front().value;
        // A plain word needs no quotes on the command line.
        const bool text_value = value.size() > 2 && value.front() == '"';
        out.flag = set_flag(look, answers.front().key + "=" + (text_value ? value.substr(1, value.size() - 2) : value));
    }
    return out;
}

bool asks_about(const Question& question, const FileLook& look) {
    return question.file == look.source.shown && question.layer == look.source.layer;
}

}  // namespace presencia::propose
