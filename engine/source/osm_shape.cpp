// SPDX-License-Identifier: Apache-2.0
#include "source/osm_shape.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

namespace presencia::source::osm {
namespace {

constexpr std::uint32_t wkb_point = 1, wkb_polygon = 3, wkb_multipolygon = 6;

/// Bytes of a number, lowest first on every machine.
template <class Number>
void put(std::string& out, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i) {
        out += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
    }
}

void put_head(std::string& out, std::uint32_t type) {
    out += '\1';
    put(out, type);
}

void put_place(std::string& out, Place place) {
    put(out, std::bit_cast<std::uint64_t>(place.longitude));
    put(out, std::bit_cast<std::uint64_t>(place.latitude));
}

void put_count(std::string& out, std::size_t count) {
    put(out, static_cast<std::uint32_t>(count));
}

bool closed(const Line& line) {
    return line.size() >= 4 && line.front() == line.back();
}

/// By crossing number; corners on the border may go either way.
bool within(const Line& ring, Place place) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Place a = ring[i], b = ring[j];
        if ((a.latitude > place.latitude) != (b.latitude > place.latitude) &&
            place.longitude < (b.longitude - a.longitude) * (place.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude) {
            inside = !inside;
        }
    }
    return inside;
}

using Key = std::pair<double, double>;

Key key_of(Place place) {
    return {place.longitude, place.latitude};
}

/// Open lines by their two ends.
class Ends {
public:
    explicit Ends(const std::vector<Line>& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            at_.emplace(key_of(lines[i].front()), i);
            at_.emplace(key_of(lines[i].back()), i);
        }
    }
    void remove(const Line& line, std::size_t index) {
        for (const Place end : {line.front(), line.back()}) {
            const auto [first, last] = at_.equal_range(key_of(end));
            const auto found = std::find_if(first, last, [index](const auto& entry) { return entry.second == index; });
            if (found != last) at_.erase(found);
        }
    }
    std::optional<std::size_t> meeting(Place end) const {
        const auto found = at_.find(key_of(end));
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::multimap<Key, std::size_t> at_;
};

}  // namespace

std::string point_wkb(Place place) {
    std::string out;
    put_head(out, wkb_point);
    put_place(out, place);
    return out;
}

std::string multipolygon_wkb(const std::vector<std::vector<Line>>& polygons) {
    std::string out;
    put_head(out, wkb_multipolygon);
    put_count(out, polygons.size());
    for (const std::vector<Line>& rings : polygons) {
        put_head(out, wkb_polygon);
        put_count(out, rings.size());
        for (const Line& ring : rings) {
            put_count(out, ring.size());
            for (const Place place : ring) put_place(out, place);
        }
    }
    return out;
}

std::optional<std::vector<Line>> join_rings(std::vector<Line> lines) {
    std::vector<Line> rings;
    std::vector<Line> open;
    for (Line& line : lines) {
        if (line.size() < 2) return std::nullopt;
        (closed(line) ? rings : open).push_back(std::move(line));
    }
    Ends ends(open);
    std::vector<bool> used(open.size(), false);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (used[i]) continue;
        used[i] = true;
        ends.remove(open[i], i);
        Line ring = open[i];
        while (!(ring.front() == ring.back())) {
            const auto next = ends.meeting(ring.back());
            if (!next) return std::nullopt;
            used[*next] = true;
            ends.remove(open[*next], *next);
            const Line& more = open[*next];
            if (more.front() == ring.back()) {
                ring.insert(ring.end(), more.begin() + 1, more.end());
            } else {
                ring.insert(ring.end(), more.rbegin() + 1, more.rend());
            }
        }
        if (!closed(ring)) return std::nullopt;
        rings.push_back(std::move(ring));
    }
    return rings;
}

std::optional<std::vector<std::vector<Line>>> polygons_of(std::vector<Line> outer, std::vector<Line> inner) {
    auto borders = join_rings(std::move(outer));
    auto holes = join_rings(std::move(inner));
    if (!borders || borders->empty() || !holes) {
        return std::nullopt;
    }
    std::vector<std::vector<Line>> polygons;
    for (Line& border : *borders) {
        polygons.push_back({std::move(border)});
    }
    for (Line& hole : *holes) {
        const auto around = std::find_if(polygons.begin(), polygons.end(), [&](const auto& rings) { return within(rings.front(), hole.front()); });
        if (around == polygons.end()) return std::nullopt;
        around->push_back(std::move(hole));
    }
    return polygons;
}

std::optional<Place> middle(const std::vector<Line>& lines) {
    constexpr double far = std::numeric_limits<double>::infinity();
    Place least{far, far}, most{-far, -far};
    for (const Line& line : lines) {
        for (const Place place : line) {
            least = {std::min(least.longitude, place.longitude), std::min(least.latitude, place.latitude)};
            most = {std::max(most.longitude, place.longitude), std::max(most.latitude, place.latitude)};
        }
    }
    if (least.longitude > most.longitude) {
        return std::nullopt;
    }
    return Place{(least.longitude + most.longitude) / 2.0, (least.latitude + most.latitude) / 2.0};
}

}  // namespace presencia::source::osm
