// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/open_file.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace presencia::serve {

/// Bytes of an answer: in memory, or a piece of an open file.
struct Body {
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const OpenFile> file;
    std::uint64_t offset = 0, length = 0;

    bool empty() const noexcept { return length == 0; }
    bool given() const noexcept { return bytes || file; }
};
inline Body body_of(std::shared_ptr<const std::string> bytes) {
    const std::uint64_t length = bytes->size();
    return {std::move(bytes), nullptr, 0, length};
}
inline Body body_of(std::string bytes) {
    return body_of(std::make_shared<const std::string>(std::move(bytes)));
}
inline Body body_of(std::shared_ptr<const OpenFile> file) {
    const std::uint64_t length = file->size();
    return {nullptr, std::move(file), 0, length};
}

/// Content-Security-Policy of what a browser shows.
namespace policy {
inline constexpr std::string_view page = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
inline constexpr std::string_view picture = "default-src 'none'; style-src 'unsafe-inline'";
inline constexpr std::string_view report = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
/// The web map has a policy of its own, with the digest of its import map; this is what a page cannot say of itself.
inline constexpr std::string_view map = "frame-ancestors 'self'; object-src 'none'";
}  // namespace policy

/// An answer before it meets its request's conditions, ranges and codings (see conclude()).
struct Response {
    enum class Cache : std::uint8_t {
        revalidate,  ///< may be kept, and is asked for again each time; for ever under a versioned path
        never,       ///< errors, and what changes by itself
    };

    int status = 200;
    std::string type;
    std::string etag;  ///< of the bytes without coding; "": none
    Cache cache = Cache::revalidate;
    Body body;
    Body gzipped;  ///< the same, where it helps; the only one of vector tiles, which are stored so
    bool ranges = false;
    bool by_coding = false;    ///< another Accept-Encoding could have had another answer, though this one has no twin
    bool by_accept = false;    ///< another Accept could have had another answer
    bool by_language = false;  ///< another Accept-Language could
    std::string_view security;
    std::vector<std::pair<std::string_view, std::string>> more;  ///< other fields
};

/// What becomes of a request at once: an answer, or work that another thread has to do for it.
using Work = std::function<Response()>;
using Outcome = std::variant<Response, Work>;

/// Text with a strong tag from its SHA-256, and gzipped where that is worth it. Cost: linear, some milliseconds a megabyte.
Response text_response(std::string text, std::string_view type);

/// 204 with nothing in it.
Response empty_response();

}  // namespace presencia::serve
