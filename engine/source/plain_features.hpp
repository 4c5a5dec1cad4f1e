// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source {

/// A value among a feature's properties, as it stands in the file.
struct JsonValue {
    enum class Kind : std::uint8_t { null = 1, text = 2, escaped = 4, whole = 8, real = 16, truth = 32 };
    Kind kind = Kind::null;
    std::string_view raw;  ///< quotes included

    /// Between the quotes of a text, "" for null.
    std::string_view text() const {
        const bool quoted = kind == Kind::text || kind == Kind::escaped;
        return kind == Kind::null ? std::string_view{} : quoted ? raw.substr(1, raw.size() - 2) : raw;
    }
};

/// The geometry of a feature, as it stands in the file.
struct JsonGeometry {
    enum class Kind : std::uint8_t { none, point, polygon, multipolygon };
    Kind kind = Kind::none;
    std::string_view x, y;         ///< of a point
    std::string_view coordinates;  ///< of polygons: from the first bracket to the last
};

/// How the features of one file are written: the names of their properties, and the bytes between their values. Most
/// files repeat those from the first feature to the last.
struct JsonTemplate {
    struct Piece {
        std::string between;  ///< bytes in front of the value
        std::size_t slot;     ///< a property, or x, or y
    };
    std::vector<std::string> keys;
    std::vector<Piece> pieces;  ///< none where the first feature is no point
    std::string tail;           ///< bytes behind the last value
    std::size_t x() const { return keys.size(); }
    std::size_t y() const { return keys.size() + 1; }
};

/// Walks over plain features: {"type": "Feature", "properties": {...}, "geometry": ...} in any order and with any
/// blanks, properties flat and named alike in all of them, geometries points, polygons and multipolygons of two or
/// three numbers a position with closed rings, or null. Texts are UTF-8. What it takes is JSON by RFC 8259 to the last
/// byte; what it calls strange may be JSON all the same, for a complete parser to say.
class PlainFeatures {
public:
    static constexpr std::size_t padding = 64;  ///< bytes of 0 behind the text
    enum class Met : std::uint8_t {
        feature,
        end,      ///< of the list of features, or of the text behind a whole feature
        cut,      ///< the text ends within a feature
        strange,
    };
    /// List: elements of an array. Lines: documents one after another, each on its line.
    enum class Layout : std::uint8_t { list, lines };

    /// `behind_feature`: the text goes on where a feature has ended.
    PlainFeatures(std::string_view text, const JsonTemplate& shape, Layout layout, bool behind_feature = false);

    Met next();
    /// Where the feature met begins.
    std::size_t begin() const noexcept { return begin_; }
    /// The byte behind the latest whole feature.
    std::size_t done() const noexcept { return done_; }
    /// The byte looked at. At the end of a list: its bracket.
    std::size_t position() const noexcept { return at_; }
    /// By the order of the template's keys; of a text without keys: as the feature names them.
    std::span<const JsonValue> values() const noexcept { return values_; }
    const JsonGeometry& geometry() const noexcept { return geometry_; }

    /// What the feature just met teaches of those to come. Nothing is remembered of one that is no point but its keys.
    JsonTemplate learn() const;

private:
    bool separator(Met& met);
    bool by_template();
    bool by_grammar();
    bool member(unsigned& seen);
    bool properties();
    bool geometry_member();
    bool coordinates(unsigned depth);
    bool position_of(std::string_view& x, std::string_view& y);
    bool ring();
    template <class Element>
    bool list_of(Element element, std::size_t& count);
    bool value(JsonValue& out);
    bool text_value(JsonValue& out);
    bool number(JsonValue& out);
    bool word(std::string_view expected);
    bool plain_text(std::string_view& out);
    bool take(char c);
    void blanks();

    std::string_view text_;
    const JsonTemplate& shape_;
    Layout layout_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    std::size_t done_ = 0;
    bool first_;
    std::vector<JsonValue> values_;
    std::vector<std::string_view> keys_;  ///< of the feature at hand, where the template has none
    JsonGeometry geometry_;
};

}  // namespace presencia::source
