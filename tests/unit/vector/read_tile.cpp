// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/vector/read_tile.hpp"

#include "emit/tiles/gzip.hpp"

#include <protozero/pbf_reader.hpp>

#include <stdexcept>

namespace presencia::test {

namespace {

void require(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

TileValue read_value(protozero::pbf_reader in) {
    TileValue value;
    int types = 0;
    while (in.next()) {
        ++types;
        switch (in.tag()) {
            case 1: value = in.get_string(); break;
            case 2: value = static_cast<double>(in.get_float()); break;
            case 3: value = in.get_double(); break;
            case 4: value = in.get_int64(); break;
            case 5: value = static_cast<std::int64_t>(in.get_uint64()); break;
            case 6: value = in.get_sint64(); break;
            case 7: value = in.get_bool(); break;
            default: throw std::runtime_error("value of no type");
        }
    }
    require(types == 1, "a value has exactly one type");
    return value;
}

std::vector<emit::GridRing> read_geometry(const std::vector<std::uint32_t>& words, int type) {
    std::vector<emit::GridRing> paths;
    emit::GridPoint at;
    bool open = false;
    const auto unzig = [](std::uint32_t v) { return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1); };
    for (std::size_t i = 0; i < words.size();) {
        const std::uint32_t id = words[i] & 7U, count = words[i] >> 3;
        ++i;
        require(id == 1 || id == 2 || id == 7, "unknown command");
        require(count > 0, "command without a count");
        if (id == 7) {
            require(type == 3 && open && count == 1 && paths.back().size() >= 3, "ClosePath out of place");
            open = false;
            continue;
        }
        require(i + 2 * count <= words.size(), "parameters missing");
        if (id == 1) require(!open || type == 2, "MoveTo inside a ring");
        if (id == 1) require(type == 1 || count == 1, "MoveTo of several points begins a path");
        if (id == 2) require(type != 1 && open && paths.back().size() == 1, "LineTo out of place");
        for (std::uint32_t k = 0; k < count; ++k, i += 2) {
            const emit::GridPoint step{unzig(words[i]), unzig(words[i + 1])};
            at = {at.x + step.x, at.y + step.y};
            if (id == 1) {
                paths.push_back({at});
                open = type != 1;
            } else {
                require(step.x != 0 || step.y != 0, "LineTo to where it is");
                paths.back().push_back(at);
            }
        }
    }
    require(type != 3 || !open, "a ring that is not closed");
    return paths;
}

ReadLayer read_layer(protozero::pbf_reader in) {
    ReadLayer layer;
    std::vector<std::string> keys;
    std::vector<TileValue> values;
    std::vector<protozero::data_view> features;
    while (in.next()) {
        switch (in.tag()) {
            case 15: layer.version = in.get_uint32(); break;
            case 1: layer.name = in.get_string(); break;
            case 2: features.push_back(in.get_view()); break;
            case 3: keys.push_back(in.get_string()); break;
            case 4: values.push_back(read_value(in.get_message())); break;
            case 5: layer.extent = in.get_uint32(); break;
            default: throw std::runtime_error("unknown field of a layer");
        }
    }
    for (const auto view : features) {
        protozero::pbf_reader message(view);
        ReadFeature feature;
        std::vector<std::uint32_t> tags, geometry;
        while (message.next()) {
            switch (message.tag()) {
                case 1: feature.id = message.get_uint64(); break;
                case 2:
                    for (const auto tag : message.get_packed_uint32()) tags.push_back(tag);
                    break;
                case 3: feature.type = message.get_enum(); break;
                case 4:
                    for (const auto word : message.get_packed_uint32()) geometry.push_back(word);
                    break;
                default: throw std::runtime_error("unknown field of a feature");
            }
        }
        require(tags.size() % 2 == 0, "tags come in pairs");
        for (std::size_t t = 0; t < tags.size(); t += 2) {
            require(tags[t] < keys.size() && tags[t + 1] < values.size(), "tag beside its list");
            require(feature.properties.emplace(keys[tags[t]], values[tags[t + 1]]).second, "a key twice");
        }
        feature.paths = read_geometry(geometry, feature.type);
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

}  // namespace

std::vector<ReadLayer> read_tile(const std::string& mvt) {
    std::vector<ReadLayer> layers;
    protozero::pbf_reader in(mvt);
    while (in.next()) {
        require(in.tag() == 3, "a tile holds layers");
        layers.push_back(read_layer(in.get_message()));
        for (std::size_t i = 0; i + 1 < layers.size(); ++i) require(layers[i].name != layers.back().name, "a layer's name twice");
    }
    return layers;
}

emit::GridShape polygons_of(const ReadFeature& feature) {
    emit::GridShape shape;
    for (const emit::GridRing& ring : feature.paths) {
        const double area = emit::twice_area(ring);
        require(area != 0.0, "a ring without area");
        require(area > 0.0 || !shape.empty(), "a hole before its ring");
        if (area > 0.0) {
            shape.push_back({ring, {}});
        } else {
            shape.back().holes.push_back(ring);
        }
    }
    return shape;
}

void TileKeeper::put(int z, int x, int y, std::string_view tile) {
    if (!tiles.emplace(std::tuple(z, x, y), emit::gunzip(tile)).second) throw std::runtime_error("a tile twice");
}

}  // namespace presencia::test
