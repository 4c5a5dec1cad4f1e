// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace presencia::layer {

/// A small direct-mapped cache from words of up to sixteen bytes to numbers, some nanoseconds a look. A word may be
/// forgotten at any time: behind it stands a table that knows them all.
class WordTable {
public:
    static constexpr std::uint32_t unknown = UINT32_MAX;

    std::uint32_t find(std::string_view word) const {
        if (word.size() > longest) {
            return unknown;
        }
        const Key key(word);
        const Entry& entry = entries_[key.slot()];
        return entry.key == key ? entry.number : unknown;
    }
    void remember(std::string_view word, std::uint32_t number) {
        if (word.size() <= longest) {
            const Key key(word);
            entries_[key.slot()] = {key, number};
        }
    }

private:
    static constexpr std::size_t longest = 16;
    static constexpr std::size_t slots = 256;

    /// The word's first and last eight bytes, which may overlap, and its size: all of it.
    struct Key {
        std::uint64_t head = 0, tail = 0, size = UINT64_MAX;

        Key() = default;
        explicit Key(std::string_view word) : size(word.size()) {
            const char* const bytes = word.data();
            if (word.size() >= 8) {
                std::memcpy(&head, bytes, 8);
                std::memcpy(&tail, bytes + word.size() - 8, 8);
            } else if (word.size() >= 4) {
                std::memcpy(&head, bytes, 4);
                std::memcpy(&tail, bytes + word.size() - 4, 4);
            } else if (!word.empty()) {
                head = static_cast<unsigned char>(bytes[0]);
                tail = static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[word.size() / 2])) << 8 |
                       static_cast<unsigned char>(bytes[word.size() - 1]);
            }
        }
        std::size_t slot() const {
            const std::uint64_t mixed = (head ^ (tail << 1 | tail >> 63) ^ size) * 0x9E3779B97F4A7C15;
            return static_cast<std::size_t>(mixed >> 56);
        }
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Entry {
        Key key;
        std::uint32_t number = unknown;
    };
    std::array<Entry, slots> entries_{};
};

}  // namespace presencia::layer
