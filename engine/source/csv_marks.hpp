// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presencia::source {

/// Which of 64 bytes matter to a CSV parser: bit i of `marks` for a delimiter, quote, line feed, carriage return or NUL
/// at byte i; bit i of `high` for a byte above 127.
struct CsvMarks {
    std::uint64_t marks = 0;
    std::uint64_t high = 0;
};

/// Plain version, for machines without SSE2 and as the oracle of the other. Reads 64 bytes.
inline CsvMarks find_marks_plain(const char* bytes, char delimiter) {
    CsvMarks found;
    for (std::size_t i = 0; i < 64; ++i) {
        const char c = bytes[i];
        const bool mark = c == delimiter || c == '"' || c == '\n' || c == '\r' || c == '\0';
        found.marks |= static_cast<std::uint64_t>(mark) << i;
        found.high |= static_cast<std::uint64_t>(static_cast<unsigned char>(c) >> 7) << i;
    }
    return found;
}

#if defined(__SSE2__)
/// Sixteen bytes a step; every x86-64 has SSE2, so no dispatch is needed. Reads 64 bytes, any alignment.
inline CsvMarks find_marks(const char* bytes, char delimiter) {
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    const __m128i nuls = _mm_setzero_si128();
    CsvMarks found;
    for (unsigned lane = 0; lane < 4; ++lane) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * lane));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(chunk, feeds), _mm_cmpeq_epi8(chunk, returns));
        const __m128i inner = _mm_or_si128(_mm_cmpeq_epi8(chunk, delimiters), _mm_cmpeq_epi8(chunk, quotes));
        const __m128i all = _mm_or_si128(_mm_or_si128(ends, inner), _mm_cmpeq_epi8(chunk, nuls));
        found.marks |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(all))) << (16 * lane);
        found.high |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(chunk))) << (16 * lane);
    }
    return found;
}
#else
inline CsvMarks find_marks(const char* bytes, char delimiter) {
    return find_marks_plain(bytes, delimiter);
}
#endif

/// Walks the marks of a text from left to right, 64 bytes a load. The text must be followed by `padding` readable
/// bytes.
class CsvMarkCursor {
public:
    static constexpr std::size_t padding = 64;

    explicit CsvMarkCursor(char delimiter) : delimiter_(delimiter) {}

    /// Starts at `position` of `size` bytes.
    void reset(const char* bytes, std::size_t size, std::size_t position) {
        bytes_ = bytes;
        size_ = size;
        chunk_ = position;
        current_ = {};
        if (position < size) {
            load();
        }
        high_ = current_.high;
    }

    /// Position of the next mark, or the size of the text where there is none.
    std::size_t next() {
        while (current_.marks == 0) {
            if (size_ - chunk_ <= 64) {
                return size_;
            }
            chunk_ += 64;
            load();
        }
        const auto bit = static_cast<std::size_t>(std::countr_zero(current_.marks));
        current_.marks &= current_.marks - 1;
        return chunk_ + bit;
    }

    /// Forgets the high bytes of the chunks that lie behind.
    void start_record() { high_ = current_.high; }
    /// False: no byte above 127 since start_record(). True where one is near; only a look at the bytes can say.
    bool may_have_high() const { return high_ != 0; }

private:
    void load() {
        current_ = find_marks(bytes_ + chunk_, delimiter_);
        const std::size_t left = size_ - chunk_;
        if (left < 64) {
            const std::uint64_t inside = (std::uint64_t{1} << left) - 1;
            current_.marks &= inside;
            current_.high &= inside;
        }
        high_ |= current_.high;
    }

    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
    std::size_t chunk_ = 0;
    CsvMarks current_;
    std::uint64_t high_ = 0;
    char delimiter_;
};

}  // namespace presencia::source
