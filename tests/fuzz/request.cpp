// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "serve/bounding_box.hpp"
#include "serve/http/address.hpp"
#include "serve/http/byte_range.hpp"
#include "serve/http/entity_tag.hpp"
#include "serve/http/header_check.hpp"
#include "serve/http/negotiation.hpp"
#include "serve/interval.hpp"
#include "serve/query.hpp"
#include "serve/result/tile_layer.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

using namespace presencia;
using namespace presencia::serve;

namespace {

/// Runs what may refuse its input: only with an error that a request is to blame for.
template <class Action>
bool taken(Action action) {
    try {
        action();
        return true;
    } catch (const Error& error) {
        const int status = error_entry(error.code()).http_status;
        fuzz::hold(status >= 400 && status < 500, "input is never the server's fault");
        return false;
    }
}

void look_at_address(std::string_view target) {
    Target parts;
    if (!taken([&] { parts = split_target(target); })) return;
    fuzz::hold(parts.path.starts_with('/'), "a path begins with a slash");
    std::vector<std::string> segments;
    if (taken([&] { segments = path_segments(parts.path); })) {
        for (const std::string& one : segments) {
            fuzz::hold(one != "." && one != ".." && one.find_first_of("/\\") == one.npos, "no segment climbs");
            fuzz::hold(std::none_of(one.begin(), one.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }), "no segment holds a control character");
            fuzz::hold(percent_decoded(percent_encoded(one)) == one, "a segment is written as it was read");
        }
        if (segments.size() >= 3) {
            taken([&] {
                const TileAddress at = tile_address(segments[0], segments[1], segments[2]);
                fuzz::hold(at.z >= 0 && at.z <= 22 && (std::uint64_t{at.x} >> at.z) == 0 && (std::uint64_t{at.y} >> at.z) == 0, "a tile lies in the world");
            });
        }
    }
    taken([&] {
        const Parameters given = query_parameters(parts.query);
        for (const auto& [name, value] : given) {
            taken([&] {
                for (const geo::Box& box : bounding_boxes(value)) fuzz::hold(box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90 && box.min_y <= box.max_y, "a box lies on the Earth");
            });
            taken([&] { meets(value, "2011-01-01", "2013-12-31"); });
            taken([&] { fuzz::hold(number_parameter(given, name, 1, 10, 5) <= 10, "a number lies within its limits"); });
            taken([&] { flag_parameter(given, name); });
        }
        static constexpr std::array<std::string_view, 2> valid = {"a", "b"};
        taken([&] { check_parameters(given, valid); });
        const Parameters again = query_parameters(changed_query(given, "", ""));
        fuzz::hold(std::all_of(given.begin(), given.end(), [&](const auto& one) { return one.first.empty() || std::find(again.begin(), again.end(), one) != again.end(); }), "a query is written as it was read");
    });
}

void look_at_field(std::string_view field) {
    const RangeWish wish = range_wish(field, 1000);
    if (wish.kind == RangeWish::Kind::one) fuzz::hold(wish.range.first <= wish.range.last && wish.range.last < 1000, "a range lies in its file");
    none_match_names(field, "tag");
    fuzz::hold(!match_names(field, "tag") || none_match_names(field, "tag"), "what is the same strongly is so weakly");
    range_condition_holds(field, "tag");
    static constexpr std::array<std::string_view, 2> offers = {"application/json", "text/html"};
    const auto best = best_type(field, offers);
    fuzz::hold(!best || *best < offers.size(), "a form that was offered");
    accepts_gzip(field);
    best_language(field, Language::es);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const HeaderLimits limits;
    if (const auto fault = header_overflow(bytes, limits)) fuzz::hold(error_entry(*fault).http_status < 500, "too much is the client's fault");
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end != bytes.npos && !header_fault(std::string_view(bytes).substr(0, end + 4), limits)) {
        for (std::size_t at = bytes.find('\n'); at < end + 4; at = bytes.find('\n', at + 1)) fuzz::hold(at > 0 && bytes[at - 1] == '\r', "lines of a good header end in CR LF");
        fuzz::hold(bytes.find("\r\n ") > end && bytes.find("\r\n\t") > end, "no line of a good header is folded");
    }
    const std::string_view line = std::string_view(bytes).substr(0, bytes.find("\r\n"));
    const std::size_t blank = line.find(' ');
    look_at_address(blank == line.npos ? line : line.substr(blank + 1, line.find(' ', blank + 1) - blank - 1));
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t next = std::min(bytes.find("\r\n", at), bytes.size());
        const std::string_view field = std::string_view(bytes).substr(at, next - at);
        const std::size_t colon = field.find(": ");
        look_at_field(colon == field.npos ? field : field.substr(colon + 2));
        at = next + 2;
    }
    return 0;
}
