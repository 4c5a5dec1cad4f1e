// SPDX-License-Identifier: Apache-2.0
#include "serve/router.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "serve/endpoints/endpoints.hpp"
#include "serve/http/negotiation.hpp"
#include "serve/http/problem.hpp"
#include "serve/query.hpp"

#include <algorithm>
#include <optional>

namespace presencia::serve {

namespace {

constexpr std::string_view version_route = "/v/{}";

/// What stands for {} where the segments follow the pattern; nothing where they do not.
std::optional<std::vector<std::string_view>> match(std::string_view pattern, std::span<const std::string> segments) {
    std::vector<std::string_view> captures;
    for (std::size_t i = 0;; ++i) {
        if (pattern.empty() || pattern == "/") {
            if (i == segments.size()) return captures;
            return std::nullopt;
        }
        pattern.remove_prefix(1);
        const std::string_view part = pattern.substr(0, pattern.find('/'));
        pattern.remove_prefix(part.size());
        if (part == "**") {
            if (i < segments.size()) return captures;
            return std::nullopt;
        }
        if (i == segments.size()) return std::nullopt;
        if (part == "{}") {
            if (segments[i].empty()) return std::nullopt;
            captures.push_back(segments[i]);
        } else if (part != segments[i]) {
            return std::nullopt;
        }
    }
}

bool is_version(std::string_view text) {
    return text.size() == 16 && std::all_of(text.begin(), text.end(), [](char c) { return text::is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// The version that a client knows is gone: what it wants is here without it.
Response moved(const Request& request, std::string_view version) {
    Response response;
    response.status = 307;
    response.type = "text/plain; charset=utf-8";
    response.cache = Response::Cache::never;
    std::string target = request.base + std::string(request.path.substr(3 + version.size()));
    if (!request.query.empty()) target += "?" + std::string(request.query);
    response.more.emplace_back("Location", std::move(target));
    response.body = body_of(std::string("another version\n"));
    return response;
}

Outcome ask(const Route& route, const Context& context) {
    if (context.request->method == Method::options) {
        Response response = empty_response();
        response.cache = Response::Cache::never;
        response.more.emplace_back("Allow", "GET, HEAD, OPTIONS");
        return response;
    }
    if (!route.any_parameter) check_parameters(context.parameters(), route.parameters);
    return route.endpoint(context);
}

Routed find(Request& request, const std::shared_ptr<const Result>& result, const Site& site) {
    std::span<const std::string> segments = request.segments;
    bool stale = false;
    if (segments.size() > 2 && segments[0] == "v" && is_version(segments[1])) {
        request.versioned = segments[1] == result->version();
        stale = !request.versioned;
        segments = segments.subspan(2);
    }
    for (const Route& route : routes()) {
        auto captures = match(route.pattern, segments);
        if (!captures) continue;
        if (segments.size() != request.segments.size() && !route.versioned) break;
        if (stale) return {moved(request, request.segments[1]), version_route};
        const Context context{&request, result, &site, std::move(*captures)};
        try {
            return {ask(route, context), route.pattern};
        } catch (const Error& error) {
            return {refusal(error, request, *result), route.pattern};
        }
    }
    request.versioned = false;
    return {refusal(Error(ErrorCode::path_unknown, {}, {}, request.base + "/"), request, *result), "-"};
}

}  // namespace

Routed route(Request& request, const std::shared_ptr<const Result>& result, const Site& site) {
    return find(request, result, site);
}

Response refusal(const Error& error, const Request& request, const Result& result) {
    Response response = problem(error, best_language(request.accept_language, result.language()));
    response.by_language = true;
    return response;
}

}  // namespace presencia::serve
