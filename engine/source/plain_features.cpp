// SPDX-License-Identifier: Apache-2.0
#include "source/plain_features.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presencia::source {
namespace {

enum Seen : unsigned { type = 1, properties_seen = 2, geometry_seen = 4 };

/// Where a text ends or stops being plain: its closing quote, an escape or a control character. `high`: a byte above
/// 127 may lie before that. Reads at most 15 bytes beyond it.
const char* end_of_run(const char* at, bool& high) {
#if defined(__SSE2__)
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i escapes = _mm_set1_epi8('\\');
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (;; at += 16) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(chunk, last_control), last_control);
        const __m128i stops = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, quotes), _mm_cmpeq_epi8(chunk, escapes)), control);
        high |= _mm_movemask_epi8(chunk) != 0;
        if (const auto mask = static_cast<unsigned>(_mm_movemask_epi8(stops)); mask != 0) {
            return at + std::countr_zero(mask);
        }
    }
#else
    for (; *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) > 0x1F; ++at) high |= (*at & 0x80) != 0;
    return at;
#endif
}

/// Bytes of the escape at `at`, 0 for one that is not plain: NUL, and surrogates, whose halves may be lost.
std::size_t escape_size(const char* at) {
    if (at[1] != 'u') {
        return std::strchr("\"\\/bfnrt", at[1]) != nullptr && at[1] != '\0' ? 2 : 0;
    }
    unsigned code = 0;
    for (int k = 2; k < 6; ++k) {
        const char c = static_cast<char>(at[k] | 0x20);
        if (!text::is_digit(at[k]) && !(c >= 'a' && c <= 'f')) return 0;
        code = code * 16 + static_cast<unsigned>(text::is_digit(at[k]) ? at[k] - '0' : c - 'a' + 10);
    }
    return code == 0 || (code >= 0xD800 && code <= 0xDFFF) ? 0 : 6;
}

}  // namespace

PlainFeatures::PlainFeatures(std::string_view text, const JsonTemplate& shape, Layout layout, bool behind_feature)
    : text_(text), shape_(shape), layout_(layout), first_(!behind_feature), values_(shape.keys.size()) {}

PlainFeatures::Met PlainFeatures::next() {
    Met met = Met::feature;
    if (!separator(met)) {
        return met;
    }
    begin_ = at_;
    first_ = false;
    geometry_ = {};
    bool good = !shape_.pieces.empty() && by_template();
    if (!good) {
        at_ = begin_;
        good = by_grammar();
    }
    if (good) {
        done_ = at_;
        return Met::feature;
    }
    return at_ >= text_.size() ? Met::cut : Met::strange;
}

/// What may stand between two features. False where `met` says why no feature comes.
bool PlainFeatures::separator(Met& met) {
    if (layout_ == Layout::lines) {
        if (!first_ && at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            const std::size_t size = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
            if (size == 0) {
                met = rest == "\r" ? Met::end : Met::strange;
                return false;
            }
            at_ += size;
        }
        met = Met::end;
        return at_ < text_.size();
    }
    blanks();
    met = Met::end;
    if (at_ >= text_.size() || text_[at_] == ']') {
        return false;
    }
    if (!first_) {
        if (!take(',')) {
            met = Met::strange;
            return false;
        }
        blanks();
    }
    return at_ < text_.size();
}

/// A feature that is written as the first one was.
bool PlainFeatures::by_template() {
    for (const JsonTemplate::Piece& piece : shape_.pieces) {
        if (text_.size() - at_ < piece.between.size() || std::memcmp(text_.data() + at_, piece.between.data(), piece.between.size()) != 0) {
            return false;
        }
        at_ += piece.between.size();
        if (piece.slot < shape_.keys.size()) {
            if (!value(values_[piece.slot])) return false;
            continue;
        }
        JsonValue place;
        if (!number(place)) return false;
        (piece.slot == shape_.x() ? geometry_.x : geometry_.y) = place.raw;
    }
    if (text_.substr(at_, shape_.tail.size()) != shape_.tail) {
        return false;
    }
    at_ += shape_.tail.size();
    geometry_.kind = JsonGeometry::Kind::point;
    return true;
}

