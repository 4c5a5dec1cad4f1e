// SPDX-License-Identifier: Apache-2.0
#include "serve/result/tile_layer.hpp"

#include "core/error.hpp"
#include "core/sha256.hpp"
#include "emit/tiles/tile_style.hpp"

#include <algorithm>
#include <charconv>

namespace presencia::serve {

namespace {

std::uint64_t number(std::string_view name, std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = !text.empty() && failed == std::errc() && end == text.data() + text.size() && (text.size() == 1 || text[0] != '0');
    // Digits beyond 64 bits are as well formed as others, and as far beyond every zoom.
    if (failed == std::errc::result_out_of_range && end == text.data() + text.size() && text[0] != '0') return ~std::uint64_t{0};
    if (!digits) throw Error(ErrorCode::parameter_invalid, {.column = std::string(name)}, {}, "z/x/y: 0, 1, 2 ...");
    return value;
}

void append_hex(std::string& to, std::uint64_t value) {
    char digits[16];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, value, 16).ptr);
}

}  // namespace

TileAddress tile_address(std::string_view z, std::string_view x, std::string_view y) {
    const std::uint64_t zoom = number("z", z), column = number("x", x), row = number("y", y);
    if (zoom > static_cast<std::uint64_t>(emit::highest_zoom) || column >> zoom != 0 || row >> zoom != 0) throw Error(ErrorCode::path_unknown, {}, {}, "z <= 22, x < 2^z, y < 2^z");
    return {static_cast<int>(zoom), static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row)};
}

void TileLayer::draw_beyond() {
    drawn = true;
    min_zoom = 0;
    max_zoom = std::max(max_zoom, highest_drawn_zoom);
}

Response TileLayer::stored(const TileAddress& at) const {
    const auto place = archive->find(at.z, at.x, at.y);
    if (!place) return drawn_tile({});
    Response response;
    response.type = type();
    // Equal tiles lie in one place of the archive: archive and place say which bytes these are.
    response.etag.reserve(tag.size() + 17);
    response.etag.append(tag).append("-");
    append_hex(response.etag, place->offset);
    Body body = body_of(archive->read(*place));
    (vector ? response.gzipped : response.body) = std::move(body);
    return response;
}

Response TileLayer::drawn_tile(std::string bytes) const {
    if (vector && bytes.empty()) return empty_response();
    Response response;
    response.type = type();
    if (bytes.empty()) {
        response.etag = "empty-" + tag;
        response.body = body_of(nothing);
    } else {
        response.etag = sha256(bytes).substr(0, 24);
        (vector ? response.gzipped : response.body) = body_of(std::move(bytes));
    }
    return response;
}

}  // namespace presencia::serve
