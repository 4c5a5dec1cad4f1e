// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/mvt.hpp"

#include "core/error.hpp"

#include <protozero/pbf_writer.hpp>

#include <utility>

namespace presencia::emit {

namespace {

// Field numbers of vector_tile.proto.
constexpr protozero::pbf_tag_type tile_layer = 3;
constexpr protozero::pbf_tag_type layer_name = 1, layer_feature = 2, layer_key = 3, layer_value = 4, layer_extent = 5, layer_version = 15;
constexpr protozero::pbf_tag_type feature_id = 1, feature_tags = 2, feature_type = 3, feature_geometry = 4;
constexpr protozero::pbf_tag_type value_string = 1, value_double = 3, value_uint = 5, value_sint = 6, value_bool = 7;
constexpr std::uint32_t mvt_version = 2;

std::string encode(const Cell& cell) {
    struct Write {
        protozero::pbf_writer& to;
        void operator()(std::monostate) const {}
        void operator()(const std::string& text) const { to.add_string(value_string, text); }
        void operator()(std::int64_t number) const {
            if (number < 0) {
                to.add_sint64(value_sint, number);
            } else {
                to.add_uint64(value_uint, static_cast<std::uint64_t>(number));
            }
        }
        void operator()(double number) const { to.add_double(value_double, number); }
        void operator()(bool truth) const { to.add_bool(value_bool, truth); }
    };
    std::string bytes;
    protozero::pbf_writer writer(bytes);
    std::visit(Write{writer}, cell.value);
    return bytes;
}

}  // namespace

MvtLayer::MvtLayer(std::string name, MvtGeometry geometry, std::vector<Column> fields) : name_(std::move(name)), geometry_(geometry), fields_(std::move(fields)) {}

std::uint32_t MvtLayer::add(std::uint64_t id, std::span<const Cell> cells) {
    if (cells.size() != fields_.size()) throw Error(ErrorCode::internal, {}, "vector tiles: layer " + name_ + ": one cell a field");
    Feature feature{id, static_cast<std::uint32_t>(tags_.size()), 0};
    for (std::uint32_t f = 0; f < cells.size(); ++f) {
        if (cells[f].empty()) continue;
        const auto [at, fresh] = value_index_.try_emplace(encode(cells[f]), static_cast<std::uint32_t>(values_.size()));
        if (fresh) values_.push_back(at->first);
        tags_.push_back(f);
        tags_.push_back(at->second);
        ++feature.count;
    }
    features_.push_back(feature);
    return static_cast<std::uint32_t>(features_.size() - 1);
}

void MvtWriter::Numbering::start(std::size_t things) {
    if (number_.size() < things) {
        number_.resize(things);
        stamp_.resize(things, 0);
    }
    used_.clear();
    ++now_;
}

std::uint32_t MvtWriter::Numbering::number(std::uint32_t thing) {
    if (stamp_[thing] != now_) {
        stamp_[thing] = now_;
        number_[thing] = static_cast<std::uint32_t>(used_.size());
        used_.push_back(thing);
    }
    return number_[thing];
}

MvtWriter::MvtWriter(std::span<const MvtLayer> layers) : layers_(layers) {}

std::string MvtWriter::write(std::span<const PlacedPiece> pieces) {
    std::string tile;
    protozero::pbf_writer out(tile);
    for (std::size_t begin = 0; begin < pieces.size();) {
        const std::uint32_t layer_index = pieces[begin].piece->layer;
        std::size_t end = begin + 1;
        while (end < pieces.size() && pieces[end].piece->layer == layer_index) ++end;
        out.add_message(tile_layer, layer(layers_[layer_index], pieces.subspan(begin, end - begin)));
        begin = end;
    }
    return tile;
}

std::string MvtWriter::layer(const MvtLayer& layer, std::span<const PlacedPiece> pieces) {
    std::string bytes;
    protozero::pbf_writer out(bytes);
    out.add_uint32(layer_version, mvt_version);
    out.add_string(layer_name, layer.name_);
    keys_.start(layer.fields_.size());
    values_.start(layer.values_.size());
    for (const PlacedPiece& placed : pieces) {
        const MvtLayer::Feature& feature = layer.features_[placed.piece->feature];
        tags_.clear();
        for (std::uint32_t t = 0; t < feature.count; ++t) {
            tags_.push_back(keys_.number(layer.tags_[feature.first + 2 * t]));
            tags_.push_back(values_.number(layer.tags_[feature.first + 2 * t + 1]));
        }
        protozero::pbf_writer message(out, layer_feature);
        if (feature.id != 0) message.add_uint64(feature_id, feature.id);
        message.add_packed_uint32(feature_tags, tags_.begin(), tags_.end());
        message.add_enum(feature_type, static_cast<std::int32_t>(layer.geometry_));
        const std::uint32_t* first = placed.commands + placed.piece->first;
        message.add_packed_uint32(feature_geometry, first, first + placed.piece->count);
    }
    for (const std::uint32_t key : keys_.used()) out.add_string(layer_key, layer.fields_[key].name);
    for (const std::uint32_t value : values_.used()) out.add_message(layer_value, layer.values_[value]);
    out.add_uint32(layer_extent, static_cast<std::uint32_t>(tile_steps));
    return bytes;
}

}  // namespace presencia::emit
