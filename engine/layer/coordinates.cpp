// SPDX-License-Identifier: Apache-2.0
#include "layer/coordinates.hpp"

#include "core/text.hpp"
#include "layer/likely_systems.hpp"
#include "layer/place_doubt.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace presencia::layer {

namespace {

/// What the finite coordinates of a sample look like. Coordinates at 0,0 are lost ones and say nothing.
struct Look {
    std::vector<Point<Wgs84>> points;
    geo::Box box;
    std::size_t lon_lat = 0;  ///< could be longitude and latitude
    std::size_t other = 0;    ///< could not
    std::size_t swapped = 0;  ///< could be only where they are swapped

    bool most(std::size_t count) const { return count * 2 > points.size(); }
};

Look look_at(std::span<const Point<Wgs84>> raw) {
    Look look;
    for (const Point<Wgs84> p : raw) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || (p.x == 0.0 && p.y == 0.0)) continue;
        look.points.push_back(p);
        look.box.add(p);
        const double x = std::abs(p.x);
        const double y = std::abs(p.y);
        const bool lon_lat = x <= 180.0 && y <= 90.0;
        look.lon_lat += lon_lat ? 1 : 0;
        look.other += lon_lat ? 0 : 1;
        look.swapped += x <= 90.0 && y > 90.0 && y <= 180.0 ? 1 : 0;
    }
    return look;
}

std::string extent(const SourceContext& context, const geo::Box& box) {
    const auto n = [](double value) { return text::format_significant(value, 3); };
    const std::string to = context.say(" a ", " to ");
    return "x " + n(box.min_x) + to + n(box.max_x) + ", y " + n(box.min_y) + to + n(box.max_y);
}

bool in_degrees(const geo::ToWgs84& to_wgs84) {
    if (to_wgs84.identity()) {
        return true;
    }
    // A geographic system moves a place by far less than a degree; a projected one reads these as metres from its
    // origin.
    std::vector<Point<Wgs84>> probe{{10.0, 10.0}};
    to_wgs84.convert(probe);
    return std::abs(probe[0].x - 10.0) < 0.1 && std::abs(probe[0].y - 10.0) < 0.1;
}

SourceCrs named(const SourceContext& context, std::string text, SourceCrs::Basis basis) {
    geo::ToWgs84 to_wgs84(text, context.source.shown);
    const bool degrees = in_degrees(to_wgs84);
    return SourceCrs{basis, std::move(text), std::move(to_wgs84), degrees};
}

bool is_json(const std::filesystem::path& path) {
    const std::string extension = text::fold(path.extension().string());
    return extension == "geojson" || extension == "geojsonl" || extension == "geojsonseq" || extension == "ndjson";
}

/// What to write into the study where numbers are metres of a system that nobody names.
std::string system_hint(const SourceContext& context, const Look& look, const geo::Box& expected) {
    const std::vector<LikelySystem> likely = likely_systems(look.points, expected);
    if (likely.empty()) {
        return context.say("escriba en el estudio crs = \"EPSG:...\" (UTM en Centroamérica: 32615 a 32617)",
                           "write crs = \"EPSG:...\" in the study (UTM in Central America: 32615 to 32617)");
    }
    return context.say("escriba crs = \"" + likely.front().crs + "\" si es ese; caben: ",
                       "write crs = \"" + likely.front().crs + "\" if it is that one; these fit: ") +
           shown(likely);
}

[[noreturn]] void throw_missing(const SourceContext& context, const Look& look, const geo::Box& expected,
                                const std::string& what_en, const std::string& what_es) {
    const bool degrees = look.points.empty() || look.most(look.lon_lat);
    throw Error(ErrorCode::crs_missing, context.in_source(),
                look.points.empty() ? context.say(what_es, what_en)
                                    : context.say(what_es + "; extensión " + extent(context, look.box),
                                                  what_en + "; extent " + extent(context, look.box)),
                degrees ? context.say("si son grados: crs = \"EPSG:4326\"", "if these are degrees: crs = \"EPSG:4326\"")
                        : system_hint(context, look, expected));
}

[[noreturn]] void throw_swapped(const SourceContext& context, const Look& look, const std::string& columns) {
    throw Error(ErrorCode::coordinates_swapped, context.in_source(0, columns),
                context.say("más de la mitad tiene latitudes imposibles que caben como longitudes; extensión " +
                                extent(context, look.box),
                            "more than half have impossible latitudes that would fit as longitudes; extent " +
                                extent(context, look.box)),
                swap_hint(context));
}

