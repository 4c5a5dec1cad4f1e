// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/style_reader.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

namespace presencia::emit {

toml::table parse_style_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::file_missing, {path.string(), 0, {}});
    try {
        return toml::parse(in, path.string());
    } catch (const toml::parse_error& e) {
        throw Error(ErrorCode::study_syntax, {path.string(), e.source().begin.line, {}}, std::string(e.description()));
    }
}

std::string StyleReader::full(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

Where StyleReader::where(std::string_view key) const {
    const toml::node* at = table_.get(key);
    const auto line = (at != nullptr ? at->source() : table_.source()).begin.line;
    return {file_, line, full(key)};
}

void StyleReader::fail(ErrorCode code, std::string_view key, std::string detail, std::string hint) const {
    throw Error(code, where(key), std::move(detail), std::move(hint));
}

void StyleReader::allow(std::span<const std::string_view> keys) const {
    for (const auto& [key, value] : table_) {
        if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
        const std::vector<std::string> known(keys.begin(), keys.end());
        const std::string near = text::nearest(key.str(), known);
        fail(ErrorCode::study_unknown_key, key.str(), {}, near);
    }
}

std::vector<std::string> StyleReader::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, value] : table_) out.emplace_back(key.str());
    return out;
}

const toml::node& StyleReader::node(std::string_view key) const {
    const toml::node* found = table_.get(key);
    if (found == nullptr) fail(ErrorCode::study_missing_key, key, full(key));
    return *found;
}

std::string StyleReader::text(std::string_view key) const {
    const auto value = node(key).value<std::string>();
    if (!value) fail(ErrorCode::study_wrong_type, key, "text");
    return *value;
}

std::string StyleReader::text_or(std::string_view key, std::string_view otherwise) const {
    return has(key) ? text(key) : std::string(otherwise);
}

bool StyleReader::flag(std::string_view key) const {
    if (!has(key)) return false;
    const auto value = node(key).value_exact<bool>();
    if (!value) fail(ErrorCode::study_wrong_type, key, "true | false");
    return *value;
}

double StyleReader::share(std::string_view key, double otherwise) const {
    if (!has(key)) return otherwise;
    const auto value = node(key).value<double>();
    if (!value) fail(ErrorCode::study_wrong_type, key, "0 .. 1");
    if (!(*value >= 0.0 && *value <= 1.0)) fail(ErrorCode::study_bad_value, key, "0 .. 1");
    return *value;
}

LocalText StyleReader::local(std::string_view key) const {
    const StyleReader both = table(key);
    both.allow({"es", "en"});
    return {both.text("es"), both.text("en")};
}

Rgb StyleReader::colour_of(const toml::node& at, std::string_view key) const {
    const auto value = at.value<std::string>();
    const auto parsed = value ? parse_hex(*value) : std::nullopt;
    if (!parsed) fail(ErrorCode::study_bad_value, key, value.value_or(""), "\"#rrggbb\"");
    return *parsed;
}

Rgb StyleReader::colour(std::string_view key) const {
    return colour_of(node(key), key);
}

std::vector<Rgb> StyleReader::colours_of(const toml::node& at, std::string_view key, const char* form) const {
    const toml::array* list = at.as_array();
    if (list == nullptr) fail(ErrorCode::study_wrong_type, key, form);
    std::vector<Rgb> out;
    for (const toml::node& item : *list) out.push_back(colour_of(item, key));
    return out;
}

std::vector<Rgb> StyleReader::colours(std::string_view key) const {
    return colours_of(node(key), key, "[\"#rrggbb\", ...]");
}

std::vector<std::vector<Rgb>> StyleReader::colour_rows(std::string_view key) const {
    constexpr auto form = "[[\"#rrggbb\", ...], ...]";
    const toml::array* rows = node(key).as_array();
    if (rows == nullptr) fail(ErrorCode::study_wrong_type, key, form);
    std::vector<std::vector<Rgb>> out;
    for (const toml::node& row : *rows) out.push_back(colours_of(row, key, form));
    return out;
}

