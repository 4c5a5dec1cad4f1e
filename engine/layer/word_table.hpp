// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__) && defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace presencia::layer {

/// A small direct-mapped cache from words of up to sixteen bytes to numbers, some nanoseconds a look. A word may be
/// forgotten at any time: behind it stands a table that knows them all. From the beginning of every word on `room` bytes
/// must be readable.
class WordTable {
public:
    static constexpr std::uint32_t unknown = UINT32_MAX;
    static constexpr std::size_t room = 16;

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
    static constexpr std::size_t longest = room;
    static constexpr std::size_t slots = 256;

    /// The word's bytes with zeros behind them, and its size: all of it.
    struct Key {
        std::uint64_t head = 0, tail = 0, size = UINT64_MAX;

        Key() = default;
#if defined(__SSE2__) && defined(__x86_64__)
        explicit Key(std::string_view word) : size(word.size()) {
            // Without a branch: words of different sizes come in no order that a processor could guess.
            static constexpr std::array<unsigned char, 2 * longest> ones_and_zeros = [] {
                std::array<unsigned char, 2 * longest> bytes{};
                for (std::size_t k = 0; k < longest; ++k) bytes[k] = 0xFF;
                return bytes;
            }();
            const __m128i inside = _mm_loadu_si128(reinterpret_cast<const __m128i*>(ones_and_zeros.data() + longest - size));
            const __m128i bytes = _mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(word.data())), inside);
            head = static_cast<std::uint64_t>(_mm_cvtsi128_si64(bytes));
            tail = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes)));
        }
#else
        explicit Key(std::string_view word) : size(word.size()) {
            std::memcpy(&head, word.data(), std::min<std::size_t>(word.size(), 8));
            if (word.size() > 8) std::memcpy(&tail, word.data() + 8, word.size() - 8);
        }
#endif
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
