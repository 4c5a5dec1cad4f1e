// SPDX-License-Identifier: Apache-2.0
#include "source/json_rows.hpp"

#include "core/error.hpp"
#include "core/plain_values.hpp"
#include "core/text.hpp"
#include "source/ogr_values.hpp"

#include <bit>
#include <charconv>
#include <cstring>

namespace presencia::source {
namespace {

constexpr std::uint32_t point_type = 1, polygon_type = 3, multipolygon_type = 6;

/// Little-endian well-known binary, one number after another.
class Wkb {
public:
    explicit Wkb(std::string& out) : out_(out) { out_.clear(); }

    void begin(std::uint32_t type) {
        out_.push_back(1);
        put(type);
    }
    /// A count that is not known yet; its place.
    std::size_t count_later() {
        put(std::uint32_t{0});
        return out_.size() - 4;
    }
    void count(std::size_t place, std::uint32_t value) {
        for (unsigned byte = 0; byte < 4; ++byte) out_[place + byte] = static_cast<char>(value >> (8 * byte) & 0xFF);
    }
    void put(double value) { put(std::bit_cast<std::uint64_t>(value)); }

private:
    template <class Number>
    void put(Number value) {
        char bytes[sizeof value];
        for (unsigned byte = 0; byte < sizeof value; ++byte) bytes[byte] = static_cast<char>(value >> (8 * byte) & 0xFF);
        out_.append(bytes, sizeof value);
    }

    std::string& out_;
};

/// Walks over brackets and numbers that are known to be as they should.
class Coordinates {
public:
    Coordinates(std::string_view text, std::size_t readable, Wkb& out) : at_(text.data()), end_(text.data() + text.size()), last_(text.data() + readable), out_(out) {}

    void multipolygon() {
        out_.begin(multipolygon_type);
        list([this] { polygon(); });
    }
    void polygon() {
        out_.begin(polygon_type);
        list([this] { list([this] { position(); }); });
    }

private:
    template <class Element>
    void list(Element element) {
        const std::size_t place = out_.count_later();
        std::uint32_t count = 0;
        seek("[");
        for (bool more = true; more; ++count) {
            element();
            more = *seek(",]") == ',';
        }
        out_.count(place, count);
    }
    void position() {
        seek("[");
        out_.put(number());
        seek(",");
        out_.put(number());
        seek("]");
    }
    double number() {
        while (*at_ != '-' && static_cast<unsigned char>(*at_ - '0') > 9) ++at_;
        const char* const from = at_;
        while (*at_ == '-' || *at_ == '.' || static_cast<unsigned char>(*at_ - '0') <= 9) ++at_;
        return json_number({from, static_cast<std::size_t>(at_ - from)}, static_cast<std::size_t>(last_ - from));
    }
    /// Goes behind the next of these; where it stands.
    const char* seek(std::string_view any) {
        while (at_ < end_ && any.find(*at_) == any.npos) ++at_;
        return at_ < end_ ? at_++ : "]";
    }

    const char* at_;
    const char* end_;
    const char* last_;
    Wkb& out_;
};

void put_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0 | code >> 6));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xE0 | code >> 12));
        out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    }
}

/// Escapes resolved; none of them is a surrogate or NUL.
void unescape(std::string_view written, std::string& out) {
    constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    out.clear();
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] != '\\') {
            out.push_back(written[i]);
        } else if (written[++i] != 'u') {
            out.push_back(meant[letters.find(written[i])]);
        } else {
            unsigned code = 0;
            std::from_chars(written.data() + i + 1, written.data() + i + 5, code, 16);
            put_utf8(out, code);
            i += 4;
        }
    }
}

}  // namespace

double json_number(std::string_view text, std::size_t readable) {
    if (const auto value = plain::coordinate(text, readable)) {
        return *value;
    }
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void throw_json_changed(const JsonLayer& layer, std::int64_t number) {
    throw Error(ErrorCode::file_unreadable, {.file = layer.file->shown_name(), .row = number}, "the file changed while it was read");
}

void JsonRows::begin(RowBatch& batch, CsvStorage& storage) {
    batch_ = &batch;
    storage_ = &storage;
    batch.row.clear();
    batch.faults.clear();
    batch.wkb.clear();
    batch.cells.resize(layer_.columns.size());
    for (auto& column : batch.cells) column.clear();
}

void JsonRows::take(const PlainFeatures& features, std::int64_t number) {
    for (std::size_t k = 0; k < layer_.kinds.size(); ++k) {
        const JsonValue& value = features.values()[k];
        if (!layer_.fits(k, value.kind)) throw_json_changed(layer_, number);
        batch_->cells[k].push_back(cell(value, layer_.kinds[k]));
    }
    batch_->row.push_back(number);
    batch_->wkb.push_back(geometry(features.geometry()));
}

std::string_view JsonRows::keep(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    auto* const place = static_cast<char*>(storage_->recoded.allocate(text.size(), 1));
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

std::string_view JsonRows::cell(const JsonValue& value, JsonValue::Kind column) {
    if (value.kind == JsonValue::Kind::escaped) {
        unescape(value.text(), scratch_);
        return keep(scratch_);
    }
    if (column == JsonValue::Kind::real && value.kind != JsonValue::Kind::null) {
        double number = 0.0;
        std::from_chars(value.raw.data(), value.raw.data() + value.raw.size(), number);
        return keep(real_text(number));
    }
    return value.text();
}

std::string_view JsonRows::geometry(const JsonGeometry& geometry) {
    Wkb wkb(scratch_);
    if (geometry.kind == JsonGeometry::Kind::none) {
        return {};
    }
    if (geometry.kind == JsonGeometry::Kind::point) {
        wkb.begin(point_type);
        wkb.put(json_number(geometry.x, geometry.x.size()));
        wkb.put(json_number(geometry.y, geometry.y.size()));
        return keep(scratch_);
    }
    Coordinates coordinates(geometry.coordinates, geometry.coordinates.size() + PlainFeatures::padding, wkb);
    if (geometry.kind == JsonGeometry::Kind::polygon) {
        coordinates.polygon();
    } else {
        coordinates.multipolygon();
    }
    return keep(scratch_);
}

}  // namespace presencia::source
