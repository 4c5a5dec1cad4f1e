// SPDX-License-Identifier: Apache-2.0
#include "source/csv_tokenizer.hpp"

#include <algorithm>

namespace presencia::source {

void CsvTokenizer::feed(char* bytes, std::size_t size, bool last) {
    bytes_ = bytes;
    size_ = size;
    last_ = last;
    begin_ = 0;
    cursor_.reset(bytes_, size_, 0);
}

void CsvTokenizer::pass_over(std::size_t bytes, std::int64_t lines) {
    begin_ += bytes;
    next_line_ += lines;
    cursor_.reset(bytes_, size_, begin_);
}

CsvRecord CsvTokenizer::next() {
    for (;;) {
        line_ = next_line_;
        const CsvRecord met = skipping_ ? skip_line() : scan_record();
        if (met != CsvRecord::row || count_ > 0) {
            return met;
        }
    }
}

CsvRecord CsvTokenizer::scan_record() {
    if (begin_ == size_) {
        return last_ ? CsvRecord::end : CsvRecord::need_more;
    }
    cursor_.start_record();
    stored_ = 0;
    count_ = 0;
    inner_lines_ = 0;
    nul_ = false;
    doubled_.clear();
    std::size_t cell_begin = begin_;
    for (;;) {
        std::size_t position = cursor_.next();
        std::string_view cell(bytes_ + cell_begin, position - cell_begin);
        if (position < size_ && bytes_[position] == '"' && position - begin_ <= longest_record) {
            if (position != cell_begin) {
                continue;
            }
            if (const CsvRecord met = quoted_cell(position, cell); met != CsvRecord::row) {
                return met;
            }
        }
        if (position - begin_ > longest_record) {
            return refuse(CsvRecord::too_long);
        }
        if (position == size_) {
            if (!last_) {
                return CsvRecord::need_more;
            }
            push(cell);
            return finish(position);
        }
        const char mark = bytes_[position];
        if (mark == delimiter_) {
            push(cell);
            cell_begin = position + 1;
        } else if (mark == '\0') {
            nul_ = true;
        } else {
            push(cell);
            return finish(position);
        }
    }
}

/// `position`: of the opening quote; then of the mark behind the closing one. `cell`: what stands between them.
CsvRecord CsvTokenizer::quoted_cell(std::size_t& position, std::string_view& cell) {
    const std::size_t inside = position + 1;
    bool doubled = false;
    for (;;) {
        position = cursor_.next();
        if (position - begin_ > longest_record) {
            return refuse(CsvRecord::bad_quote);
        }
        if (position == size_) {
            return last_ ? refuse(CsvRecord::bad_quote) : CsvRecord::need_more;
        }
        const char mark = bytes_[position];
        if (mark == '\n') {
            // The feed of a CRLF was counted with its return.
            inner_lines_ += position == inside || bytes_[position - 1] != '\r';
        } else if (mark == '\r') {
            ++inner_lines_;
        } else if (mark == '\0') {
            nul_ = true;
        } else if (mark == '"') {
            const std::size_t behind = position + 1;
            if (behind == size_ && !last_) {
                return CsvRecord::need_more;
            }
            if (behind == size_ || bytes_[behind] != '"') {
                break;
            }
            cursor_.next();
            doubled = true;
        }
    }
    cell = std::string_view(bytes_ + inside, position - inside);
    if (doubled) {
        doubled_.push_back(count_);
    }
    const std::size_t behind = position + 1;
    position = cursor_.next();
    if (position != behind || (position < size_ && bytes_[position] == '\0')) {
        return refuse(CsvRecord::bad_quote);
    }
    return CsvRecord::row;
}

CsvRecord CsvTokenizer::refuse(CsvRecord why) {
    skipping_ = true;
    skip_reason_ = why;
    return skip_line();
}

CsvRecord CsvTokenizer::skip_line() {
    const char* const from = bytes_ + begin_;
    const char* const to = bytes_ + size_;
    const char* const found = std::find_if(from, to, [](char c) { return c == '\n' || c == '\r'; });
    const auto end = static_cast<std::size_t>(found - bytes_);
    const std::size_t behind = end == size_ ? 0 : behind_line_end(end);
    if (behind == 0 && !(last_ && end == size_)) {
        begin_ = end;
        return CsvRecord::need_more;
    }
    begin_ = end == size_ ? size_ : behind;
    cursor_.reset(bytes_, size_, begin_);
    skipping_ = false;
    next_line_ = line_ + 1;
    return skip_reason_;
}

CsvRecord CsvTokenizer::finish(std::size_t end) {
    std::size_t behind = end;
    if (end < size_) {
        behind = behind_line_end(end);
        if (behind == 0) {
            return CsvRecord::need_more;
        }
        if (behind == end + 2) {
            cursor_.next();
        }
    }
    next_line_ = line_ + inner_lines_ + 1;
    if (count_ == 1 && blank(end)) {  // nothing but the line end: no record
        count_ = 0;
        stored_ = 0;
    }
    begin_ = behind;
    if (nul_) {
        return CsvRecord::nul_byte;
    }
    if (!doubled_.empty()) {
        unfold_doubled_quotes();
    }
    return CsvRecord::row;
}

void CsvTokenizer::push(std::string_view cell) {
    if (stored_ < most_cells) {
        cells_[stored_++] = cell;
    }
    ++count_;
}

void CsvTokenizer::unfold_doubled_quotes() {
    for (const std::size_t index : doubled_) {
        if (index >= stored_) {
            break;
        }
        char* const first = bytes_ + (cells_[index].data() - bytes_);
        char* to = first;
        bool kept_quote = false;
        for (const char* from = first; from != first + cells_[index].size(); ++from) {
            kept_quote = *from == '"' && !kept_quote;
            if (*from != '"' || kept_quote) {
                *to++ = *from;
            }
        }
        cells_[index] = std::string_view(first, static_cast<std::size_t>(to - first));
    }
}

bool CsvTokenizer::blank(std::size_t end) const {
    return std::all_of(bytes_ + begin_, bytes_ + end, [](char c) { return c == ' ' || c == '\t'; });
}

std::size_t CsvTokenizer::behind_line_end(std::size_t position) const {
    if (bytes_[position] == '\n') {
        return position + 1;
    }
    if (position + 1 == size_) {
        return last_ ? size_ : 0;
    }
    return bytes_[position + 1] == '\n' ? position + 2 : position + 1;
}

}  // namespace presencia::source
