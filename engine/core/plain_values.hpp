// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

/// Numbers and days as most files write them, some nanoseconds each. "Nothing" means only that the text is not that
/// plain: text::parse_double() and Date::from_iso() have the last word, and agree wherever these answer.
namespace presencia::plain {

namespace detail {

/// Eight bytes as a number whose lowest byte is the first: the text's order on every machine.
inline std::uint64_t eight(const char* bytes) {
    std::uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/// True where no byte is above 9.
inline bool digits_only(std::uint64_t values) {
    return (((values + 0x7676767676767676) | values) & 0x8080808080808080) == 0;
}

/// The number that eight digits (values 0 to 9, most significant first) make: pairs, then fours, then all.
inline std::uint64_t number_of(std::uint64_t values) {
    values = values * 10 + (values >> 8);
    constexpr std::uint64_t mask = 0x000000FF000000FF;
    return ((values & mask) * 0x000F424000000064 + ((values >> 16) & mask) * 0x0000271000000001) >> 32;
}

}  // namespace detail

/// "-88.123456": a sign or none, one to three digits, and behind a point one to eight more. The division is rounded
/// once and both numbers are exact, so the result is the nearest double (Clinger 1990). `readable`: bytes that may be
/// read from the text's beginning on.
inline std::optional<double> coordinate(std::string_view text, std::size_t readable) {
    constexpr double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    constexpr std::size_t most_places = 8;
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = at != end && *at == '-';
    at += negative ? 1 : 0;
    std::uint64_t whole = 0;
    const char* const digits = at;
    for (; at != end && static_cast<unsigned char>(*at - '0') <= 9; ++at) {
        whole = whole * 10 + static_cast<unsigned char>(*at - '0');
    }
    const auto length = static_cast<std::size_t>(at - digits);
    if (length == 0 || length > 3 || at == end || *at != '.') {
        return std::nullopt;
    }
    ++at;
    const auto places = static_cast<std::size_t>(end - at);
    if (places == 0 || places > most_places ||
        static_cast<std::size_t>(at - text.data()) + most_places > readable) {
        return std::nullopt;
    }
    // The digits at the top of the word, with zeros for the places before them.
    const unsigned unused = static_cast<unsigned>(8 * (most_places - places));
    const std::uint64_t values = (detail::eight(at) << unused) - (std::uint64_t{0x3030303030303030} << unused);
    if (!detail::digits_only(values)) {
        return std::nullopt;
    }
    const std::uint64_t scale = static_cast<std::uint64_t>(powers[places]);
    const double value = static_cast<double>(whole * scale + detail::number_of(values)) / powers[places];
    return negative ? -value : value;
}

/// "2013-05-02" as 20130502, where the calendar has that day; the 29th of February is left to others.
inline std::optional<std::int32_t> day(std::string_view text) {
    if (text.size() != 10) {
        return std::nullopt;
    }
    // "yyyy-mm-": bytes that are digits become their values, both dashes become 0.
    const std::uint64_t head = detail::eight(text.data()) ^ 0x2D30302D30303030;
    const auto tens = static_cast<unsigned char>(text[8] - '0');
    const auto ones = static_cast<unsigned char>(text[9] - '0');
    if (!detail::digits_only(head) || (head & 0xFF0000FF00000000) != 0 || tens > 9 || ones > 9) {
        return std::nullopt;
    }
    const auto digit = [head](unsigned byte) { return static_cast<std::int32_t>(head >> (8 * byte) & 0xFF); };
    const std::int32_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const std::int32_t month = digit(5) * 10 + digit(6);
    const std::int32_t of_month = tens * 10 + ones;
    constexpr signed char longest[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0};
    if (year == 0 || month > 12 || of_month == 0 || of_month > longest[month]) {
        return std::nullopt;
    }
    return year * 10000 + month * 100 + of_month;
}

}  // namespace presencia::plain
