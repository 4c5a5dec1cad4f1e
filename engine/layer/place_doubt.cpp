// SPDX-License-Identifier: Apache-2.0
#include "layer/place_doubt.hpp"

#include "core/text.hpp"
#include "layer/likely_systems.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace presencia::layer {

namespace {

using Points = std::vector<Point<Wgs84>>;

/// Points of the sample that lie in the expected area when they are read in one way or another.
class Trial {
public:
    Trial(const SourceCrs& crs, std::span<const Point<Wgs84>> points, const geo::Box& expected)
        : crs_(crs), points_(points), expected_(expected) {}

    template <class Read>
    std::size_t inside(Read read) const {
        Points tried(points_.begin(), points_.end());
        for (Point<Wgs84>& p : tried) p = read(p);
        crs_.to_wgs84.convert(tried);
        return static_cast<std::size_t>(
            std::count_if(tried.begin(), tried.end(), [&](Point<Wgs84> p) { return expected_.contains(p); }));
    }
    /// Those that lie there as they are written, and in their system's area of use.
    std::size_t well_placed() const {
        Points tried(points_.begin(), points_.end());
        crs_.to_wgs84.convert(tried);
        return static_cast<std::size_t>(std::count_if(tried.begin(), tried.end(), [&](Point<Wgs84> p) { return expected_.contains(p) && crs_.to_wgs84.in_area_of_use(p); }));
    }
    template <class Read>
    bool explains(Read read) const {
        return inside(read) * 5 >= points_.size() * 4;
    }
    /// "412 of 500 of the sample".
    template <class Read>
    std::string share(const SourceContext& context, Read read) const {
        return std::to_string(inside(read)) + context.say(" de ", " of ") + std::to_string(points_.size());
    }

private:
    const SourceCrs& crs_;
    std::span<const Point<Wgs84>> points_;
    const geo::Box& expected_;
};

Point<Wgs84> as_is(Point<Wgs84> p) { return p; }
Point<Wgs84> turned(Point<Wgs84> p) { return {p.y, p.x}; }
Point<Wgs84> west(Point<Wgs84> p) { return {-std::abs(p.x), p.y}; }
Point<Wgs84> turned_west(Point<Wgs84> p) { return {-std::abs(p.y), p.x}; }

std::string or_as_written(const SourceContext& context) {
    return context.say("; si están bien así: coordinates = \"as_written\"",
                       "; where they are right as they are: coordinates = \"as_written\"");
}

template <class Read>
[[noreturn]] void stop(ErrorCode code, const SourceContext& context, const std::string& columns, const Trial& trial,
                       Read read, std::string hint) {
    const std::string detail =
        context.say("donde deben estar caen ", "where they should be lie ") + trial.share(context, as_is) +
        context.say("; leídas así, ", "; read in that way, ") + trial.share(context, read);
    throw Error(code, context.in_source(0, columns), detail, hint + or_as_written(context));
}

[[noreturn]] void stop_for_system(const SourceContext& context, const SourceCrs& crs, const std::string& columns, const std::vector<LikelySystem>& systems, std::size_t inside,
                                  std::size_t all) {
    const std::string share = std::to_string(inside) + context.say(" de ", " of ") + std::to_string(all);
    throw Error(ErrorCode::crs_out_of_area, context.in_source(0, columns),
                context.say("con ", "with ") + crs.to_wgs84.name() + context.say(" caen donde deben estar ", " there lie where they should be ") + share,
                context.say("caben con ", "they fit with ") + shown(systems) + ": crs = \"" + systems.front().crs + "\"" + or_as_written(context));
}

/// Most lie where they should, but in another grid (nearly) all of them would: a neighbour's grid read for one's own puts half a country beside itself. Stragglers do not count: they are
/// outside in every grid, and honest data near a border are outside by less than the twentieth that is asked for here.
void doubt_grid(const SourceContext& context, const SourceCrs& crs, std::span<const Point<Wgs84>> points, const std::string& columns, const geo::Box& expected, const Trial& trial) {
    const std::size_t placed = crs.degrees ? points.size() : trial.well_placed();
    if (placed + 2 > points.size() || placed * 20 >= points.size() * 19) return;
    const std::vector<LikelySystem> systems = likely_systems(points, expected);
    if (systems.empty() || systems.front().fits * 100 < systems.front().of * 99) return;
    if (systems.front().name == crs.to_wgs84.name()) return;
    stop_for_system(context, crs, columns, systems, placed, points.size());
}

}  // namespace

std::string swap_hint(const SourceContext& context) {
    return context.source.coordinates.order == study::CoordinateWords::Order::swapped
               ? context.say("el estudio dice `swapped`, y tal como están escritas caben: quítelo",
                             "the study says `swapped`, and they fit as they are written: take it out")
               : context.say("para intercambiarlas: coordinates = \"swapped\"",
                             "to exchange them: coordinates = \"swapped\"");
}

void doubt_place(const SourceContext& context, const SourceCrs& crs, std::span<const Point<Wgs84>> points,
                 const std::string& columns, const geo::Box& expected) {
    if (expected.empty() || points.empty() || context.source.coordinates.as_written) {
        return;
    }
    const Trial trial(crs, points, expected);
    if (trial.inside(as_is) * 2 >= points.size()) {
        doubt_grid(context, crs, points, columns, expected, trial);
        return;
    }
    if (trial.explains(turned)) {
        stop(ErrorCode::coordinates_swapped, context, columns, trial, turned, swap_hint(context));
    }
    if (crs.degrees && trial.explains(west)) {
        stop(ErrorCode::longitude_unsigned, context, columns, trial, west,
             context.say("para leerlas todas al oeste: coordinates = \"west\"",
                         "to read all of them as west: coordinates = \"west\""));
    }
    if (crs.degrees && trial.explains(turned_west)) {
        stop(ErrorCode::coordinates_swapped, context, columns, trial, turned_west,
             context.say("también sin su signo: coordinates = [\"swapped\", \"west\"]",
                         "and without their sign: coordinates = [\"swapped\", \"west\"]"));
    }
    const std::vector<LikelySystem> systems = crs.degrees ? std::vector<LikelySystem>{} : likely_systems(points, expected);
    if (!systems.empty()) stop_for_system(context, crs, columns, systems, trial.inside(as_is), points.size());
}

}  // namespace presencia::layer
