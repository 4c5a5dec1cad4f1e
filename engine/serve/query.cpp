// SPDX-License-Identifier: Apache-2.0
#include "serve/query.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <vector>

namespace presencia::serve {

namespace {

std::string list_of(std::span<const std::string_view> names) {
    std::string out;
    for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

[[noreturn]] void refuse(std::string_view name, std::string_view value, const std::string& hint) {
    throw Error(ErrorCode::parameter_invalid, {.column = std::string(name)}, text::clip(value, 80), hint);
}

}  // namespace

void check_parameters(const Parameters& given, std::span<const std::string_view> valid) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string& name = given[i].first;
        if (std::find(valid.begin(), valid.end(), name) == valid.end()) {
            throw Error(ErrorCode::parameter_unknown, {.column = text::clip(name, 80)}, {}, valid.empty() ? "no parameters here" : "parameters: " + list_of(valid));
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (given[j].first == name) refuse(name, given[i].second, "given twice");
        }
    }
}

std::string_view parameter(const Parameters& given, std::string_view name) {
    const auto at = std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == name; });
    return at == given.end() ? std::string_view() : std::string_view(at->second);
}

std::size_t number_parameter(const Parameters& given, std::string_view name, std::size_t least, std::size_t most, std::size_t otherwise, bool clamp) {
    const auto at = std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == name; });
    if (at == given.end()) return otherwise;
    const std::string& value = at->second;
    const std::string hint = std::to_string(least) + " - " + std::to_string(most);
    if (value.size() > 18 || !text::all_digits(value)) refuse(name, value, hint);
    const std::size_t number = std::stoull(value);
    if (number < least || (number > most && !clamp)) refuse(name, value, hint);
    return std::min(number, most);
}

std::string choice_parameter(const Parameters& given, std::string_view name, std::initializer_list<std::string_view> valid) {
    const auto at = std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == name; });
    if (at == given.end()) return std::string(*valid.begin());
    if (std::find(valid.begin(), valid.end(), at->second) == valid.end()) refuse(name, at->second, list_of({valid.begin(), valid.size()}));
    return at->second;
}

bool flag_parameter(const Parameters& given, std::string_view name) {
    const auto at = std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == name; });
    if (at == given.end() || at->second == "false" || at->second == "0") return false;
    if (at->second.empty() || at->second == "true" || at->second == "1") return true;
    refuse(name, at->second, "true, false");
}

std::string changed_query(const Parameters& given, std::string_view name, std::string_view value) {
    std::string out;
    const auto add = [&](std::string_view key, std::string_view text) { out += (out.empty() ? "" : "&") + percent_encoded(key) + "=" + percent_encoded(text); };
    for (const auto& [key, text] : given) {
        if (key != name) add(key, text);
    }
    if (!value.empty()) add(name, value);
    return out;
}

}  // namespace presencia::serve