bool PlainFeatures::by_grammar() {
    geometry_ = {};
    unsigned seen = 0;
    if (!take('{')) return false;
    do {
        if (!member(seen)) return false;
        blanks();
    } while (take(','));
    return take('}') && seen == (Seen::type | Seen::properties_seen | Seen::geometry_seen);
}

bool PlainFeatures::member(unsigned& seen) {
    std::string_view key;
    blanks();
    if (!plain_text(key)) return false;
    blanks();
    if (!take(':')) return false;
    blanks();
    const unsigned bit = key == "type" ? Seen::type : key == "properties" ? Seen::properties_seen : key == "geometry" ? Seen::geometry_seen : 0U;
    if (bit == 0 || (seen & bit) != 0) return false;
    seen |= bit;
    if (bit == Seen::properties_seen) return properties();
    if (bit == Seen::geometry_seen) return word("null") || geometry_member();
    std::string_view kind;
    return plain_text(kind) && kind == "Feature";
}

bool PlainFeatures::properties() {
    const bool known = !shape_.keys.empty();
    keys_.clear();
    if (!known) values_.clear();
    if (!take('{')) return false;
    std::size_t k = 0;
    do {
        std::string_view key;
        blanks();
        if (!plain_text(key) || key.empty() || (known && (k == shape_.keys.size() || key != shape_.keys[k]))) return false;
        blanks();
        if (!take(':')) return false;
        blanks();
        if (!known) {
            keys_.push_back(key);
            values_.emplace_back();
        }
        if (!value(values_[k])) return false;
        ++k;
        blanks();
    } while (take(','));
    return take('}') && k == values_.size();
}

bool PlainFeatures::geometry_member() {
    std::string_view kind;
    unsigned depth = 0;
    if (!take('{')) return false;
    do {
        std::string_view key;
        blanks();
        if (!plain_text(key)) return false;
        blanks();
        if (!take(':')) return false;
        blanks();
        if (key == "type" && kind.empty()) {
            if (!plain_text(kind)) return false;
        } else if (key == "coordinates" && depth == 0) {
            // How deep it is says what it is, before the type may have been met.
            std::size_t look = at_;
            for (; look < text_.size() && std::strchr("[ \t\n\r", text_[look]) != nullptr; ++look) depth += text_[look] == '[';
            if (look >= text_.size()) at_ = look;
            if (!coordinates(depth)) return false;
        } else {
            return false;
        }
        blanks();
    } while (take(','));
    using Kind = JsonGeometry::Kind;
    geometry_.kind = kind == "Point" && depth == 1 ? Kind::point : kind == "Polygon" && depth == 3 ? Kind::polygon : kind == "MultiPolygon" && depth == 4 ? Kind::multipolygon : Kind::none;
    return take('}') && geometry_.kind != Kind::none;
}

bool PlainFeatures::coordinates(unsigned depth) {
    const std::size_t from = at_;
    std::size_t count = 0;
    const auto polygon = [&] {
        std::size_t rings = 0;
        return list_of([&] { return ring(); }, rings) && rings > 0;
    };
    const bool good = depth == 1   ? position_of(geometry_.x, geometry_.y)
                      : depth == 3 ? polygon()
                      : depth == 4 ? list_of(polygon, count) && count > 0
                                   : false;
    geometry_.coordinates = text_.substr(from, at_ - from);
    return good;
}

/// An array with at least one element.
template <class Element>
bool PlainFeatures::list_of(Element element, std::size_t& count) {
    if (!take('[')) return false;
    do {
        blanks();
        if (!element()) return false;
        ++count;
        blanks();
    } while (take(','));
    return take(']');
}

bool PlainFeatures::position_of(std::string_view& x, std::string_view& y) {
    std::size_t count = 0;
    const auto one = [&] {
        JsonValue place;
        if (!number(place)) return false;
        (count == 0 ? x : y) = count < 2 ? place.raw : y;
        return true;
    };
    return list_of(one, count) && (count == 2 || count == 3);
}

/// At least four positions, the last written like the first: others may be repaired one way or another.
bool PlainFeatures::ring() {
    std::string_view first_x, first_y, x, y;
    std::size_t count = 0;
    const auto one = [&] {
        if (!position_of(x, y)) return false;
        if (count == 0) std::tie(first_x, first_y) = std::pair(x, y);
        return true;
    };
    return list_of(one, count) && count >= 4 && x == first_x && y == first_y;
}

