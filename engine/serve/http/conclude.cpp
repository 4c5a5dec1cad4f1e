// SPDX-License-Identifier: Apache-2.0
#include "serve/http/conclude.hpp"

#include "emit/tiles/gzip.hpp"
#include "serve/http/byte_range.hpp"
#include "serve/http/entity_tag.hpp"
#include "serve/http/negotiation.hpp"
#include "serve/http/problem.hpp"

#include <algorithm>
#include <charconv>

namespace presencia::serve {

namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 400: return "Bad Request";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 416: return "Range Not Satisfiable";
        case 417: return "Expectation Failed";
        case 421: return "Misdirected Request";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Status";
    }
}

void field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

void field(std::string& head, std::string_view name, std::uint64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    field(head, name, std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

/// The part of the answer that depends on the request: which coding, which piece, or nothing at all.
struct Chosen {
    Body body;
    std::string etag;
    bool gzip = false;
    std::string range;  ///< Content-Range
};

void choose_coding(const Request& request, Response& response, Chosen& chosen) {
    chosen.etag = response.etag;
    const bool packed = response.gzipped.given() && request.range.empty() && accepts_gzip(request.accept_encoding);
    if (packed) {
        chosen.gzip = true;
        chosen.body = std::move(response.gzipped);
        if (!chosen.etag.empty()) chosen.etag += "-gz";
    } else if (!response.body.given() && response.gzipped.given()) {
        chosen.body = body_of(emit::gunzip(*response.gzipped.bytes));
    } else {
        chosen.body = response.body;
    }
}

/// Conditions and ranges, in the order of RFC 9110, 13.2.2. False where the precondition fails.
bool choose_piece(const Request& request, Response& response, Chosen& chosen) {
    if (response.status != 200 || chosen.etag.empty()) return true;
    // A gzipped twin is the same resource: whoever holds one of the two tags holds what is here now.
    const std::string other = chosen.gzip ? response.etag : response.etag + "-gz";
    if (!request.if_match.empty() && !match_names(request.if_match, chosen.etag) && !match_names(request.if_match, other)) return false;
    if (!request.if_none_match.empty() && none_match_names(request.if_none_match, chosen.etag)) {
        response.status = 304;
        chosen.body = {};
        return true;
    }
    if (!response.ranges || request.method != Method::get || request.range.empty()) return true;
    if (!request.if_range.empty() && !range_condition_holds(request.if_range, chosen.etag)) return true;
    const RangeWish wish = range_wish(request.range, chosen.body.length);
    const std::string size = std::to_string(chosen.body.length);
    if (wish.kind == RangeWish::Kind::unsatisfiable) {
        response = problem(Error(ErrorCode::range_unsatisfiable, {}), Language::en);
        chosen = {response.body, {}, false, "bytes */" + size};
    } else if (wish.kind == RangeWish::Kind::one) {
        response.status = 206;
        chosen.body.offset += wish.range.first;
        chosen.body.length = wish.range.length();
        chosen.range = "bytes " + std::to_string(wish.range.first) + "-" + std::to_string(wish.range.last) + "/" + size;
    }
    return true;
}

void cross_origin_fields(std::string& head, const Request& request, const CrossOrigin& cross) {
    if (cross.any) {
        field(head, "Access-Control-Allow-Origin", "*");
    } else {
        if (std::find(cross.listed.begin(), cross.listed.end(), request.origin) == cross.listed.end()) return;
        field(head, "Access-Control-Allow-Origin", request.origin);
    }
    if (request.method == Method::options) {
        field(head, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        field(head, "Access-Control-Allow-Headers", "Accept, Accept-Language, If-Match, If-None-Match, If-Range, Range");
        field(head, "Access-Control-Max-Age", "86400");
    } else {
        field(head, "Access-Control-Expose-Headers", "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Link");
    }
}

std::string vary(const Response& response, bool codings, const CrossOrigin& cross) {
    std::string out;
    const auto add = [&](const char* name) { out += (out.empty() ? "" : ", ") + std::string(name); };
    if (codings) add("Accept-Encoding");
    if (response.by_accept) add("Accept");
    if (response.by_language) add("Accept-Language");
    if (!cross.any && !cross.listed.empty()) add("Origin");
    return out;
}

}  // namespace

Wire conclude(const Request& request, Response response, const CrossOrigin& cross, std::string_view date, bool close) {
    const bool codings = response.gzipped.given() || response.by_coding;
    Chosen chosen;
    choose_coding(request, response, chosen);
    if (!choose_piece(request, response, chosen)) {
        response = problem(Error(ErrorCode::precondition_failed, {}), Language::en);
        chosen = {response.body, {}, false, {}};
    }
    Wire wire;
    wire.status = response.status;
    std::string& head = wire.head;
    head.reserve(640);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason(response.status)).append("\r\n");
    field(head, "Date", date);
    field(head, "Server", "presencia");
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) {
        field(head, "Content-Type", response.type);
        field(head, "Content-Length", chosen.body.length);
    }
    if (chosen.gzip && !bodiless) field(head, "Content-Encoding", "gzip");
    if (!chosen.range.empty()) field(head, "Content-Range", chosen.range);
    if (response.ranges) field(head, "Accept-Ranges", "bytes");
    if (!chosen.etag.empty()) head.append("ETag: \"").append(chosen.etag).append("\"\r\n");
    if (response.cache == Response::Cache::never) {
        field(head, "Cache-Control", "no-store");
    } else {
        field(head, "Cache-Control", request.versioned ? "public, max-age=31536000, immutable" : "no-cache");
    }
    if (const std::string names = vary(response, codings, cross); !names.empty()) field(head, "Vary", names);
    cross_origin_fields(head, request, cross);
    field(head, "X-Content-Type-Options", "nosniff");
    if (!response.security.empty()) field(head, "Content-Security-Policy", response.security);
    for (const auto& [name, value] : response.more) field(head, name, value);
    if (close) field(head, "Connection", "close");
    head.append("\r\n");
    if (request.method != Method::head && !bodiless) wire.body = std::move(chosen.body);
    return wire;
}

std::string http_date(std::int64_t seconds) {
    constexpr const char* days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::int64_t day = seconds / 86400, second = seconds % 86400;
    // Civil date of a day number, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
    const std::int64_t z = day + 719468, era = z / 146097, of_era = z - era * 146097;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), m = (5 * day_of_year + 2) / 153;
    const std::int64_t day_of_month = day_of_year - (153 * m + 2) / 5 + 1, month = m < 10 ? m + 3 : m - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day % 7], static_cast<int>(day_of_month), months[month - 1], static_cast<int>(year),
                                     static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace presencia::serve
