// SPDX-License-Identifier: Apache-2.0
#include "study/toml_value.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

namespace presencia::study {

namespace {

/// The shortest digits that give the number again, with the mark of a decimal.
std::string decimal_text(double number) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number < 0.0 ? "-inf" : "inf";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string out(digits.data(), end);
    return out.find_first_of(".e") == out.npos ? out + ".0" : out;
}

std::string key_text(std::string_view key) {
    const bool bare = !key.empty() && key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == key.npos;
    return bare ? std::string(key) : toml_text(key);
}

std::string value_text(const toml::node& node);

std::string list_text(const toml::array& list) {
    std::string out;
    for (const toml::node& item : list) out += (out.empty() ? "" : ", ") + value_text(item);
    return "[" + out + "]";
}

std::string table_text(const toml::table& table) {
    std::string out;
    for (const auto& [key, value] : table) out += (out.empty() ? "" : ", ") + key_text(key.str()) + " = " + value_text(value);
    return out.empty() ? "{}" : "{ " + out + " }";
}

template <class Value>
std::string streamed(const Value& value) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << value;
    return out.str();
}

std::string value_text(const toml::node& node) {
    if (const auto* table = node.as_table()) return table_text(*table);
    if (const auto* list = node.as_array()) return list_text(*list);
    if (const auto* text = node.as_string()) return toml_text(text->get());
    if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
    if (const auto* number = node.as_floating_point()) return decimal_text(number->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (const auto* day = node.as_date()) return streamed(day->get());
    if (const auto* time = node.as_time()) return streamed(time->get());
    return streamed(node.as_date_time()->get());
}

}  // namespace

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{:04X}", byte);
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::optional<std::string> one_line_value(std::string_view text) {
    try {
        const toml::table table = toml::parse("key = " + std::string(text));
        if (table.size() != 1) return std::nullopt;
        return value_text(table.begin()->second);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

}  // namespace presencia::study
