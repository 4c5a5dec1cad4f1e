// SPDX-License-Identifier: Apache-2.0
#include "reach/concurrence.hpp"

#include "geo/measure.hpp"
#include "geo/overlay.hpp"

#include <bit>
#include <vector>

namespace presencia::reach {

namespace {

constexpr unsigned capacity_families = (1u << study::capacity_family_count) - 1;

}  // namespace

Concurrence concurrence_of_people(std::span<const double> people_by_families, FamilySets sets) {
    Concurrence out;
    double total = 0.0;
    for (const double people : people_by_families) {
        total += people;
    }
    if (!(total > 0.0)) {
        return out;
    }
    for (unsigned families = 0; families < people_by_families.size(); ++families) {
        const unsigned counted = families & sets.studied & capacity_families;
        const unsigned possible = (families | sets.incomplete) & sets.studied & capacity_families;
        out.low[static_cast<std::size_t>(std::popcount(counted))] += people_by_families[families];
        out.high[static_cast<std::size_t>(std::popcount(possible))] += people_by_families[families];
    }
    for (std::size_t k = 0; k < out.low.size(); ++k) {
        out.low[k] /= total;
        out.high[k] /= total;
    }
    out.known = true;
    return out;
}

Concurrence concurrence_of_area(const geo::MultiPolygon& municipality, const std::array<geo::MultiPolygon, study::family_count>& catchments, FamilySets sets) {
    struct Piece {
        geo::MultiPolygon shape;
        unsigned families;
    };
    std::vector<Piece> pieces{{municipality, 0u}};
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
        if (catchments[f].empty()) {
            continue;
        }
        std::vector<Piece> cut;
        for (const Piece& piece : pieces) {
            geo::MultiPolygon inside = geo::intersection(piece.shape, catchments[f]);
            geo::MultiPolygon outside = geo::difference(piece.shape, catchments[f]);
            if (!inside.empty()) cut.push_back({std::move(inside), piece.families | (1u << f)});
            if (!outside.empty()) cut.push_back({std::move(outside), piece.families});
        }
        pieces = std::move(cut);
    }
    std::array<double, std::size_t{1} << study::family_count> area_by_families{};
    for (const Piece& piece : pieces) {
        area_by_families[piece.families] += geo::area(piece.shape).value();
    }
    return concurrence_of_people(area_by_families, sets);
}

}  // namespace presencia::reach
