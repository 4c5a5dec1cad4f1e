// SPDX-License-Identifier: Apache-2.0
#include "serve/http/entity_tag.hpp"

namespace presencia::serve {

namespace {

/// Walks over a list of entity tags; `weak_too`: W/ makes no difference. What is not well formed ends the list.
bool names(std::string_view field, std::string_view opaque, bool weak_too) {
    const auto skip = [&](std::string_view blanks) {
        while (!field.empty() && blanks.find(field.front()) != blanks.npos) field.remove_prefix(1);
    };
    skip(" \t");
    if (field == "*") return true;
    while (true) {
        skip(" \t,");
        const bool weak = field.starts_with("W/");
        if (weak) field.remove_prefix(2);
        if (!field.starts_with('"')) return false;
        const std::size_t end = field.find('"', 1);
        if (end == field.npos) return false;
        if (field.substr(1, end - 1) == opaque && (weak_too || !weak)) return true;
        field.remove_prefix(end + 1);
    }
}

}  // namespace

bool none_match_names(std::string_view field, std::string_view opaque) {
    return names(field, opaque, true);
}

bool match_names(std::string_view field, std::string_view opaque) {
    return names(field, opaque, false);
}

bool range_condition_holds(std::string_view field, std::string_view opaque) {
    return field.size() == opaque.size() + 2 && field.front() == '"' && field.back() == '"' && field.substr(1, opaque.size()) == opaque;
}

}  // namespace presencia::serve
