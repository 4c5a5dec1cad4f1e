// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "emit/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// One of the two languages of the page: its words, its numbers and the names of its places.
class Voice {
public:
    explicit Voice(Language language) : language_(language) {}

    Language language() const noexcept { return language_; }
    std::string_view code() const { return tr(language_, "es", "en"); }
    std::string say(std::string_view es, std::string_view en) const { return std::string(tr(language_, es, en)); }
    /// The anchor of a section in this language: "es-gaps".
    std::string id(std::string_view section) const { return std::string(code()) + "-" + std::string(section); }

    std::string number(double value, int decimals = 0) const { return spoken_number(value, decimals, language_); }
    std::string count(std::int64_t value) const { return number(static_cast<double>(value)); }
    /// A share as per cent with one decimal, "67,4 %"; the whole per cent of spoken_share is too coarse for small parts of many people.
    std::string percent(double share) const { return number(share * 100.0, 1) + std::string(tr(language_, "\u00a0%", "%")); }
    std::string cell(const Cell& cell, int decimals) const { return spoken_cell(cell, decimals, language_); }
    std::string word(std::string_view machine_name) const { return std::string(emit::word(machine_name, language_)); }
    /// "a, b y c".
    std::string list(const std::vector<std::string>& parts) const {
        std::string out;
        for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? say(" y ", " and ") : ", ") + parts[i];
        return out;
    }
    std::string municipalities(std::int64_t n) const { return count(n) + say(n == 1 ? " municipio" : " municipios", n == 1 ? " municipality" : " municipalities"); }

private:
    Language language_;
};

}  // namespace presencia::emit
