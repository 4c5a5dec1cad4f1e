// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/processor.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presencia::layer {

inline constexpr std::size_t most_plain_cells = 64;

/// Which of 64 bytes matter: bit k of `marks` for a delimiter or a line feed at byte k, of `feeds` for a line feed.
struct PlainMarks {
    std::uint64_t marks = 0, feeds = 0;
    bool high = false;  ///< a byte above 127 is among them
};

#if defined(__SSE2__)
inline PlainMarks plain_marks(AnyProcessor, const char* bytes, char delimiter) {
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i feeds = _mm_set1_epi8('\n');
    PlainMarks found;
    __m128i all = _mm_setzero_si128();
    for (unsigned lane = 0; lane < 4; ++lane) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * lane));
        const __m128i feed = _mm_cmpeq_epi8(chunk, feeds);
        const __m128i any = _mm_or_si128(_mm_cmpeq_epi8(chunk, delimiters), feed);
        found.marks |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(any))) << (16 * lane);
        found.feeds |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(feed))) << (16 * lane);
        all = _mm_or_si128(all, chunk);
    }
    found.high = _mm_movemask_epi8(all) != 0;
    return found;
}
#else
inline PlainMarks plain_marks(AnyProcessor, const char* bytes, char delimiter) {
    PlainMarks found;
    for (unsigned k = 0; k < 64; ++k) {
        found.marks |= static_cast<std::uint64_t>(bytes[k] == delimiter || bytes[k] == '\n') << k;
        found.feeds |= static_cast<std::uint64_t>(bytes[k] == '\n') << k;
        found.high |= static_cast<unsigned char>(bytes[k]) > 127;
    }
    return found;
}
#endif

#if defined(PRESENCIA_AVX2)
PRESENCIA_AVX2 inline PlainMarks plain_marks(Avx2Processor, const char* bytes, char delimiter) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
    const __m256i delimiters = _mm256_set1_epi8(delimiter);
    const __m256i feeds = _mm256_set1_epi8('\n');
    const __m256i low_feeds = _mm256_cmpeq_epi8(low, feeds), high_feeds = _mm256_cmpeq_epi8(high, feeds);
    const __m256i low_marks = _mm256_or_si256(_mm256_cmpeq_epi8(low, delimiters), low_feeds), high_marks = _mm256_or_si256(_mm256_cmpeq_epi8(high, delimiters), high_feeds);
    PlainMarks found;
    found.marks = static_cast<unsigned>(_mm256_movemask_epi8(low_marks)) | static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_epi8(high_marks))) << 32;
    found.feeds = static_cast<unsigned>(_mm256_movemask_epi8(low_feeds)) | static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_epi8(high_feeds))) << 32;
    found.high = _mm256_movemask_epi8(_mm256_or_si256(low, high)) != 0;
    return found;
}
#endif

/// Walks plain text (source::PlainText) line by line and notes where cells end. Reads nothing beyond the text.
///
/// A stretch of some kilobytes is looked through at once: all delimiters and line feeds in it, and the line feeds alone. A line has as many cells as the table has columns exactly
/// where the mark that many places on is the next line feed: one comparison, and nothing for a processor to guess.
template <class Processor>
class PlainLines {
public:
    /// Longer lines are met whole, and their cells are not told.
    static constexpr std::size_t stretch_bytes = 4096;

    /// `columns`: how many cells a line should have, 1 to most_plain_cells.
    PlainLines(std::string_view text, char delimiter, std::size_t columns) : text_(text), delimiter_(delimiter), columns_(columns) {}

    /// The next line; false at the end.
    [[gnu::always_inline]] bool next() {
        begin_ = end_;
        first_mark_ = after_mark_;
        if (feed_ == feeds_) {
            if (begin_ >= text_.size()) {
                return false;
            }
            if (!look_ahead()) {
                return true;
            }
        }
        const std::size_t at = feed_at_[feed_++];
        length_ = stretch_ + at - begin_;
        end_ = begin_ + length_ + 1;
        const std::size_t expected = first_mark_ + columns_;
        told_ = mark_at_[expected - 1] == at && expected <= marks_;
        if (told_) {
            after_mark_ = expected;
        } else {
            after_mark_ = static_cast<std::size_t>(std::lower_bound(mark_at_.data() + first_mark_, mark_at_.data() + marks_, at) - mark_at_.data()) + 1;
        }
        return true;
    }

