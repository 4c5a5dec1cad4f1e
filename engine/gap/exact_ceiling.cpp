// SPDX-License-Identifier: Apache-2.0
#include "gap/at_risk.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace presencia::gap {

namespace {

__extension__ using Wide = unsigned __int128;

/// A positive decimal number: digits / 10^scale (or x 10^-scale where scale is negative).
struct Decimal {
    std::uint64_t digits = 0;
    int scale = 0;
};

/// The shortest decimal that reads back as `value`: what a person wrote in the study file.
Decimal shortest(double value) {
    std::array<char, 64> buffer{};
    const auto printed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    Decimal decimal;
    const char* at = buffer.data();
    bool fraction = false;
    for (; at != printed.ptr && *at != 'e'; ++at) {
        if (*at == '.') {
            fraction = true;
        } else {
            decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(*at - '0');
            decimal.scale += fraction ? 1 : 0;
        }
    }
    int exponent = 0;
    ++at;                           // the 'e'
    at += *at == '+' ? 1 : 0;       // from_chars reads no plus sign
    std::from_chars(at, printed.ptr, exponent);
    decimal.scale -= exponent;
    return decimal;
}

}  // namespace

std::int64_t exact_ceiling(double share, std::int64_t n) {
    if (!(share > 0.0) || n <= 0) {
        return 0;
    }
    const Decimal decimal = shortest(share);
    Wide product = static_cast<Wide>(decimal.digits) * static_cast<Wide>(n);  // below 10^17 x 2^63
    Wide divisor = 1;
    for (int k = 0; k < decimal.scale; ++k) {
        if (divisor > product) {
            return 1;  // a share so small that a part of one is asked for
        }
        divisor *= 10;
    }
    for (int k = decimal.scale; k < 0; ++k) {
        product *= 10;
    }
    return static_cast<std::int64_t>((product + divisor - 1) / divisor);
}

}  // namespace presencia::gap
