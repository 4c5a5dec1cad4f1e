// SPDX-License-Identifier: Apache-2.0
#include "serve/http/header_check.hpp"

#include "core/text.hpp"
#include "serve/http/field_text.hpp"

#include <algorithm>

namespace presencia::serve {

namespace {

bool is_token(char c) {
    if (text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool same_name(std::string_view a, std::string_view lower_b) {
    return a.size() == lower_b.size() && std::equal(a.begin(), a.end(), lower_b.begin(), [](char x, char y) { return lower(x) == y; });
}

/// "METHOD target HTTP/1.1": one blank between the parts, and only the versions that are spoken here.
std::optional<ErrorCode> line_fault(std::string_view line) {
    const std::size_t first = line.find(' ');
    if (first == line.npos || first == 0) return ErrorCode::request_malformed;
    const std::size_t second = line.find(' ', first + 1);
    if (second == line.npos || second == first + 1) return ErrorCode::request_malformed;
    const std::string_view method = line.substr(0, first), target = line.substr(first + 1, second - first - 1), version = line.substr(second + 1);
    if (!std::all_of(method.begin(), method.end(), is_token)) return ErrorCode::request_malformed;
    if (std::any_of(target.begin(), target.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; })) return ErrorCode::request_malformed;
    if (version == "HTTP/1.1" || version == "HTTP/1.0") return std::nullopt;
    const bool other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' && version[5] >= '0' && version[5] <= '9' && version[7] >= '0' && version[7] <= '9';
    return other ? ErrorCode::version_unsupported : ErrorCode::request_malformed;
}

/// What the fields say of each other.
struct Seen {
    int hosts = 0, lengths = 0, codings = 0;
    bool body = false, expects = false;

    std::optional<ErrorCode> add(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == line.npos || colon == 0) return ErrorCode::request_malformed;
        const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
        if (!std::all_of(name.begin(), name.end(), is_token)) return ErrorCode::request_malformed;
        if (std::any_of(value.begin(), value.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; })) return ErrorCode::request_malformed;
        if (same_name(name, "host")) ++hosts;
        if (same_name(name, "transfer-encoding")) ++codings;
        if (same_name(name, "expect")) expects = true;
        if (same_name(name, "content-length")) {
            ++lengths;
            if (!text::all_digits(value)) return ErrorCode::request_malformed;
            if (std::any_of(value.begin(), value.end(), [](char c) { return c != '0'; })) body = true;
        }
        return std::nullopt;
    }
};

}  // namespace

std::optional<ErrorCode> header_overflow(std::string_view arrived, const HeaderLimits& limits) {
    const std::size_t line = arrived.find('\n');
    if (line == arrived.npos) {
        if (arrived.size() > limits.request_line) return ErrorCode::address_too_long;
        return std::nullopt;
    }
    if (line > limits.request_line) return ErrorCode::address_too_long;
    if (arrived.size() - line > limits.fields + 4) return ErrorCode::header_too_large;
    return std::nullopt;
}

std::optional<ErrorCode> header_fault(std::string_view header, const HeaderLimits& limits) {
    Seen seen;
    std::size_t number = 0;
    bool old = false;
    for (; !header.empty(); ++number) {
        const std::size_t end = header.find_first_of("\r\n");
        if (end == header.npos || header[end] != '\r' || end + 1 >= header.size() || header[end + 1] != '\n') return ErrorCode::request_malformed;
        const std::string_view line = header.substr(0, end);
        header.remove_prefix(end + 2);
        if (number == 0) {
            if (const auto fault = line_fault(line)) return fault;
            old = line.ends_with("HTTP/1.0");
            continue;
        }
        if (line.empty()) break;
        if (number > limits.count) return ErrorCode::header_too_large;
        if (line.front() == ' ' || line.front() == '\t') return ErrorCode::request_malformed;
        if (const auto fault = seen.add(line)) return fault;
    }
    if (!header.empty()) return ErrorCode::request_malformed;
    if (seen.hosts > 1 || (seen.hosts == 0 && !old)) return ErrorCode::request_malformed;
    if (seen.lengths > 1 || seen.codings > 1 || (seen.codings > 0 && (seen.lengths > 0 || old))) return ErrorCode::request_malformed;
    if (seen.codings > 0 || seen.body) return ErrorCode::request_body;
    if (seen.expects) return ErrorCode::expectation_refused;
    return std::nullopt;
}

}  // namespace presencia::serve
