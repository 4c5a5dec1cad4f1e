// SPDX-License-Identifier: Apache-2.0
#include "emit/report/map_outlines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace presencia::emit {

namespace {

/// A run as one of its municipalities walks it, with its own surface on the left.
struct Piece {
    const ArcRun* run = nullptr;
    bool backward = false;
};

using Key = std::pair<std::int64_t, std::int64_t>;

Key key(SubPoint p) {
    return {p.x, p.y};
}

SubPoint start_of(const Piece& piece, const ZoomGeometry& geometry) {
    return geometry.points[piece.run->first + (piece.backward ? piece.run->count - 1 : 0)];
}

/// All points of a piece but its last: the next piece begins there.
SubPoint append(const Piece& piece, const ZoomGeometry& geometry, std::vector<SubPoint>& ring) {
    const ArcRun& run = *piece.run;
    for (std::uint32_t i = 0; i + 1 < run.count; ++i) {
        ring.push_back(geometry.points[run.first + (piece.backward ? run.count - 1 - i : i)]);
    }
    return geometry.points[run.first + (piece.backward ? 0 : run.count - 1)];
}

Outline chain(const std::vector<Piece>& pieces, const ZoomGeometry& geometry) {
    std::map<Key, std::vector<std::size_t>> leaving;
    for (std::size_t i = pieces.size(); i-- > 0;) leaving[key(start_of(pieces[i], geometry))].push_back(i);
    Outline outline;
    std::vector<bool> used(pieces.size(), false);
    for (std::size_t first = 0; first < pieces.size(); ++first) {
        if (used[first]) continue;
        std::vector<SubPoint> ring;
        const SubPoint begin = start_of(pieces[first], geometry);
        SubPoint at = begin;
        // As many arcs arrive at a vertex as leave it, so a walk ends only where it began.
        do {
            auto& here = leaving[key(at)];
            while (!here.empty() && used[here.back()]) here.pop_back();
            if (here.empty()) break;
            used[here.back()] = true;
            at = append(pieces[here.back()], geometry, ring);
        } while (!(at == begin));
        if (ring.size() >= 3) outline.push_back(std::move(ring));
    }
    return outline;
}

double twice_area(const std::vector<SubPoint>& ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SubPoint a = ring[i];
        const SubPoint b = ring[(i + 1) % ring.size()];
        sum += static_cast<double>(a.x - ring[0].x) * static_cast<double>(b.y - ring[0].y) - static_cast<double>(b.x - ring[0].x) * static_cast<double>(a.y - ring[0].y);
    }
    return std::fabs(sum);
}

}  // namespace

std::vector<Outline> outlines(const ZoomGeometry& geometry, std::size_t municipalities) {
    std::vector<std::vector<Piece>> pieces(municipalities);
    for (const ArcRun& run : geometry.runs) {
        pieces[static_cast<std::size_t>(run.left)].push_back({&run, false});
        if (run.right >= 0) pieces[static_cast<std::size_t>(run.right)].push_back({&run, true});
    }
    std::vector<Outline> out;
    out.reserve(municipalities);
    for (const std::vector<Piece>& of_one : pieces) out.push_back(chain(of_one, geometry));
    return out;
}

SubPoint inner_point(const Outline& outline) {
    const auto& largest = *std::max_element(outline.begin(), outline.end(), [](const auto& a, const auto& b) { return twice_area(a) < twice_area(b); });
    const auto [low, high] = std::minmax_element(largest.begin(), largest.end(), [](SubPoint a, SubPoint b) { return a.y < b.y; });
    const double y = 0.5 * static_cast<double>(low->y + high->y) + 0.25;  // never level with a vertex
    std::vector<double> crossings;
    for (const auto& ring : outline) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SubPoint a = ring[i];
            const SubPoint b = ring[(i + 1) % ring.size()];
            if ((static_cast<double>(a.y) < y) == (static_cast<double>(b.y) < y)) continue;
            crossings.push_back(static_cast<double>(a.x) + static_cast<double>(b.x - a.x) * (y - static_cast<double>(a.y)) / static_cast<double>(b.y - a.y));
        }
    }
    std::sort(crossings.begin(), crossings.end());
    SubPoint best = largest[0];
    double longest = -1.0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        if (crossings[i + 1] - crossings[i] <= longest) continue;
        longest = crossings[i + 1] - crossings[i];
        best = {static_cast<std::int64_t>(0.5 * (crossings[i] + crossings[i + 1])), static_cast<std::int64_t>(y)};
    }
    return best;
}

}  // namespace presencia::emit
