// SPDX-License-Identifier: Apache-2.0
#include "serve/http/response.hpp"

#include "core/sha256.hpp"
#include "emit/tiles/gzip.hpp"
#include "serve/http/entity_tag.hpp"

namespace presencia::serve {

namespace {

/// Below this a packet more or less is not at stake.
constexpr std::size_t worth_gzip = 600;

}  // namespace

Response text_response(std::string text, std::string_view type) {
    Response response;
    response.type = type;
    response.etag = sha256(text).substr(0, tag_letters);
    if (text.size() >= worth_gzip) response.gzipped = body_of(emit::Gzip()(text));
    response.body = body_of(std::move(text));
    return response;
}

Response empty_response() {
    Response response;
    response.status = 204;
    return response;
}

}  // namespace presencia::serve
