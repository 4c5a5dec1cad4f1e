// SPDX-License-Identifier: Apache-2.0
#include "serve/http/byte_range.hpp"

#include <algorithm>
#include <limits>

namespace presencia::serve {

namespace {

/// Digits alone; what is larger than any file counts as that.
std::optional<std::uint64_t> offset(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        value = value > (most - digit) / 10 ? most : value * 10 + digit;
    }
    return value;
}

}  // namespace

RangeWish range_wish(std::string_view field, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!field.starts_with(unit)) return {};
    field.remove_prefix(unit.size());
    const std::size_t dash = field.find('-');
    if (dash == field.npos || field.find(',') != field.npos) return {};
    const std::string_view from = field.substr(0, dash), to = field.substr(dash + 1);
    const RangeWish never{RangeWish::Kind::unsatisfiable, {}};
    if (from.empty()) {
        const auto suffix = offset(to);
        if (!suffix) return {};
        if (*suffix == 0 || size == 0) return never;
        return {RangeWish::Kind::one, {size - std::min(*suffix, size), size - 1}};
    }
    const auto first = offset(from);
    const auto last = to.empty() ? std::optional<std::uint64_t>(std::numeric_limits<std::uint64_t>::max()) : offset(to);
    if (!first || !last || *last < *first) return {};
    if (*first >= size) return never;
    return {RangeWish::Kind::one, {*first, std::min(*last, size - 1)}};
}

}  // namespace presencia::serve