[[noreturn]] void throw_out_of_area(const SourceContext& context, const SourceCrs& crs, const Look& look,
                                    std::string es, std::string en, std::string hint) {
    const std::string name = crs.to_wgs84.name().empty() ? text::clip(crs.text, 60) : crs.to_wgs84.name();
    throw Error(ErrorCode::crs_out_of_area, context.in_source(),
                context.say(es, en) + " (" + name + "; " + context.say("extensión ", "extent ") +
                    extent(context, look.box) + ")",
                std::move(hint));
}

}  // namespace

void arrange(const study::CoordinateWords& words, std::span<Point<Wgs84>> raw) {
    for (Point<Wgs84>& p : raw) {
        if (words.order == study::CoordinateWords::Order::swapped) std::swap(p.x, p.y);
        if (words.west) p.x = -std::abs(p.x);
    }
}

void arrange(const study::CoordinateWords& words, geo::MultiPolygon& shape) {
    for (geo::Polygon& part : shape) {
        arrange(words, part.outer);
        for (geo::Ring& hole : part.holes) arrange(words, hole);
    }
}

SourceCrs geometry_crs(const SourceContext& context, const std::string& file_crs, std::span<const Point<Wgs84>> raw,
                       const geo::Box& expected) {
    if (!context.source.crs.empty()) {
        return named(context, context.source.crs, SourceCrs::Basis::declared);
    }
    if (!file_crs.empty()) {
        return named(context, file_crs, SourceCrs::Basis::file);
    }
    if (is_json(context.source.path)) {
        return named(context, "EPSG:4326", SourceCrs::Basis::geojson);
    }
    throw_missing(context, look_at(raw), expected, "the file names none", "el archivo no indica ninguno");
}

SourceCrs column_crs(const SourceContext& context, std::span<const Point<Wgs84>> raw, const geo::Box& expected) {
    if (!context.source.crs.empty()) {
        return named(context, context.source.crs, SourceCrs::Basis::declared);
    }
    const Look look = look_at(raw);
    if (look.most(look.other) && !look.most(look.swapped)) {
        throw_missing(context, look, expected, "most numbers cannot be longitude and latitude",
                      "la mayoría de los números no pueden ser longitud y latitud");
    }
    return named(context, "EPSG:4326", SourceCrs::Basis::assumed);
}

void check_coordinates(const SourceContext& context, const SourceCrs& crs, std::span<const Point<Wgs84>> raw,
                       const std::string& columns, const geo::Box& expected) {
    const Look look = look_at(raw);
    if (look.points.empty()) {
        return;
    }
    if (crs.degrees && look.most(look.swapped)) {
        throw_swapped(context, look, columns);
    }
    if (crs.degrees && look.most(look.other)) {
        throw_out_of_area(context, crs, look, "los números no son grados, y el sistema es geográfico",
                          "the numbers are not degrees, and the system is a geographic one",
                          system_hint(context, look, expected));
    }
    if (!crs.degrees && look.most(look.lon_lat)) {
        throw_out_of_area(
            context, crs, look, "los números parecen grados, y el sistema es proyectado",
            "the numbers look like degrees, and the system is a projected one",
            context.say("si son grados: crs = \"EPSG:4326\"", "if these are degrees: crs = \"EPSG:4326\""));
    }
    doubt_place(context, crs, look.points, columns, expected);
    if (crs.to_wgs84.identity()) {
        return;
    }
    std::vector<Point<Wgs84>> converted = look.points;
    crs.to_wgs84.convert(converted);
    const auto outside = std::count_if(converted.begin(), converted.end(), [&](Point<Wgs84> p) {
        return !std::isfinite(p.x) || !std::isfinite(p.y) || !crs.to_wgs84.in_area_of_use(p);
    });
    if (look.most(static_cast<std::size_t>(outside))) {
        throw_out_of_area(context, crs, look, "la mayoría cae fuera del área de uso del sistema",
                          "most fall outside the system's area of use", system_hint(context, look, expected));
    }
}

bool in_range(const geo::MultiPolygon& shape) {
    const auto whole = [](const geo::Ring& ring) {
        // Written so that NaN fails.
        return std::all_of(ring.begin(), ring.end(),
                           [](Point<Wgs84> p) { return std::abs(p.x) <= 180.0 && std::abs(p.y) <= 90.0; });
    };
    return std::all_of(shape.begin(), shape.end(), [&](const geo::Polygon& part) {
        return whole(part.outer) && std::all_of(part.holes.begin(), part.holes.end(), whole);
    });
}

}  // namespace presencia::layer
