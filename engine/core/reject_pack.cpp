// SPDX-License-Identifier: Apache-2.0
#include "core/reject_pack.hpp"

#include "core/text.hpp"

#include <cstring>

namespace presencia {

namespace {

/// What stands before the two texts of a row.
struct Head {
    std::int64_t row;
    std::uint32_t column_bytes;
    std::uint16_t value_bytes;
    std::uint16_t code;

    std::size_t record_bytes() const noexcept { return sizeof(Head) + column_bytes + value_bytes; }
};

Head head_of(std::string_view bytes) {
    Head head;
    std::memcpy(&head, bytes.data(), sizeof head);
    return head;
}

}  // namespace

void RejectPack::add(std::int64_t row, std::string_view column, ErrorCode code, std::string_view value) {
    if (value.size() > longest_value) {
        return add(row, column, code, text::clip(value, longest_value));
    }
    const Head head{row, static_cast<std::uint32_t>(column.size()), static_cast<std::uint16_t>(value.size()), static_cast<std::uint16_t>(code)};
    char bytes[sizeof head];
    std::memcpy(bytes, &head, sizeof head);
    bytes_.append(bytes, sizeof head);
    bytes_.append(column);
    bytes_.append(value);
    ++rows_;
}

void RejectPack::append(const RejectPack& later) {
    bytes_ += later.bytes_;
    rows_ += later.rows_;
}

void RejectPack::merge(const RejectPack& others) {
    if (empty() || others.empty()) {
        return append(others);
    }
    std::string both;
    both.reserve(bytes_.size() + others.bytes_.size());
    std::string_view mine = bytes_, theirs = others.bytes_;
    while (!mine.empty() || !theirs.empty()) {
        const bool first = theirs.empty() || (!mine.empty() && head_of(mine).row <= head_of(theirs).row);
        std::string_view& from = first ? mine : theirs;
        const std::size_t size = head_of(from).record_bytes();
        both.append(from.substr(0, size));
        from.remove_prefix(size);
    }
    bytes_ = std::move(both);
    rows_ += others.rows_;
}

void RejectPack::clear() {
    bytes_.clear();
    rows_ = 0;
}

bool RejectReader::next(Reject& out) {
    if (rest_.empty()) {
        return false;
    }
    const Head head = head_of(rest_);
    out.row = head.row;
    out.code = static_cast<ErrorCode>(head.code);
    out.column.assign(rest_.substr(sizeof head, head.column_bytes));
    out.value.assign(rest_.substr(sizeof head + head.column_bytes, head.value_bytes));
    rest_.remove_prefix(head.record_bytes());
    return true;
}

}  // namespace presencia