    std::string_view line() const { return {text_.data() + begin_, length_}; }
    std::size_t size() const { return length_; }
    /// Whether the line has as many cells as it should: only then there is a cell().
    bool told() const { return told_; }
    std::string_view cell(std::size_t k) const {
        const std::size_t from = k == 0 ? begin_ : stretch_ + mark_at_[first_mark_ + k - 1] + 1;
        return {text_.data() + from, stretch_ + mark_at_[first_mark_ + k] - from};
    }
    /// Of a line that is told. False: no byte above 127 in it. True where one is near.
    bool may_have_high_bytes() const {
        if (high_ == 0) {
            return false;
        }
        const std::size_t first = (begin_ - stretch_) / 64, last = (begin_ - stretch_ + std::max<std::size_t>(length_, 1) - 1) / 64;
        return (high_ >> first & ((std::uint64_t{2} << (last - first)) - 1)) != 0;
    }

private:
    /// Looks through the stretch that begins with the next line. False where that line does not end within it: then it is the line, with its cells untold.
    [[gnu::always_inline]] bool look_ahead() {
        stretch_ = begin_;
        marks_ = feeds_ = feed_ = first_mark_ = after_mark_ = 0;
        high_ = 0;
        const std::size_t size = std::min(text_.size() - stretch_, stretch_bytes);
        for (std::size_t at = 0; at < size; at += 64) look_through(at, size - at);
        if (stretch_ + size == text_.size() && text_.back() != '\n') {
            mark_at_[marks_++] = feed_at_[feeds_++] = static_cast<std::uint16_t>(size);  // the last line ends with the text
        }
        if (feeds_ > 0) {
            return true;
        }
        length_ = std::min(text_.find('\n', begin_), text_.size()) - begin_;
        end_ = begin_ + length_ + 1;
        told_ = false;
        return false;
    }

    [[gnu::always_inline]] void look_through(std::size_t at, std::size_t left) {
        PlainMarks found;
        if (left >= 64) {
            found = plain_marks(Processor(), text_.data() + stretch_ + at, delimiter_);
        } else {
            std::array<char, 64> rest{};
            std::memcpy(rest.data(), text_.data() + stretch_ + at, left);
            found = plain_marks(Processor(), rest.data(), delimiter_);
        }
        high_ |= static_cast<std::uint64_t>(found.high) << (at / 64);
        marks_ += list<8>(found.marks, at, mark_at_.data() + marks_);
        feeds_ += list<2>(found.feeds, at, feed_at_.data() + feeds_);
    }

    /// Writes the places of the bits, some at a step whether there are as many or not: what is too much the next ones write over.
    template <std::size_t step>
    [[gnu::always_inline]] static std::size_t list(std::uint64_t bits, std::size_t base, std::uint16_t* out) {
        const auto count = static_cast<std::size_t>(std::popcount(bits));
        for (std::size_t from = 0; from < count; from += step) {
            for (std::size_t k = 0; k < step; ++k) {
                out[from + k] = static_cast<std::uint16_t>(base + static_cast<std::size_t>(std::countr_zero(bits)));
#if defined(__GNUC__)
                asm volatile("" ::: "memory");  // or the compiler gathers eight of them in a register first, which takes longer than storing them
#endif
                bits &= bits - 1;
            }
        }
        return count;
    }

    std::string_view text_;
    char delimiter_;
    std::size_t columns_;
    std::size_t begin_ = 0, length_ = 0, end_ = 0;  ///< of the line, and where the next one begins
    bool told_ = false;
    std::size_t stretch_ = 0;                            ///< where it begins; places in it count from there
    std::size_t marks_ = 0, feeds_ = 0;                  ///< in the stretch
    std::size_t first_mark_ = 0, after_mark_ = 0;        ///< of the line, and of the next one
    std::size_t feed_ = 0;                               ///< that ends the next line
    std::array<std::uint16_t, stretch_bytes + most_plain_cells + 9> mark_at_{};
    std::array<std::uint16_t, stretch_bytes + 9> feed_at_{};
    std::uint64_t high_ = 0;  ///< bit k: a byte above 127 in the k-th 64 bytes of the stretch
    static_assert(stretch_bytes == 64 * 64);
};

}  // namespace presencia::layer
