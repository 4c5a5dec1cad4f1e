// SPDX-License-Identifier: Apache-2.0
#include "geo/wkb.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

namespace presencia::geo {

namespace {

constexpr int deepest = 32;

enum WkbType : std::uint32_t {
    point = 1,
    line = 2,
    polygon = 3,
    multi_point = 4,
    multi_line = 5,
    multi_polygon = 6,
    collection = 7
};

/// Byte order and kind of one geometry, as its header tells them.
struct Header {
    bool swapped = false;
    std::uint32_t type = 0;
    std::size_t dimensions = 2;
};

/// Walks over the bytes; every read says whether there was enough.
class Parser {
public:
    explicit Parser(std::string_view bytes) : rest_(bytes) {}

    /// One geometry with all that lies in it. `expected` 0: any type.
    bool geometry(int depth, std::uint32_t expected) {
        Header header;
        if (depth > deepest || !read_header(header) || (expected != 0 && header.type != expected)) {
            return false;
        }
        switch (header.type) {
            case WkbType::point: return read_point(header);
            case WkbType::line: return read_line(header);
            case WkbType::polygon: return read_polygon(header);
            case WkbType::multi_point: return children(header, depth, WkbType::point);
            case WkbType::multi_line: return children(header, depth, WkbType::line);
            case WkbType::multi_polygon: return children(header, depth, WkbType::polygon);
            case WkbType::collection: return children(header, depth, 0);
            default:
                // Curves, surfaces, triangles: nothing we use. Their layout is not ours to walk, so nothing behind
                // them is read either.
                other_ = true;
                unknown_ = true;
                return true;
        }
    }

    /// Every byte was used, or what is left lies behind a kind that we do not walk.
    bool finished() const { return unknown_ || rest_.empty(); }

    RawGeometry result() && {
        RawGeometry found;
        if (other_ || points_ > 1 || (points_ == 1 && !polygons_.empty())) {
            found.type = RawGeometry::Type::other;
        } else if (points_ == 1) {
            found.type = RawGeometry::Type::point;
            found.point = last_point_;
        } else if (!polygons_.empty()) {
            found.type = RawGeometry::Type::polygon;
            found.polygons = std::move(polygons_);
        }
        return found;
    }

private:
    template <class T>
    bool read(T& value, bool swapped) {
        if (rest_.size() < sizeof(T)) {
            return false;
        }
        char bytes[sizeof(T)];
        for (std::size_t k = 0; k < sizeof(T); ++k) {
            bytes[k] = rest_[swapped ? sizeof(T) - 1 - k : k];
        }
        std::memcpy(&value, bytes, sizeof(T));
        rest_.remove_prefix(sizeof(T));
        return true;
    }

    bool read_header(Header& header) {
        std::uint8_t order = 0;
        if (!read(order, false) || order > 1) {
            return false;
        }
        header.swapped = (order == 1) != (std::endian::native == std::endian::little);
        std::uint32_t code = 0;
        if (!read(code, header.swapped)) {
            return false;
        }
        // EWKB says Z, M and SRID by high bits; ISO says Z, M, ZM by thousands. Both may be met.
        if ((code & 0x80000000U) != 0) ++header.dimensions;
        if ((code & 0x40000000U) != 0) ++header.dimensions;
        if ((code & 0x20000000U) != 0) {
            std::uint32_t srid = 0;
            if (!read(srid, header.swapped)) {
                return false;
            }
        }
        code &= 0x1FFFFFFFU;
        if (code >= 4000) {
            return false;
        }
        if (code >= 1000) {
            header.dimensions = code >= 3000 ? 4 : 3;
        }
        header.type = code % 1000;
        return header.type >= 1 && header.type <= 17;
    }

    bool read_position(const Header& header, Point<Wgs84>& p) {
        if (!read(p.x, header.swapped) || !read(p.y, header.swapped)) {
            return false;
        }
        const std::size_t extra = (header.dimensions - 2) * sizeof(double);
        if (rest_.size() < extra) {
            return false;
        }
        rest_.remove_prefix(extra);
        return std::isfinite(p.x) && std::isfinite(p.y);
    }

    /// A count of things of at least `size` bytes each, refused where the bytes left cannot hold them: nothing is
    /// allocated on the word of a file.
    bool read_count(const Header& header, std::size_t size, std::uint32_t& count) {
        return read(count, header.swapped) && count <= rest_.size() / size;
    }