bool PlainFeatures::value(JsonValue& out) {
    switch (at_ < text_.size() ? text_[at_] : '\0') {
        case '"': return text_value(out);
        case 'n': out.kind = JsonValue::Kind::null; break;
        case 't':
        case 'f': out.kind = JsonValue::Kind::truth; break;
        default: return number(out);
    }
    const std::size_t from = at_;
    if (!word(text_[at_] == 'n' ? "null" : text_[at_] == 't' ? "true" : "false")) return false;
    out.raw = text_.substr(from, at_ - from);
    return true;
}

bool PlainFeatures::text_value(JsonValue& out) {
    const char* const from = text_.data() + at_;
    bool high = false;
    out.kind = JsonValue::Kind::text;
    const char* to = end_of_run(from + 1, high);
    while (*to == '\\') {
        const std::size_t size = escape_size(to);
        if (size == 0) {
            at_ = static_cast<std::size_t>(to - text_.data()) + (text_.data() + text_.size() - to < 6 ? 6 : 0);
            return false;
        }
        out.kind = JsonValue::Kind::escaped;
        to = end_of_run(to + size, high);
    }
    at_ = static_cast<std::size_t>(to - text_.data());
    out.raw = {from, static_cast<std::size_t>(to + 1 - from)};
    if (at_ >= text_.size() || *to != '"' || (high && !text::valid_utf8(out.raw))) return false;
    ++at_;
    return true;
}

/// A number without an exponent: what all but a few are. Whole ones as they would be printed again.
bool PlainFeatures::number(JsonValue& out) {
    const char* const from = text_.data() + at_;
    const char* at = from;
    at += *at == '-' ? 1 : 0;
    const char* const digits = at;
    while (text::is_digit(*at)) ++at;
    const std::ptrdiff_t whole = at - digits;
    out.kind = JsonValue::Kind::whole;
    bool good = whole > 0 && whole <= 18 && (*digits != '0' || whole == 1);
    if (*at == '.') {
        const char* const point = at++;
        while (text::is_digit(*at)) ++at;
        good = good && at - point > 1;
        out.kind = JsonValue::Kind::real;
    } else {
        good = good && !(*from == '-' && *digits == '0');
    }
    at_ = static_cast<std::size_t>(at - text_.data());
    out.raw = {from, static_cast<std::size_t>(at - from)};
    return good && *at != 'e' && *at != 'E';
}

bool PlainFeatures::word(std::string_view expected) {
    if (text_.size() - std::min(at_, text_.size()) < expected.size()) {
        if (at_ < text_.size() && expected.starts_with(text_.substr(at_))) at_ = text_.size();
        return false;
    }
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
}

/// A text without escapes.
bool PlainFeatures::plain_text(std::string_view& out) {
    JsonValue text;
    if (at_ >= text_.size() || text_[at_] != '"' || !text_value(text) || text.kind != JsonValue::Kind::text) return false;
    out = text.text();
    return true;
}

bool PlainFeatures::take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
}

/// Within a document on a line, no line ends.
void PlainFeatures::blanks() {
    const bool lines = layout_ == Layout::lines;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || (!lines && (text_[at_] == '\n' || text_[at_] == '\r')))) ++at_;
}

JsonTemplate PlainFeatures::learn() const {
    JsonTemplate learnt;
    learnt.keys.assign(keys_.begin(), keys_.end());
    if (geometry_.kind != JsonGeometry::Kind::point) {
        return learnt;
    }
    std::vector<std::pair<std::string_view, std::size_t>> slots;
    for (std::size_t k = 0; k < values_.size(); ++k) slots.emplace_back(values_[k].raw, k);
    slots.emplace_back(geometry_.x, learnt.x());
    slots.emplace_back(geometry_.y, learnt.y());
    std::sort(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.first.data() < b.first.data(); });
    const char* from = text_.data() + begin_;
    for (const auto& [raw, slot] : slots) {
        learnt.pieces.push_back({std::string(from, raw.data()), slot});
        from = raw.data() + raw.size();
    }
    learnt.tail.assign(from, text_.data() + at_);
    return learnt;
}

}  // namespace presencia::source
