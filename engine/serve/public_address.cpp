// SPDX-License-Identifier: Apache-2.0
#include "serve/public_address.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace presencia::serve {

namespace {

bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
        return text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

/// "[::1]:8080" and "localhost:8080" without their ports.
std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

/// Names and numbers of this machine alone. Of "127." only numbers count: "127.example.org" is somebody's name, and may lead here or anywhere.
bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "[::1]" || host == "::1") return true;
    return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 && std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || text::is_digit(c); });
}

bool is_prefix(std::string_view text) {
    return text.starts_with('/') && text.size() <= 255 && text.find("//") == text.npos && text.find("..") == text.npos && std::all_of(text.begin(), text.end(), [](char c) {
        return text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_' || c == '~' || c == '/';
    });
}

/// The first of a list that proxies have made longer.
std::string_view first_of(std::string_view list) {
    list = list.substr(0, list.find(','));
    while (!list.empty() && list.back() == ' ') list.remove_suffix(1);
    while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    return list;
}

std::string without_slash(std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return std::string(text);
}

}  // namespace

PublicAddress::PublicAddress(std::string public_url, std::string bound_host, std::string bound)
    : public_url_(without_slash(public_url)), bound_host_(std::move(bound_host)), bound_(std::move(bound)), loopback_(is_loopback(bound_host_)) {
    if (public_url_.empty()) return;
    const bool secure = public_url_.starts_with("https://");
    if (!secure && !public_url_.starts_with("http://")) throw Error(ErrorCode::usage, {.column = "--public-url"}, public_url_, "https://host/prefix");
    const std::string_view rest = std::string_view(public_url_).substr(secure ? 8 : 7);
    const std::size_t slash = rest.find('/');
    public_host_ = rest.substr(0, slash);
    if (!is_host(public_host_) || (slash != rest.npos && !is_prefix(rest.substr(slash)))) throw Error(ErrorCode::usage, {.column = "--public-url"}, public_url_, "https://host/prefix");
}

bool PublicAddress::ours(std::string_view host) const {
    if (!loopback_) return true;
    const std::string_view name = without_port(host);
    return is_loopback(name) || name == bound_host_ || host == public_host_ || (!public_host_.empty() && name == without_port(public_host_));
}

std::string PublicAddress::of(const AddressFields& fields) const {
    if (!fields.host.empty() && !is_host(fields.host)) throw Error(ErrorCode::request_malformed, {}, "Host");
    if (!fields.host.empty() && !fields.trusted && !ours(fields.host)) throw Error(ErrorCode::host_unknown, {}, {}, "--public-url, --trust");
    if (!public_url_.empty()) return public_url_;
    std::string_view scheme = "http", host = fields.host.empty() ? std::string_view(bound_) : fields.host, prefix;
    if (fields.trusted) {
        if (const std::string_view proto = first_of(fields.forwarded_proto); proto == "https" || proto == "http") scheme = proto;
        if (const std::string_view name = first_of(fields.forwarded_host); is_host(name)) host = name;
        if (const std::string_view path = first_of(fields.forwarded_prefix); is_prefix(path)) prefix = path;
    }
    return std::string(scheme) + "://" + std::string(host) + without_slash(prefix);
}

}  // namespace presencia::serve