    bool read_point(const Header& header) {
        if (!read_position(header, last_point_)) {
            return false;
        }
        ++points_;
        return true;
    }

    bool read_vertices(const Header& header, Ring& vertices) {
        std::uint32_t count = 0;
        if (!read_count(header, header.dimensions * sizeof(double), count)) {
            return false;
        }
        vertices.resize(count);
        if (!header.swapped && header.dimensions == 2) return read_plain(vertices);
        for (Point<Wgs84>& p : vertices) {
            if (!read_position(header, p)) {
                return false;
            }
        }
        return true;
    }

    /// Vertices that lie in the bytes as they do in memory; their count has been checked.
    bool read_plain(Ring& vertices) {
        static_assert(std::is_trivially_copyable_v<Point<Wgs84>> && sizeof(Point<Wgs84>) == 2 * sizeof(double));
        const std::size_t bytes = vertices.size() * sizeof(Point<Wgs84>);
        if (bytes != 0) std::memcpy(vertices.data(), rest_.data(), bytes);
        rest_.remove_prefix(bytes);
        bool finite = true;
        for (const Point<Wgs84>& p : vertices) finite = finite && std::isfinite(p.x) && std::isfinite(p.y);
        return finite;
    }

    bool read_line(const Header& header) {
        Ring unused;
        other_ = true;
        return read_vertices(header, unused);
    }

    bool read_polygon(const Header& header) {
        std::uint32_t rings = 0;
        if (!read_count(header, sizeof(std::uint32_t), rings)) {
            return false;
        }
        Polygon part;
        for (std::uint32_t k = 0; k < rings; ++k) {
            Ring ring;
            if (!read_vertices(header, ring) || (!ring.empty() && ring.front() != ring.back())) {
                return false;
            }
            if (k == 0) {
                part.outer = std::move(ring);
            } else if (!ring.empty()) {
                part.holes.push_back(std::move(ring));
            }
        }
        if (!part.outer.empty()) {
            polygons_.push_back(std::move(part));
        }
        return true;
    }

    bool children(const Header& header, int depth, std::uint32_t expected) {
        std::uint32_t count = 0;
        // The smallest child: byte order, type and a count.
        if (!read_count(header, 9, count)) {
            return false;
        }
        for (std::uint32_t k = 0; k < count && !unknown_; ++k) {
            if (!geometry(depth + 1, expected)) {
                return false;
            }
        }
        return true;
    }

    std::string_view rest_;
    MultiPolygon polygons_;
    Point<Wgs84> last_point_;
    std::size_t points_ = 0;
    bool other_ = false;
    bool unknown_ = false;
};

template <class T>
void append(std::string& bytes, T value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    for (std::size_t k = 0; k < sizeof(T); ++k) {
        bytes.push_back(raw[std::endian::native == std::endian::little ? k : sizeof(T) - 1 - k]);
    }
}

void append_ring(std::string& bytes, const Ring& ring) {
    append(bytes, static_cast<std::uint32_t>(ring.size()));
    for (const Point<Wgs84>& p : ring) {
        append(bytes, p.x);
        append(bytes, p.y);
    }
}

void append_polygon(std::string& bytes, const Polygon& part) {
    bytes.push_back(1);
    append(bytes, std::uint32_t{WkbType::polygon});
    append(bytes, static_cast<std::uint32_t>(1 + part.holes.size()));
    append_ring(bytes, part.outer);
    for (const Ring& hole : part.holes) {
        append_ring(bytes, hole);
    }
}

}  // namespace

std::optional<RawGeometry> read_wkb(std::string_view wkb) {
    Parser parser(wkb);
    if (!parser.geometry(1, 0) || !parser.finished()) {
        return std::nullopt;
    }
    return std::move(parser).result();
}

std::string write_wkb(const MultiPolygon& shape) {
    std::string bytes;
    if (shape.size() == 1) {
        append_polygon(bytes, shape.front());
        return bytes;
    }
    bytes.push_back(1);
    append(bytes, std::uint32_t{WkbType::multi_polygon});
    append(bytes, static_cast<std::uint32_t>(shape.size()));
    for (const Polygon& part : shape) {
        append_polygon(bytes, part);
    }
    return bytes;
}

}  // namespace presencia::geo
