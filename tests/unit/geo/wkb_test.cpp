// SPDX-License-Identifier: Apache-2.0
#include "geo/wkb.hpp"
#include "tests/unit/geo/drawn.hpp"
#include "tests/unit/geo/geos_oracle.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

using namespace presencia;
using Type = geo::RawGeometry::Type;

namespace {

/// Writes WKB by hand, in either byte order.
class Bytes {
public:
    explicit Bytes(bool big = false) : big_(big) {}
    Bytes& head(std::uint32_t type) { return order().u32(type); }
    Bytes& order() {
        text.push_back(big_ ? 0 : 1);
        return *this;
    }
    Bytes& u32(std::uint32_t value) { return raw(value); }
    Bytes& f64(double value) { return raw(value); }
    Bytes& add(const std::string& more) {
        text += more;
        return *this;
    }
    /// A closed triangle with `extra` further ordinates a vertex.
    Bytes& triangle(int extra = 0) {
        u32(4);
        const double xy[4][2] = {{0, 0}, {2, 0}, {0, 2}, {0, 0}};
        for (const auto& p : xy) {
            f64(p[0]).f64(p[1]);
            for (int k = 0; k < extra; ++k) f64(99.0);
        }
        return *this;
    }
    std::string text;

private:
    template <class T>
    Bytes& raw(T value) {
        char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof(T));
        if (big_) std::reverse(bytes, bytes + sizeof(T));
        text.append(bytes, sizeof(T));
        return *this;
    }
    bool big_;
};

std::string point_wkb(double x, double y) {
    return Bytes().head(1).f64(x).f64(y).text;
}

std::string triangle_wkb(bool big = false) {
    return Bytes(big).head(3).u32(1).triangle().text;
}

}  // namespace

TEST_CASE("A polygon reads the same in both byte orders") {
    for (const bool big : {false, true}) {
        const auto read = geo::read_wkb(triangle_wkb(big));
        REQUIRE(read);
        REQUIRE(read->type == Type::polygon);
        REQUIRE(read->polygons.size() == 1);
        CHECK(read->polygons[0].outer == geo::Ring{{0, 0}, {2, 0}, {0, 2}, {0, 0}});
    }
}

TEST_CASE("Byte orders may be mixed within one geometry") {
    const auto read = geo::read_wkb(Bytes(true).head(6).u32(2).add(triangle_wkb(false)).add(triangle_wkb(true)).text);
    REQUIRE(read);
    CHECK(read->polygons.size() == 2);
}

TEST_CASE("Heights and measures are dropped, by ISO codes and by EWKB flags alike") {
    struct Kind {
        std::uint32_t code;
        int extra;
    };
    for (const Kind kind : {Kind{1003, 1}, Kind{2003, 1}, Kind{3003, 2}, Kind{0x80000003U, 1}, Kind{0x40000003U, 1},
                            Kind{0xC0000003U, 2}}) {
        const auto read = geo::read_wkb(Bytes().head(kind.code).u32(1).triangle(kind.extra).text);
        REQUIRE(read);
        REQUIRE(read->polygons.size() == 1);
        CHECK(read->polygons[0].outer[1] == Point<Wgs84>{2, 0});
    }
}

TEST_CASE("An EWKB reference number is stepped over") {
    const auto read = geo::read_wkb(Bytes().head(0x20000001U).u32(4326).f64(-89.2).f64(13.7).text);
    REQUIRE(read);
    REQUIRE(read->type == Type::point);
    CHECK(read->point == Point<Wgs84>{-89.2, 13.7});
}

TEST_CASE("A multipoint of one is a point, of two something else") {
    const auto one = geo::read_wkb(Bytes().head(4).u32(1).add(point_wkb(1, 2)).text);
    REQUIRE(one);
    CHECK(one->type == Type::point);
    const auto two = geo::read_wkb(Bytes().head(4).u32(2).add(point_wkb(1, 2)).add(point_wkb(3, 4)).text);
    REQUIRE(two);
    CHECK(two->type == Type::other);
}

TEST_CASE("A collection of polygons is read as its polygons, a mixed one is something else") {
    const auto polygons = geo::read_wkb(Bytes().head(7).u32(2).add(triangle_wkb()).add(triangle_wkb(true)).text);
    REQUIRE(polygons);
    CHECK(polygons->type == Type::polygon);
    CHECK(polygons->polygons.size() == 2);
    const auto mixed = geo::read_wkb(Bytes().head(7).u32(2).add(triangle_wkb()).add(point_wkb(0, 0)).text);
    REQUIRE(mixed);
    CHECK(mixed->type == Type::other);
}

