// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plain_values.hpp"
#include "core/processor.hpp"

#include <algorithm>
#include <array>

/// Longitude and latitude as most files write them, both at once.
namespace presencia::plain {

/// Two numbers of degrees in hundred-millionths. Divided by `one` they are the nearest doubles to what was written, since both sides of the division are exact (Clinger 1990).
struct Degrees {
    static constexpr std::int64_t one = 100'000'000;
    std::int64_t x, y;
};

/// Bytes that must be readable from the beginning of either text on.
inline constexpr std::size_t degrees_room = 16;

/// Texts as coordinate() reads them, neither of them empty; nothing where one of them is not so. "-0.0" is 0.
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

/// For each way that a plain number can be written, where each byte of its digits comes from: those of the whole part end with the eighth byte, those behind the point begin with
/// the ninth, and what lies before or behind becomes zero. The first byte of a number that is not plain is `not_plain`.
class DigitPlaces {
public:
    static constexpr std::uint8_t zero = 0x80, not_plain = 0;
    using Row = std::array<std::uint8_t, 16>;

    constexpr DigitPlaces() {
        for (unsigned sign = 0; sign < 2; ++sign) {
            for (unsigned point = 0; point <= 16; ++point) {
                for (unsigned size = 0; size < 16; ++size) rows_[place(sign, point, size)] = row(sign, point, size);
            }
        }
    }
    /// `sign` 0 or 1, `point` the place of the first point, up to 16, `size` of the text in bytes, up to 15 (which stands for more).
    const Row& of(unsigned sign, unsigned point, unsigned size) const { return rows_[place(sign, point, size)]; }

private:
    static constexpr std::size_t place(unsigned sign, unsigned point, unsigned size) { return (point * 2 + sign) * 16 + size; }

    static constexpr Row row(unsigned sign, unsigned point, unsigned size) {
        Row from{};
        const unsigned whole = point - sign, part = size - point - 1;  // digits; huge where there are less than none
        if (whole < 1 || whole > 3 || part < 1 || part > 8) {
            return from;
        }
        for (unsigned k = 0; k < 8; ++k) {
            from[k] = static_cast<std::uint8_t>(8 - k <= whole ? point + k - 8 : zero);
            from[8 + k] = static_cast<std::uint8_t>(k < part ? point + 1 + k : zero);
        }
        return from;
    }

    std::array<Row, 17 * 2 * 16> rows_{};
};

inline constexpr DigitPlaces digit_places;

/// Those of a text whose bytes are a point where `points` has a bit.
inline const DigitPlaces::Row& digit_places_of(std::string_view text, unsigned points) {
    const auto size = static_cast<unsigned>(std::min<std::size_t>(text.size(), 15));
    return digit_places.of(text.front() == '-' ? 1 : 0, static_cast<unsigned>(std::countr_zero(points | 0x10000)), size);
}

}  // namespace detail

/// The texts lie in the two halves of a register. Digits are moved to where they belong and added up in pairs, fours and eights.
PRESENCIA_AVX2 inline std::optional<Degrees> degrees(Avx2Processor, std::string_view x, std::string_view y) {
    const __m256i letters = _mm256_loadu2_m128i(reinterpret_cast<const __m128i*>(y.data()), reinterpret_cast<const __m128i*>(x.data()));
    const auto points = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(letters, _mm256_set1_epi8('.'))));
    const detail::DigitPlaces::Row& from_x = detail::digit_places_of(x, points & 0xFFFF);
    const detail::DigitPlaces::Row& from_y = detail::digit_places_of(y, points >> 16);
    const __m256i from = _mm256_loadu2_m128i(reinterpret_cast<const __m128i*>(from_y.data()), reinterpret_cast<const __m128i*>(from_x.data()));
    const __m256i digits = _mm256_shuffle_epi8(_mm256_sub_epi8(letters, _mm256_set1_epi8('0')), from);
    const bool digits_only = _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits)) == -1;
    constexpr int first_bytes = 0x00010001;
    const bool plain = (_mm256_movemask_epi8(from) & first_bytes) == first_bytes;
    if (!digits_only || !plain) {
        return std::nullopt;
    }
    const __m256i twos = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
    const __m256i fours = _mm256_madd_epi16(twos, _mm256_set1_epi32(0x00010064));
    const __m256i eights = _mm256_madd_epi16(_mm256_packus_epi32(fours, fours), _mm256_set1_epi32(0x00012710));
    const auto number = [](std::int64_t parts, char sign) {
        const std::int64_t value = (parts & 0xFFFFFFFF) * Degrees::one + (parts >> 32);
        return sign == '-' ? -value : value;
    };
    return Degrees{number(_mm256_extract_epi64(eights, 0), x.front()), number(_mm256_extract_epi64(eights, 2), y.front())};
}

#endif

}  // namespace presencia::plain
