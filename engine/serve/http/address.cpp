// SPDX-License-Identifier: Apache-2.0
#include "serve/http/address.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace presencia::serve {

namespace {

int hex_digit(char c) {
    if (text::is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_plain(char c) {
    return text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

[[noreturn]] void refuse(const char* what) {
    throw Error(ErrorCode::request_malformed, {}, what);
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    bool plain = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (is_control(c)) return std::nullopt;
        plain = plain && static_cast<unsigned char>(c) < 0x80;
        out += c;
    }
    if (!plain && !text::valid_utf8(out)) return std::nullopt;
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_plain(c) || c == ':' || c == ',') {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

std::vector<std::string> path_segments(std::string_view path) {
    if (path.empty() || path.front() != '/') refuse("path");
    std::vector<std::string> out;
    path.remove_prefix(1);
    if (path.empty()) return out;
    out.reserve(6);
    for (const std::string_view part : text::split(path, '/')) {
        std::optional<std::string> segment = percent_decoded(part);
        if (!segment) refuse("path");
        if (*segment == "." || *segment == ".." || segment->find_first_of("/\\") != segment->npos) refuse("path");
        out.push_back(std::move(*segment));
    }
    return out;
}

Parameters query_parameters(std::string_view query) {
    Parameters out;
    if (query.empty()) return out;
    for (const std::string_view pair : text::split(query, '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        std::optional<std::string> name = percent_decoded(pair.substr(0, equals), true);
        std::optional<std::string> value = equals == pair.npos ? std::string() : percent_decoded(pair.substr(equals + 1), true);
        if (!name || !value) refuse("query");
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

Target split_target(std::string_view target) {
    for (const char c : target) {
        // RFC 3986 leaves these out of every address; '#' never reaches a server from an honest client.
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '#' || c == '<' || c == '>' || c == '"' || c == '\\') refuse("address");
    }
    if (!target.starts_with('/')) {
        const bool absolute = target.starts_with("http://") || target.starts_with("https://");
        if (!absolute) refuse("address");
        const std::size_t host = target.find("//") + 2;
        const std::size_t path = target.find_first_of("/?", host);
        if (path == host || target.substr(host, path - host).find('@') != target.npos) refuse("address");
        if (path == target.npos) return {"/", {}};
        target = target[path] == '/' ? target.substr(path) : target;
        if (target.front() != '/') return {"/", target.substr(target.find('?') + 1)};
    }
    const std::size_t question = target.find('?');
    if (question == target.npos) return {target, {}};
    return {target.substr(0, question), target.substr(question + 1)};
}

}  // namespace presencia::serve
