// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/class_labels.hpp"

#include "core/language.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace presencia::emit {

namespace {

/// From here thousands are parted, so that a reader need not count digits.
constexpr double large = 10'000.0;

std::string number_text(double value, Language language) {
    if (std::abs(value) >= large && value == std::trunc(value) && std::abs(value) < 1e15) {
        return text::format_count(value, language == Language::es);
    }
    std::string written = text::format_significant(value);
    if (language == Language::es) std::replace(written.begin(), written.end(), '.', ',');
    return written;
}

std::string_view percent_sign(const NumberWords& words) {
    return words.percent ? tr(words.language, "\u00a0%", "%") : std::string_view();
}

/// Without the sign, which a range says once.
std::string bare_text(double bound, const NumberWords& words) {
    return number_text(words.percent ? text::round_significant(bound * 100.0, 12) : bound, words.language);
}

std::string range_text(double low, double high, const NumberWords& words) {
    // A dash between numbers below zero would read as another minus.
    const std::string_view dash = low < 0.0 || high < 0.0 ? tr(words.language, " a ", " to ") : " – ";
    return fmt::format("{}{}{}", bare_text(low, words), dash, bound_text(high, words));
}

}  // namespace

std::string bound_text(double bound, const NumberWords& words) {
    return bare_text(bound, words).append(percent_sign(words));
}

std::string class_label(std::span<const double> bounds, std::size_t k, const NumberWords& words) {
    const std::string_view above = tr(words.language, "Más de", "More than");
    if (bounds.empty()) {
        return words.above_zero ? fmt::format("{} {}", above, bound_text(0.0, words))
                                : std::string(tr(words.language, "Con valor", "With a value"));
    }
    if (k == 0) return fmt::format("{} {}", tr(words.language, "Hasta", "Up to"), bound_text(bounds[0], words));
    if (k == bounds.size()) return fmt::format("{} {}", above, bound_text(bounds.back(), words));
    return range_text(bounds[k - 1], bounds[k], words);
}

}  // namespace presencia::emit
