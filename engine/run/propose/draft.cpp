// SPDX-License-Identifier: Apache-2.0
#include "run/propose/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::propose {

namespace {

/// Text of a comment: one line, whatever a file's cell held.
std::string one_line(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    return out;
}

class Writer {
public:
    void comment(std::string_view text) { line(text.empty() ? "#" : "# " + one_line(text)); }
    void blank() { line(""); }

    void table(const DraftTable& table) {
        for (const std::string& above : table.heading) comment(above);
        for (const std::string& remark : table.remarks) comment(remark);
        const std::string mark = table.off.empty() ? "" : "# ";
        if (!table.off.empty()) comment(table.off);
        line(mark + table.header);
        std::size_t width = 0;
        for (const DraftLine& entry : table.lines) width = std::max(width, entry.key.size() + (entry.asked ? 2 : 0));
        for (const DraftLine& entry : table.lines) {
            const std::string key = (entry.asked ? "# " : "") + entry.key;
            line(fmt::format("{}{:<{}} = {}{}", mark, key, width, entry.value, entry.comment.empty() ? "" : "  # " + one_line(entry.comment)));
        }
    }

    int lines() const { return lines_; }
    std::string take() { return std::move(text_); }

private:
    void line(std::string_view text) {
        text_ += text;
        text_ += '\n';
        ++lines_;
    }

    std::string text_;
    int lines_ = 0;
};

}  // namespace

std::string toml_scalar(std::string_view word) {
    const bool whole = !word.empty() && word.find_first_not_of("0123456789") == word.npos;
    return whole ? std::string(word) : toml_text(word);
}

std::string toml_constant(std::string_view text) {
    return "{ value = " + toml_text(text) + " }";
}

DraftText write_draft(const std::vector<std::string>& preface, const std::vector<DraftTable>& tables) {
    Writer writer;
    DraftText out;
    for (const std::string& text : preface) writer.comment(text);
    for (const DraftTable& table : tables) {
        writer.blank();
        out.first_lines.push_back(writer.lines() + 1);
        writer.table(table);
        out.last_lines.push_back(writer.lines());
    }
    out.text = writer.take();
    return out;
}

}  // namespace presencia::propose
