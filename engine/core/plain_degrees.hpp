// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plain_values.hpp"
#include "core/processor.hpp"

#include <algorithm>

/// Longitude and latitude as most files write them, both at once.
namespace presencia::plain {

/// Two numbers of degrees in hundred-millionths. Divided by `one` they are the nearest doubles to what was written, since both sides of the division are exact (Clinger 1990).
struct Degrees {
    static constexpr std::int64_t one = 100'000'000;
    std::int64_t x, y;
};

/// Bytes that must be readable from the beginning of either text on.
inline constexpr std::size_t degrees_room = 16;

/// Texts as coordinate() reads them; nothing where one of them is not so. "-0.0" is 0.
inline std::optional<Degrees> degrees(AnyProcessor, std::string_view x, std::string_view y) {
    const auto parts_x = detail::parts(x);
    const auto parts_y = detail::parts(y);
    if (!parts_x || !parts_y) {
        return std::nullopt;
    }
    static constexpr std::int64_t scales[] = {100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1000, 100, 10, 1};
    const auto number = [](const detail::Parts& parts) {
        const std::int64_t value = static_cast<std::int64_t>(parts.digits) * scales[parts.places];
        return parts.negative ? -value : value;
    };
    return Degrees{number(*parts_x), number(*parts_y)};
}

#if defined(PRESENCIA_AVX2)

namespace detail {

/// Where a number's sign, point and end are.
struct Shape {
    int sign, point, size;

    Shape(std::string_view text, unsigned points)
        : sign(text.front() == '-' ? 1 : 0), point(std::countr_zero(points | 0x10000)), size(static_cast<int>(std::min<std::size_t>(text.size(), 16))) {}
    /// One to three digits before the point, one to eight behind it.
    bool plain() const { return static_cast<unsigned>(point - sign - 1) <= 2 && static_cast<unsigned>(size - point - 2) <= 7; }
};

PRESENCIA_AVX2 inline __m256i halves(int low, int high) {
    return _mm256_set_m128i(_mm_set1_epi8(static_cast<char>(high)), _mm_set1_epi8(static_cast<char>(low)));
}

}  // namespace detail

/// The texts lie in the two halves of a register. Digits are moved so that the whole part ends with the eighth byte and the part behind the point begins with the ninth, and are
/// added up in pairs, fours and eights.
PRESENCIA_AVX2 inline std::optional<Degrees> degrees(Avx2Processor, std::string_view x, std::string_view y) {
    const __m256i letters = _mm256_set_m128i(_mm_loadu_si128(reinterpret_cast<const __m128i*>(y.data())), _mm_loadu_si128(reinterpret_cast<const __m128i*>(x.data())));
    const auto points = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(letters, _mm256_set1_epi8('.'))));
    const detail::Shape a(x, points & 0xFFFF), b(y, points >> 16);
    // Where each byte comes from; what lies before the digits or behind them becomes zero.
    const __m256i places = _mm256_setr_epi8(-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8, -8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8);
    const __m256i from = _mm256_add_epi8(places, detail::halves(a.point, b.point));
    const __m256i before = _mm256_cmpgt_epi8(detail::halves(a.sign, b.sign), from);
    const __m256i behind = _mm256_cmpgt_epi8(from, detail::halves(a.size - 1, b.size - 1));
    const __m256i values = _mm256_sub_epi8(letters, _mm256_set1_epi8('0'));
    const __m256i digits = _mm256_shuffle_epi8(values, _mm256_or_si256(from, _mm256_or_si256(before, behind)));
    const bool digits_only = _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits)) == -1;
    if (!a.plain() || !b.plain() || !digits_only) {
        return std::nullopt;
    }
    const __m256i twos = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
    const __m256i fours = _mm256_madd_epi16(twos, _mm256_set1_epi32(0x00010064));
    const __m256i eights = _mm256_madd_epi16(_mm256_packus_epi32(fours, fours), _mm256_set1_epi32(0x00012710));
    const auto number = [](std::int64_t parts, int sign) {
        const std::int64_t value = (parts & 0xFFFFFFFF) * Degrees::one + (parts >> 32);
        return sign ? -value : value;
    };
    return Degrees{number(_mm256_extract_epi64(eights, 0), a.sign), number(_mm256_extract_epi64(eights, 2), b.sign)};
}

#endif

}  // namespace presencia::plain