TEST_CASE("Lines and curves are something else, empty geometries are none") {
    CHECK(geo::read_wkb(Bytes().head(2).u32(2).f64(0).f64(0).f64(1).f64(1).text)->type == Type::other);
    CHECK(geo::read_wkb(Bytes().head(8).u32(0).text)->type == Type::other);
    CHECK(geo::read_wkb(Bytes().head(3).u32(0).text)->type == Type::none);
    CHECK(geo::read_wkb(Bytes().head(6).u32(0).text)->type == Type::none);
    CHECK(geo::read_wkb(Bytes().head(7).u32(0).text)->type == Type::none);
}

TEST_CASE("A line that is cut short makes its collection damaged") {
    const std::string line = Bytes().head(2).u32(1).f64(0).f64(0).text;
    CHECK(geo::read_wkb(Bytes().head(7).u32(2).add(line).add(line).text));
    CHECK_FALSE(geo::read_wkb(Bytes().head(7).u32(2).add(line).order().text));
}

TEST_CASE("Every cut through valid bytes is damage, and so is a byte too many") {
    const std::string whole = Bytes().head(6).u32(2).add(triangle_wkb()).add(triangle_wkb(true)).text;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        REQUIRE_FALSE(geo::read_wkb(std::string_view(whole).substr(0, size)));
    }
    CHECK(geo::read_wkb(whole));
    CHECK_FALSE(geo::read_wkb(Bytes().add(whole).order().text));
}

TEST_CASE("Counts that the bytes cannot hold are refused before anything is allocated") {
    CHECK_FALSE(geo::read_wkb(Bytes().head(3).u32(0xFFFFFFFFU).text));
    CHECK_FALSE(geo::read_wkb(Bytes().head(3).u32(1).u32(0xFFFFFFFFU).text));
    CHECK_FALSE(geo::read_wkb(Bytes().head(6).u32(0x10000000U).add(triangle_wkb()).text));
}

TEST_CASE("Rings that are not closed are damage") {
    CHECK_FALSE(geo::read_wkb(Bytes().head(3).u32(1).u32(3).f64(0).f64(0).f64(2).f64(0).f64(0).f64(2).text));
}

TEST_CASE("Coordinates that are not finite are damage") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK_FALSE(geo::read_wkb(point_wkb(nan, 1)));
    CHECK_FALSE(geo::read_wkb(point_wkb(1, infinity)));
    CHECK_FALSE(geo::read_wkb(point_wkb(nan, nan)));
}

TEST_CASE("Children of the wrong kind, unknown byte orders and unknown codes are damage") {
    CHECK_FALSE(geo::read_wkb(Bytes().head(6).u32(1).add(point_wkb(0, 0)).text));
    std::string unknown_order = triangle_wkb();
    unknown_order[0] = 2;
    CHECK_FALSE(geo::read_wkb(unknown_order));
    CHECK_FALSE(geo::read_wkb(Bytes().head(0).u32(0).text));
    CHECK_FALSE(geo::read_wkb(Bytes().head(4003).u32(0).text));
    CHECK_FALSE(geo::read_wkb(Bytes().head(99).u32(0).text));
}

TEST_CASE("Collections nest to a depth of 32 and no deeper") {
    const auto nested = [](int depth) {
        Bytes bytes;
        for (int k = 1; k < depth; ++k) {
            bytes.head(7).u32(1);
        }
        return bytes.add(triangle_wkb()).text;
    };
    CHECK(geo::read_wkb(nested(32)));
    CHECK_FALSE(geo::read_wkb(nested(33)));
    CHECK_FALSE(geo::read_wkb(nested(200000)));
}

TEST_CASE("What is written is what GEOS reads and what is read back") {
    drawn::Random random(4);
    for (int k = 0; k < 50; ++k) {
        geo::MultiPolygon shape{drawn::holed_star(random, {-89, 14}, 0.5, 20)};
        if (k % 2 == 1) {
            shape.push_back({drawn::star_ring(random, {-87, 14}, 0.5, 12), {}});
        }
        const oracle::GeosShape geos(shape);
        REQUIRE(geos.read());
        REQUIRE(geos.valid());
        const auto back = geo::read_wkb(geo::write_wkb(shape));
        REQUIRE(back);
        REQUIRE(back->polygons.size() == shape.size());
        for (std::size_t part = 0; part < shape.size(); ++part) {
            CHECK(back->polygons[part].outer == shape[part].outer);
            CHECK(back->polygons[part].holes == shape[part].holes);
        }
    }
}

TEST_CASE("Random damage never reads beyond the bytes") {
    drawn::Random random(5);
    const std::string whole = Bytes().head(7).u32(2).add(triangle_wkb()).add(triangle_wkb(true)).text;
    int refused = 0;
    for (int k = 0; k < 20000; ++k) {
        std::string bytes = whole;
        for (int hit = 0; hit < 3; ++hit) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        refused += geo::read_wkb(bytes) ? 0 : 1;
    }
    CHECK(refused > 0);
}
