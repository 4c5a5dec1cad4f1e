// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// Walks plain text (source::PlainText) line by line and notes where cells end. Reads nothing beyond the text.
class PlainLines {
public:
    static constexpr std::size_t most_cells = 64;

    PlainLines(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) { load(0); }

    /// The next line; false at the end.
    bool next() {
        if (begin_ >= text_.size()) {
            return false;
        }
        line_begin_ = begin_;
        count_ = 0;
        high_ = chunk_high_;
        for (;;) {
            while (marks_ == 0) {
                chunk_ += 64;
                if (chunk_ >= text_.size()) {
                    end_cell(text_.size());
                    begin_ = text_.size();
                    return true;
                }
                load(chunk_);
                high_ |= chunk_high_;
            }
            const std::size_t at = chunk_ + static_cast<std::size_t>(std::countr_zero(marks_));
            marks_ &= marks_ - 1;
            end_cell(at);
            if (text_[at] == '\n') {
                begin_ = at + 1;
                return true;
            }
        }
    }

    std::string_view line() const { return text_.substr(line_begin_, size()); }
    std::size_t size() const { return ends_[last()] - line_begin_; }
    std::size_t cells() const { return count_; }
    /// Of the first most_cells cells.
    std::string_view cell(std::size_t k) const {
        const std::size_t from = k == 0 ? line_begin_ : ends_[k - 1] + 1;
        return text_.substr(from, ends_[k] - from);
    }
    /// False: no byte above 127 in the line. True where one is near.
    bool may_have_high_bytes() const { return high_ != 0; }
    /// Bytes from a cell's beginning to the end of the text.
    std::size_t readable(std::string_view cell) const {
        return static_cast<std::size_t>(text_.data() + text_.size() - cell.data());
    }

private:
    std::size_t last() const { return count_ < most_cells ? count_ - 1 : most_cells - 1; }

    /// Where there are too many cells the last place holds the end of the latest.
    void end_cell(std::size_t at) {
        ends_[count_ < most_cells ? count_ : most_cells - 1] = at;
        ++count_;
    }

    void load(std::size_t at) {
        chunk_ = at;
        const std::size_t left = text_.size() - at;
        if (left >= 64) {
            find(text_.data() + at);
            return;
        }
        alignas(16) std::array<char, 64> rest{};
        std::memcpy(rest.data(), text_.data() + at, left);
        find(rest.data());
    }

#if defined(__SSE2__)
    void find(const char* bytes) {
        const __m128i delimiters = _mm_set1_epi8(delimiter_);
        const __m128i feeds = _mm_set1_epi8('\n');
        marks_ = 0;
        chunk_high_ = 0;
        for (unsigned lane = 0; lane < 4; ++lane) {
            const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * lane));
            const __m128i any = _mm_or_si128(_mm_cmpeq_epi8(chunk, delimiters), _mm_cmpeq_epi8(chunk, feeds));
            marks_ |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(any))) << (16 * lane);
            chunk_high_ |= static_cast<unsigned>(_mm_movemask_epi8(chunk));
        }
    }
#else
    void find(const char* bytes) {
        marks_ = 0;
        chunk_high_ = 0;
        for (unsigned k = 0; k < 64; ++k) {
            marks_ |= static_cast<std::uint64_t>(bytes[k] == delimiter_ || bytes[k] == '\n') << k;
            chunk_high_ |= static_cast<unsigned char>(bytes[k]) >> 7;
        }
    }
#endif

    std::string_view text_;
    char delimiter_;
    std::size_t begin_ = 0;  ///< of the next line
    std::size_t line_begin_ = 0;
    std::size_t chunk_ = 0;
    std::uint64_t marks_ = 0;     ///< delimiters and line feeds ahead in the chunk
    unsigned chunk_high_ = 0;     ///< bytes above 127 in the chunk
    unsigned high_ = 0;           ///< and in all chunks that the line touches
    std::size_t count_ = 0;
    std::array<std::size_t, most_cells> ends_{};
};

}  // namespace presencia::layer
