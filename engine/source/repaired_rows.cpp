// SPDX-License-Identifier: Apache-2.0
#include "source/repaired_rows.hpp"

#include "core/text.hpp"
#include "source/text_encoding.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <memory_resource>
#include <utility>

namespace presencia::source {
namespace {

/// UTF-8 of each letter of CP1252 beyond ASCII, and its byte there; what CP1252 leaves undefined is taken as Latin-1 has it, as most programs do.
std::map<std::string, char, std::less<>> letters() {
    std::map<std::string, char, std::less<>> out;
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
        const char c = static_cast<char>(byte);
        const bool undefined = undefined_in_cp1252(static_cast<unsigned char>(byte));
        out.emplace(undefined ? std::string("\xC2") + c : text::cp1252_to_utf8({&c, 1}), c);
    }
    return out;
}

bool ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80u) != 0; });
}

std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
}

struct RepairedStorage {
    std::shared_ptr<void> cells;
    std::pmr::monotonic_buffer_resource texts;
};

}  // namespace

std::optional<std::string> decoded_once_more(std::string_view utf8) {
    static const auto known = letters();
    if (ascii(utf8) || !text::valid_utf8(utf8)) {
        return std::nullopt;
    }
    std::string bytes;
    for (std::size_t at = 0; at < utf8.size();) {
        if (static_cast<unsigned char>(utf8[at]) < 0x80) {
            bytes += utf8[at++];
            continue;
        }
        const std::size_t length = length_of(utf8[at]);
        const auto letter = known.find(utf8.substr(at, length));
        if (letter == known.end()) {
            return std::nullopt;
        }
        bytes += letter->second;
        at += length;
    }
    return text::valid_utf8(bytes) ? std::optional(std::move(bytes)) : std::nullopt;
}

RepairedRows::RepairedRows(std::unique_ptr<RowReader> rows, std::vector<bool> repaired)
    : rows_(std::move(rows)), repaired_(std::move(repaired)), columns_(rows_->columns()) {
    repaired_.resize(columns_.size());
    for (std::string& name : columns_) {
        if (auto better = decoded_once_more(name)) name = std::move(*better);
    }
}

bool RepairedRows::next(RowBatch& batch) {
    if (!rows_->next(batch)) {
        return false;
    }
    const auto storage = std::make_shared<RepairedStorage>();
    storage->cells = std::move(batch.storage);
    for (std::size_t column = 0; column < batch.cells.size(); ++column) {
        if (!repaired_[column]) continue;
        for (std::string_view& cell : batch.cells[column]) {
            const auto better = decoded_once_more(cell);
            if (!better) continue;
            auto* const place = static_cast<char*>(storage->texts.allocate(better->size(), 1));
            std::memcpy(place, better->data(), better->size());
            cell = {place, better->size()};
        }
    }
    batch.storage = storage;
    return true;
}

}  // namespace presencia::source
