// SPDX-License-Identifier: Apache-2.0
#include "source/overpass_elements.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/osm_shape.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_map>
#include <utility>

namespace presencia::source::osm {
namespace {

using Json = nlohmann::json;

/// An InputFile as a stream, block by block.
class FileBuffer final : public std::streambuf {
public:
    explicit FileBuffer(const InputFile& file) : file_(file), block_(std::size_t{1} << 18) {}

private:
    int_type underflow() override {
        const std::size_t got = file_.read_at(offset_, block_.data(), block_.size());
        offset_ += got;
        setg(block_.data(), block_.data(), block_.data() + got);
        return got == 0 ? traits_type::eof() : traits_type::to_int_type(block_.front());
    }

    const InputFile& file_;
    std::vector<char> block_;
    std::uint64_t offset_ = 0;
};

/// The words of a JSON scalar; "" for null, arrays and objects.
std::string scalar(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    return value.is_number() || value.is_boolean() ? value.dump() : std::string{};
}

std::string text_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::string{} : scalar(*found);
}

std::optional<double> number_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

std::optional<Place> place_in(const Json& object, const char* longitude = "lon", const char* latitude = "lat") {
    if (!object.is_object()) return std::nullopt;
    const auto x = number_at(object, longitude), y = number_at(object, latitude);
    return x && y ? std::optional(Place{*x, *y}) : std::nullopt;
}

/// Corners of "geometry"; empty where one is null: Overpass leaves out what lies outside the box that was asked for.
Line line_of(const Json& object) {
    Line line;
    const auto corners = object.find("geometry");
    if (corners == object.end() || !corners->is_array()) return line;
    for (const Json& corner : *corners) {
        const auto place = place_in(corner);
        if (!place) return {};
        line.push_back(*place);
    }
    return line;
}

std::optional<Place> centre_of(const Json& element) {
    if (const auto centre = element.find("center"); centre != element.end()) {
        if (const auto place = place_in(*centre)) return place;
    }
    if (const auto bounds = element.find("bounds"); bounds != element.end()) {
        const auto low = place_in(*bounds, "minlon", "minlat"), high = place_in(*bounds, "maxlon", "maxlat");
        if (low && high) return middle({{*low, *high}});
    }
    return std::nullopt;
}

/// The polygon that a closed line is, else the middle of its box.
std::string shape_of(const Line& line) {
    if (line.size() >= 4 && line.front() == line.back()) {
        return multipolygon_wkb({{line}});
    }
    const auto centre = middle({line});
    return centre ? point_wkb(*centre) : std::string{};
}

/// A way or relation whose corners are elsewhere in the file.
struct Pending {
    std::size_t feature;
    std::vector<std::string> nodes;                         ///< of a way
    std::vector<std::pair<std::string, std::string>> ways;  ///< of a multipolygon: role and id
};

/// Takes one element after another, then finds the corners of those that only name them.
class Collector {
public:
    Collector(const InputFile& file, std::int64_t most) : file_(file), most_(most) {}

    void take(const Json& element) {
        if (++number_ > most_) {
            throw Error(ErrorCode::file_limit, {.file = file_.shown_name(), .row = number_}, "> " + std::to_string(most_));
        }
        if (!element.is_object()) return;
        const std::string type = text_at(element, "type"), id = text_at(element, "id");
        remember(element, type, id);
        const auto tags = element.find("tags");
        if (tags == element.end() || !tags->is_object() || tags->empty()) return;
        Feature& feature = features_.emplace_back(Feature{number_, type, id, {}, {}});
        for (const auto& [key, value] : tags->items()) {
            feature.tags.emplace(key, scalar(value));
        }
        feature.wkb = type == "node" ? node_shape(element) : type == "way" ? way_shape(element) : relation_shape(element);
    }

    std::vector<Feature> finish() {
        for (const Pending& one : pending_) {
            features_[one.feature].wkb = one.nodes.empty() ? assembled(one) : shape_of(corners(one.nodes));
        }
        return std::move(features_);
    }

private:
    /// Nodes and ways may be what others are made of.
    void remember(const Json& element, const std::string& type, const std::string& id) {
        if (type == "node") {
            if (const auto place = place_in(element)) nodes_.emplace(id, *place);
        } else if (type == "way") {
            if (Line line = line_of(element); !line.empty()) lines_.emplace(id, std::move(line));
            if (auto refs = references(element); !refs.empty()) ways_.emplace(id, std::move(refs));
        }
    }

