// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
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

/// A number's digits with and without those behind the point.
struct Parts {
    std::uint64_t digits;
    unsigned places;  ///< behind the point
    bool negative;
};

/// See coordinate(); reads up to 13 bytes from the beginning of the text on.
inline std::optional<Parts> parts(std::string_view text) {
    static constexpr std::uint64_t scales[] = {1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
    constexpr std::uint64_t ones = 0x0101010101010101, zeros = ones * '0';
    const bool negative = text.front() == '-';
    const char* const at = text.data() + (negative ? 1 : 0);
    // Bytes before the first point, in bits: the lowest byte that becomes zero is found exactly.
    const std::uint64_t head = eight(at);
    const std::uint64_t points = head ^ (ones * '.');
    const unsigned whole_bits = static_cast<unsigned>(std::countr_zero((points - ones) & ~points & (ones * 0x80))) & ~7U;
    const std::size_t places = static_cast<std::size_t>(text.data() + text.size() - at) - whole_bits / 8 - 1;
    if (whole_bits < 8 || whole_bits > 24 || places - 1 > 7) {
        return std::nullopt;
    }
    // Digits at the top of a word, with zeros for the places before them.
    const unsigned before = 64 - whole_bits;
    const std::uint64_t whole = (head << before) - (zeros << before);
    const unsigned unused = static_cast<unsigned>(64 - 8 * places);
    const std::uint64_t part = (eight(at + whole_bits / 8 + 1) << unused) - (zeros << unused);
    if (!digits_only(whole) || !digits_only(part)) {
        return std::nullopt;
    }
    const std::uint64_t number = (whole >> 40 & 0xFF) * 100 + (whole >> 48 & 0xFF) * 10 + (whole >> 56);
    return Parts{number * scales[places] + number_of(part), static_cast<unsigned>(places), negative};
}

}  // namespace detail

/// "-88.123456": a sign or none, one to three digits, and behind a point one to eight more. The division is rounded
/// once and both numbers are exact, so the result is the nearest double (Clinger 1990). `readable`: bytes that may be
/// read from the text's beginning on; with fewer than coordinate_room it answers nothing.
inline constexpr std::size_t coordinate_room = 13;
inline std::optional<double> coordinate(std::string_view text, std::size_t readable) {
    static constexpr double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
    const auto parts = text.empty() || readable < coordinate_room ? std::nullopt : detail::parts(text);
    if (!parts) {
        return std::nullopt;
    }
    const double value = static_cast<double>(static_cast<std::int64_t>(parts->digits)) / powers[parts->places];
    return parts->negative ? -value : value;
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
    const std::uint64_t pairs = head * 10 + (head >> 8);  // of digits, each where its first one was: no byte runs over
    const auto pair = [pairs](unsigned byte) { return static_cast<std::int32_t>(pairs >> (8 * byte) & 0xFF); };
    const std::int32_t year = pair(0) * 100 + pair(2);
    const std::int32_t month = pair(5);
    const std::int32_t of_month = tens * 10 + ones;
    static constexpr signed char longest[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0};
    if (year == 0 || month > 12 || of_month == 0 || of_month > longest[month]) {
        return std::nullopt;
    }
    return year * 10000 + month * 100 + of_month;
}

}  // namespace presencia::plain
