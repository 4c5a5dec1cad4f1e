// SPDX-License-Identifier: Apache-2.0
#include "run/propose/known_places.hpp"

#include "core/text.hpp"
#include "layer/likely_systems.hpp"
#include "run/propose/people_column.hpp"

#include <algorithm>
#include <cmath>

namespace presencia::propose {

namespace {

bool is_code(layer::KeyRule rule) {
    return rule >= layer::KeyRule::code && rule <= layer::KeyRule::code_zeros;
}

bool plays_a_role(const Sight& sight, const std::string& column) {
    return std::any_of(sight.roles.begin(), sight.roles.end(), [&](const auto& role) { return role.second == column && role.first != "id"; });
}

/// How the cells of one column answer to the municipalities as codes.
KnownCodes codes_in(const std::vector<std::string>& cells, const std::string& column, const layer::Gazetteer& places) {
    KnownCodes out{column, 0, 0};
    for (const std::string& cell : cells) {
        const std::string_view text = text::trim(cell);
        if (text.empty()) continue;
        ++out.given;
        const layer::KeyMatch match = places.find({{}, {}, text, {}});
        out.known += match.municipality >= 0 && is_code(match.rule) ? 1 : 0;
    }
    return out;
}

bool mostly(const KnownCodes& codes) {
    return codes.given > 0 && codes.known * 5 >= codes.given * 4;
}

/// Whether the names beside the codes speak for them, where both find somebody.
bool names_agree(const Sight& sight, const std::vector<std::string>& codes, const layer::Gazetteer& places) {
    const std::vector<std::string>* names = sight.cells_of("municipality_name");
    if (names == nullptr) names = sight.cells_of("municipality");
    if (names == nullptr) return true;
    std::size_t both = 0, same = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::int32_t by_code = places.find({{}, {}, text::trim(codes[row]), {}}).municipality;
        const std::int32_t by_name = places.find({{}, {}, {}, text::trim((*names)[row])}).municipality;
        if (by_code < 0 || by_name < 0) continue;
        ++both;
        same += by_code == by_name ? 1 : 0;
    }
    return same * 2 >= both;
}

std::optional<double> number_of(const std::string& cell) {
    const std::string_view text = text::trim(cell);
    const auto plain = text::parse_double(text);
    return plain ? plain : text::parse_double_comma(text);
}

using Points = std::vector<Point<Wgs84>>;

/// Rows in which both columns hold numbers; empty where that is not so of nearly all, or where they are small whole numbers.
Points points_of(const std::vector<std::string>& xs, const std::vector<std::string>& ys) {
    constexpr double half_circle = 180.0;
    Points out;
    std::size_t given = 0, small = 0;
    for (std::size_t row = 0; row < xs.size(); ++row) {
        const auto x = number_of(xs[row]), y = number_of(ys[row]);
        given += text::trim(xs[row]).empty() && text::trim(ys[row]).empty() ? 0 : 1;
        if (!x || !y) continue;
        out.push_back({*x, *y});
        small += std::abs(*x) <= half_circle && *x == std::floor(*x) && *y == std::floor(*y) ? 1 : 0;
    }
    if (out.size() < 2 || out.size() * 10 < given * 9 || small * 2 > out.size()) out.clear();
    return out;
}

}  // namespace

std::optional<KnownCodes> column_of_known_codes(const Sight& sight, const layer::Gazetteer& places, const layer::Dialects& dialects) {
    if (const auto* keyed = sight.cells_of("municipality"); keyed != nullptr && mostly(codes_in(*keyed, {}, places))) return std::nullopt;
    for (std::size_t c = 0; c < sight.cells.size(); ++c) {
        const std::string& column = sight.columns[c];
        if (plays_a_role(sight, column) || !dialects.column_for("municipalities", "code", {column}, nullptr)) continue;
        const KnownCodes found = codes_in(sight.cells[c], column, places);
        if (mostly(found) && names_agree(sight, sight.cells[c], places)) return found;
    }
    return std::nullopt;
}

std::optional<UnusedCoordinates> unused_coordinates(const FileLook& look, const Sight& sight, const geo::Box& area) {
    const std::vector<std::string> numbers = unused_numbers(look);
    const geo::Box expected = layer::grown(area);
    for (const std::string& x : numbers) {
        for (const std::string& y : numbers) {
            const auto* xs = sight.cells_of_column(x);
            const auto* ys = sight.cells_of_column(y);
            if (x == y || xs == nullptr || ys == nullptr) continue;
            const Points points = points_of(*xs, *ys);
            if (points.empty()) continue;
            const auto inside = static_cast<std::size_t>(std::count_if(points.begin(), points.end(), [&](Point<Wgs84> p) { return expected.contains(p); }));
            if (inside * 10 >= points.size() * 9) return UnusedCoordinates{x, y, {}};
            const bool degrees = std::any_of(points.begin(), points.end(), [](Point<Wgs84> p) { return std::abs(p.x) <= 180.0 || std::abs(p.y) <= 90.0; });
            const auto systems = degrees ? std::vector<layer::LikelySystem>{} : layer::likely_systems(points, expected);
            if (!systems.empty()) return UnusedCoordinates{x, y, systems.front().crs};
        }
    }
    return std::nullopt;
}

}  // namespace presencia::propose