std::vector<double> StyleReader::numbers(std::string_view key) const {
    constexpr auto form = "[1.5, 20, ...]";
    const toml::array* list = node(key).as_array();
    if (list == nullptr) fail(ErrorCode::study_wrong_type, key, form);
    std::vector<double> out;
    for (const toml::node& item : *list) {
        if (!item.is_number()) fail(ErrorCode::study_wrong_type, key, form);
        const double value = item.value<double>().value_or(std::numeric_limits<double>::quiet_NaN());
        if (!std::isfinite(value)) fail(ErrorCode::study_bad_value, key, "inf | nan", form);
        out.push_back(value);
    }
    return out;
}

int StyleReader::whole(std::string_view key) const {
    const toml::value<std::int64_t>* value = node(key).as_integer();
    if (value == nullptr) fail(ErrorCode::study_wrong_type, key, "1, 2, 3 ...");
    return static_cast<int>(std::clamp<std::int64_t>(value->get(), -1, std::numeric_limits<int>::max()));
}

std::string StyleReader::word(std::string_view key) const {
    const toml::node& at = node(key);
    if (const auto* truth = at.as_boolean()) return truth->get() ? "true" : "false";
    if (const auto* number = at.as_integer()) return std::to_string(number->get());
    const auto* text = at.as_string();
    if (text == nullptr) fail(ErrorCode::study_wrong_type, key, "\"...\" | true | false | 1");
    return text->get();
}

std::vector<std::string> StyleReader::texts(std::string_view key) const {
    if (!has(key)) return {};
    const toml::array* list = node(key).as_array();
    if (list == nullptr) fail(ErrorCode::study_wrong_type, key, "[\"...\", ...]");
    std::vector<std::string> out;
    for (const toml::node& item : *list) {
        const auto value = item.value<std::string>();
        if (!value) fail(ErrorCode::study_wrong_type, key, "[\"...\", ...]");
        out.push_back(*value);
    }
    return out;
}

ZoomStops StyleReader::stops(std::string_view key) const {
    if (!has(key)) return {};
    constexpr auto form = "[[zoom, pixels], ...]";
    const toml::array* list = node(key).as_array();
    if (list == nullptr) fail(ErrorCode::study_wrong_type, key, form);
    ZoomStops out;
    for (const toml::node& item : *list) {
        const toml::array* pair = item.as_array();
        const auto zoom = pair != nullptr && pair->size() == 2 ? (*pair)[0].value<int>() : std::nullopt;
        const auto px = pair != nullptr && pair->size() == 2 ? (*pair)[1].value<double>() : std::nullopt;
        if (!zoom || !px) fail(ErrorCode::study_wrong_type, key, form);
        if (!(*px >= 0.0 && *px <= 64.0) || (!out.empty() && *zoom <= out.back().first)) {
            fail(ErrorCode::study_bad_value, key, fmt::format("[{}, {}]", *zoom, *px), form);
        }
        out.emplace_back(*zoom, *px);
    }
    return out;
}

StyleReader StyleReader::table(std::string_view key) const {
    const toml::table* inner = node(key).as_table();
    if (inner == nullptr) fail(ErrorCode::study_wrong_type, key, "[table]");
    return {*inner, file_, full(key)};
}

std::vector<StyleReader> StyleReader::tables(std::string_view key) const {
    const toml::array* list = node(key).as_array();
    if (list == nullptr) fail(ErrorCode::study_wrong_type, key, "[[table]]");
    std::vector<StyleReader> out;
    for (const toml::node& item : *list) {
        const toml::table* inner = item.as_table();
        if (inner == nullptr) fail(ErrorCode::study_wrong_type, key, "[[table]]");
        out.emplace_back(*inner, file_, full(key));
    }
    return out;
}

}  // namespace presencia::emit
