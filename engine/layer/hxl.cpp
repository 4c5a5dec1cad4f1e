// SPDX-License-Identifier: Apache-2.0
#include "layer/hxl.hpp"

#include "core/text.hpp"
#include "source/vector_format.hpp"

#include <algorithm>
#include <utility>

namespace presencia::layer::hxl {

namespace {

constexpr std::size_t rows_looked_at = 25;

bool tag_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool word_part(char c) {
    return tag_letter(c) || text::is_digit(c) || c == '_';
}

/// "#geo", "+lat" ...: a mark and its word.
std::vector<std::string_view> parts_of(std::string_view tag) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t at = 1; at <= tag.size(); ++at) {
        if (at == tag.size() || tag[at] == '+' || tag[at] == '-') {
            parts.push_back(tag.substr(from, at - from));
            from = at;
        }
    }
    return parts;
}

std::size_t attributes(std::string_view tag) {
    return static_cast<std::size_t>(std::count(tag.begin(), tag.end(), '+'));
}

/// Leaves the headings out and tells the tags.
class BelowTags final : public source::RowReader {
public:
    BelowTags(std::unique_ptr<source::RowReader> reader, TagRow tags) : reader_(std::move(reader)), tags_(std::move(tags.tags)), headings_(tags.row + 1) {}

    const std::vector<std::string>& columns() const override { return reader_->columns(); }
    const std::vector<std::string>& tags() const override { return tags_; }
    const std::string& crs() const override { return reader_->crs(); }
    bool has_geometry() const override { return reader_->has_geometry(); }
    double progress() const override { return reader_->progress(); }

    bool next(source::RowBatch& batch) override {
        while (reader_->next(batch)) {
            const std::size_t here = std::min(headings_, batch.size());
            headings_ -= here;
            cut(batch, here);
            if (batch.size() > 0 || !batch.faults.empty() || !batch.aside.empty()) return true;
        }
        return false;
    }

private:
    static void cut(source::RowBatch& batch, std::size_t rows) {
        if (rows == 0) return;
        const auto count = static_cast<std::ptrdiff_t>(rows);
        // What is set aside above the tags is part of the headings, as blank rows between them.
        std::erase_if(batch.aside, [last = batch.row[rows - 1]](const Reject& one) { return one.row < last; });
        batch.row.erase(batch.row.begin(), batch.row.begin() + count);
        for (auto& cells : batch.cells) cells.erase(cells.begin(), cells.begin() + count);
        if (!batch.wkb.empty()) batch.wkb.erase(batch.wkb.begin(), batch.wkb.begin() + count);
    }

    std::unique_ptr<source::RowReader> reader_;
    std::vector<std::string> tags_;
    std::size_t headings_;  ///< rows still to be left out
};

}  // namespace

bool is_tag(std::string_view cell) {
    const std::string_view tag = text::trim(cell);
    if (tag.size() < 2 || tag[0] != '#' || !tag_letter(tag[1])) {
        return false;
    }
    bool begins = false;  // a word must follow a '+'
    for (std::size_t i = 1; i < tag.size(); ++i) {
        const char c = tag[i];
        if (c == ' ' || c == '\t') continue;
        if (c == '+') {
            if (begins) return false;
            begins = true;
        } else if (begins ? tag_letter(c) : word_part(c)) {
            begins = false;
        } else {
            return false;
        }
    }
    return !begins;
}

std::string normalised(std::string_view written) {
    std::string tag;
    for (const char c : written) {
        if (c != ' ' && c != '\t') tag += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::vector<std::string_view> parts = parts_of(tag);
    if (parts.empty()) {
        return tag;
    }
    std::sort(parts.begin() + 1, parts.end());
    parts.erase(std::unique(parts.begin() + 1, parts.end()), parts.end());
    std::string out;
    for (const std::string_view part : parts) out += part;
    return out;
}

bool matches(std::string_view pattern, std::string_view tag) {
    const std::vector<std::string_view> wanted = parts_of(pattern), has = parts_of(tag);
    if (wanted.empty() || has.empty() || wanted.front() != has.front()) {
        return false;
    }
    return std::all_of(wanted.begin() + 1, wanted.end(), [&](std::string_view part) {
        const bool there = std::any_of(has.begin() + 1, has.end(), [part](std::string_view attribute) { return attribute.substr(1) == part.substr(1); });
        return there == (part[0] == '+');
    });
}

std::optional<std::size_t> find(std::string_view pattern, const std::vector<std::string>& tags) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (!tags[i].empty() && matches(pattern, tags[i]) && (!best || attributes(tags[i]) < attributes(tags[*best]))) best = i;
    }
    return best;
}

std::optional<TagRow> find_tags(const source::RowBatch& first) {
    for (std::size_t row = 0; row < std::min(first.size(), rows_looked_at); ++row) {
        TagRow found{row, {}};
        std::size_t tagged = 0, written = 0;
        for (const auto& column : first.cells) {
            const std::string_view cell = text::trim(column[row]);
            const bool tag = is_tag(cell);
            found.tags.push_back(tag ? normalised(cell) : std::string{});
            tagged += tag ? 1 : 0;
            written += cell.empty() ? 0 : 1;
        }
        if (tagged > 0 && 2 * tagged >= written) return found;
    }
    return std::nullopt;
}

std::unique_ptr<source::RowReader> below_tags(std::unique_ptr<source::RowReader> reader, TagRow tags) {
    return std::make_unique<BelowTags>(std::move(reader), std::move(tags));
}

std::unique_ptr<source::RowReader> open_rows(const source::ReadPlan& plan) {
    const auto format = source::vector_format(plan.path);
    const bool cells = source::is_csv(plan.path) || (format && format->family == source::VectorFamily::spreadsheet);
    if (cells) {
        source::ReadPlan look = plan;
        look.batch_rows = rows_looked_at;
        const auto reader = source::open_rows(look);
        source::RowBatch first;
        if (reader->next(first)) {
            if (auto tags = find_tags(first)) return below_tags(source::open_rows(plan), std::move(*tags));
        }
    }
    return source::open_rows(plan);
}

}  // namespace presencia::layer::hxl
