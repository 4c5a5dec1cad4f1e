// SPDX-License-Identifier: Apache-2.0
#include "study/rewrite_study.hpp"

#include "core/error.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>

namespace presencia::study {

namespace {

/// A text between two places of the file, and what takes its place.
struct Edit {
    std::size_t begin = 0, end = 0;
    std::string text;
};

std::string quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::toml_formatter{toml::value<std::string>(text), toml::format_flags::none};
    return out.str();
}

void make_inline(toml::table& table) {
    table.is_inline(true);
    for (auto&& [key, node] : table) {
        if (node.is_table()) make_inline(*node.as_table());
    }
}

std::string inline_table(toml::table table) {
    make_inline(table);
    std::ostringstream out;
    out << toml::toml_formatter{table, toml::format_flags::none};
    return out.str();
}

/// Roles of which a plain text is the same for every row; of the others it is a column.
bool plain_is_constant(std::string_view key) {
    return key == "class" || key == "family" || key == "kind" || key == "objective";
}

class Rewriter {
public:
    explicit Rewriter(const std::string& text) : text_(text) {
        starts_.push_back(0);
        for (std::size_t k = 0; k < text.size(); ++k) {
            if (text[k] == '\n') starts_.push_back(k + 1);
        }
        try {
            root_ = toml::parse(text);
        } catch (const toml::parse_error& error) {
            throw Error(ErrorCode::study_syntax, {{}, static_cast<std::int64_t>(error.source().begin.line)}, std::string(error.description()));
        }
    }

    void apply(const SourceChange& change) {
        toml::node* node = table_of(change);
        std::string prefix;
        for (std::size_t k = 0; node != nullptr; ++k) {
            toml::table* table = node->as_table();
            if (table == nullptr || table->is_inline()) return change_inline(*node, {change.inner.begin() + static_cast<std::ptrdiff_t>(k), change.inner.end()}, change);
            if (k > 0) prefix = text_[offset(table->source().begin)] == '[' ? std::string() : prefix + change.inner[k - 1] + ".";
            if (k == change.inner.size()) return edit(*table, change, prefix);
            node = table->get(change.inner[k]);
        }
    }

    std::string take() {
        for (const auto& [begin, one] : inline_) replace(one.region, inline_table(one.table));
        inline_.clear();
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.begin > b.begin; });
        std::string out = text_;
        for (const Edit& edit : edits_) out.replace(edit.begin, edit.end - edit.begin, edit.text);
        return out;
    }

private:
    /// The [[table]] or [table] that a change speaks of; null where the study has none.
    toml::table* table_of(const SourceChange& change) {
        toml::node* node = root_.get(change.table);
        if (node == nullptr) return nullptr;
        if (toml::array* list = node->as_array()) return change.index < list->size() ? list->get(change.index)->as_table() : nullptr;
        return node->as_table();
    }

    /// toml++ counts columns in characters.
    std::size_t offset(const toml::source_position& at) const {
        std::size_t byte = starts_.at(at.line - 1);
        for (toml::source_index column = 1; column < at.column && byte < text_.size(); ++column) {
            ++byte;
            while (byte < text_.size() && (static_cast<unsigned char>(text_[byte]) & 0xC0U) == 0x80U) ++byte;
        }
        return byte;
    }

    void replace(const toml::source_region& region, std::string text) { edits_.push_back({offset(region.begin), offset(region.end), std::move(text)}); }

    /// `key = value` with the comment behind it and its line, where nothing else stands there.
    void remove(const toml::key& key, const toml::node& value) {
        std::size_t begin = offset(key.source().begin), end = offset(value.source().end);
        const std::size_t line_end = std::min(text_.find('\n', end), text_.size());
        const std::string_view rest = std::string_view(text_).substr(end, line_end - end);
        const std::size_t said = rest.find_first_not_of(" \t\r");
        const std::size_t line_begin = begin == 0 ? 0 : text_.rfind('\n', begin - 1) + 1;
        if (said == rest.npos || rest[said] == '#') {
            begin = line_begin;
            end = std::min(line_end + 1, text_.size());
        }
        edits_.push_back({begin, end, {}});
    }

    /// `prefix`: "population." where the table is written as dotted keys of the one around it.
    void edit(const toml::table& table, const SourceChange& change, const std::string& prefix) {
        std::string added;
        for (const auto& [key, text] : change.texts) added += "\n" + prefix + key + " = " + quoted(text);
        for (const auto& [key, number] : change.numbers) added += "\n" + prefix + key + " = " + std::to_string(number);
        for (const auto& [key, flag] : change.flags) added += "\n" + prefix + key + (flag ? " = true" : " = false");
        for (const auto& [key, column] : change.columns) added += table.contains(key) ? "" : "\n" + prefix + key + " = " + (plain_is_constant(key) ? "{ column = " + quoted(column) + " }" : quoted(column));
        for (const auto& [key, word] : change.constants) added += table.contains(key) ? "" : "\n" + prefix + key + " = " + (plain_is_constant(key) ? quoted(word) : "{ value = " + quoted(word) + " }");
        for (const auto& [key, value] : table) {
            const std::string name(key.str());
            if (name == "source") {
                replace(value.source(), quoted(change.source));
                const std::size_t line_end = std::min(text_.find('\n', offset(value.source().end)), text_.size());
                edits_.push_back({line_end, line_end, added});
            } else if (change.texts.contains(name) || change.numbers.contains(name) || change.flags.contains(name) || std::find(change.removed.begin(), change.removed.end(), name) != change.removed.end()) {
                remove(key, value);
            }
        }
    }

    /// A table between braces, or a text in the place of one, is written anew: once, with all that changes in it.
    void change_inline(const toml::node& node, const std::vector<std::string>& path, const SourceChange& change) {
        Inline& whole = inline_.try_emplace(offset(node.source().begin), Inline{node.source(), node.is_table() ? *node.as_table() : toml::table{}}).first->second;
        toml::table* table = &whole.table;
        for (const std::string& key : path) {
            if (!table->contains(key)) return;
            if (!table->get(key)->is_table()) table->insert_or_assign(key, toml::table{});
            table = table->get(key)->as_table();
        }
        put(*table, change);
    }

    static void put(toml::table& table, const SourceChange& change) {
        table.insert_or_assign("source", change.source);
        for (const std::string& key : change.removed) table.erase(key);
        for (const auto& [key, text] : change.texts) table.insert_or_assign(key, text);
        for (const auto& [key, number] : change.numbers) table.insert_or_assign(key, number);
        for (const auto& [key, flag] : change.flags) table.insert_or_assign(key, flag);
        for (const auto& [key, column] : change.columns) {
            if (!table.contains(key)) table.insert(key, column);
        }
        for (const auto& [key, word] : change.constants) {
            if (!table.contains(key)) table.insert(key, toml::table{{"value", word}});
        }
    }

    struct Inline {
        toml::source_region region;
        toml::table table;
    };

    const std::string& text_;
    std::vector<std::size_t> starts_;  ///< of the lines
    toml::table root_;
    std::vector<Edit> edits_;
    std::map<std::size_t, Inline> inline_;  ///< by where they begin
};

}  // namespace

std::string rewrite_study(const std::string& text, const std::vector<SourceChange>& changes) {
    Rewriter rewriter(text);
    for (const SourceChange& change : changes) rewriter.apply(change);
    return rewriter.take();
}

}  // namespace presencia::study