    static std::vector<std::string> references(const Json& way) {
        std::vector<std::string> refs;
        if (const auto nodes = way.find("nodes"); nodes != way.end() && nodes->is_array()) {
            for (const Json& node : *nodes) refs.push_back(scalar(node));
        }
        return refs;
    }

    static std::string node_shape(const Json& node) {
        const auto place = place_in(node);
        return place ? point_wkb(*place) : std::string{};
    }

    std::string way_shape(const Json& way) {
        if (const Line line = line_of(way); !line.empty()) return shape_of(line);
        if (const auto centre = centre_of(way)) return point_wkb(*centre);
        if (auto refs = references(way); !refs.empty()) pending_.push_back({features_.size() - 1, std::move(refs), {}});
        return {};
    }

    std::string relation_shape(const Json& relation) {
        std::vector<Line> outer, inner;
        std::vector<std::pair<std::string, std::string>> ways;
        bool whole = true;
        const auto members = relation.find("members");
        for (const Json& member : members != relation.end() && members->is_array() ? *members : Json::array()) {
            if (!member.is_object() || text_at(member, "type") != "way") continue;
            const std::string role = text_at(member, "role");
            ways.emplace_back(role, text_at(member, "ref"));
            Line line = line_of(member);
            whole = whole && !line.empty();
            (role == "inner" ? inner : outer).push_back(std::move(line));
        }
        const std::string kind = features_.back().tags.contains("type") ? features_.back().tags.at("type") : std::string{};
        const bool area = kind == "multipolygon" || kind == "boundary";
        if (area && whole) {
            if (const auto polygons = polygons_of(outer, inner)) return multipolygon_wkb(*polygons);
        }
        if (const auto centre = centre_of(relation)) return point_wkb(*centre);
        if (whole) {
            outer.insert(outer.end(), inner.begin(), inner.end());
            if (const auto centre = middle(outer)) return point_wkb(*centre);
        }
        if (!ways.empty()) pending_.push_back({features_.size() - 1, {}, std::move(ways)});
        return {};
    }

    /// Empty where a corner is not in the file.
    Line corners(const std::vector<std::string>& refs) const {
        Line line;
        for (const std::string& ref : refs) {
            const auto found = nodes_.find(ref);
            if (found == nodes_.end()) return {};
            line.push_back(found->second);
        }
        return line;
    }

    std::string assembled(const Pending& one) const {
        std::vector<Line> outer, inner;
        for (const auto& [role, id] : one.ways) {
            const auto drawn = lines_.find(id);
            const auto listed = ways_.find(id);
            Line line = drawn != lines_.end() ? drawn->second : listed != ways_.end() ? corners(listed->second) : Line{};
            if (line.empty()) return {};
            (role == "inner" ? inner : outer).push_back(std::move(line));
        }
        if (const auto polygons = polygons_of(outer, inner)) return multipolygon_wkb(*polygons);
        const auto centre = middle(outer);
        return centre ? point_wkb(*centre) : std::string{};
    }

    const InputFile& file_;
    std::int64_t most_;
    std::int64_t number_ = 0;
    std::vector<Feature> features_;
    std::vector<Pending> pending_;
    std::unordered_map<std::string, Place> nodes_;
    std::unordered_map<std::string, Line> lines_;
    std::unordered_map<std::string, std::vector<std::string>> ways_;
};

}  // namespace

std::vector<Feature> read_overpass(const InputFile& file, std::int64_t most) {
    FileBuffer buffer(file);
    std::istream stream(&buffer);
    // Bytes of a mark at the beginning are passed over by the parser itself.
    Collector collector(file, most);
    std::string key;
    const auto each = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (depth == 1 && event == Json::parse_event_t::key) {
            key = parsed.get<std::string>();
        } else if (depth == 2 && event == Json::parse_event_t::object_end && key == "elements") {
            collector.take(parsed);
            return false;  // what has been taken need not be kept
        }
        return true;
    };
    Json rest;
    try {
        rest = Json::parse(stream, each);
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::file_unreadable, {.file = file.shown_name()}, text::clip(error.what(), 200));
    }
    // A query that ran out of time or memory leaves a valid file with some of its elements.
    if (const std::string remark = text_at(rest, "remark"); remark.find("error") != remark.npos) {
        throw Error(ErrorCode::file_unreadable, {.file = file.shown_name()}, "Overpass: " + text::clip(remark, 200),
                    "the answer is not whole: ask again");
    }
    return collector.finish();
}

}  // namespace presencia::source::osm
