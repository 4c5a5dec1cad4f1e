// SPDX-License-Identifier: Apache-2.0
#include "serve/result/result.hpp"

#include "core/error.hpp"
#include "core/sha256.hpp"
#include "emit/maps.hpp"
#include "emit/names/name_tiles.hpp"
#include "emit/tiles/legend.hpp"
#include "emit/tiles/png_writer.hpp"
#include "emit/vector/vector_documents.hpp"
#include "serve/http/entity_tag.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <thread>

namespace presencia::serve {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t version_letters = 16;
constexpr std::size_t answer_bytes = 64 << 20;
constexpr int tile_px = 256;

[[noreturn]] void not_whole(const fs::path& file, const std::string& why) {
    throw Error(ErrorCode::output_not_result, {.file = file.string()}, why, "give the directory that `presencia run` wrote");
}

/// "tiles/gap/4/3/7.png": a tile of a folder, which its archive holds too.
bool is_tile(const std::string& name) {
    return name.starts_with("tiles/") && std::count(name.begin(), name.end(), '/') == 4;
}

/// A name that stays below its directory.
bool is_below(const fs::path& name) {
    return !name.empty() && name.is_relative() && std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".." || part == "."; });
}

std::shared_ptr<const std::string> transparent_tile() {
    const std::vector<std::uint8_t> pixels(tile_px * tile_px, 0);
    const emit::Rgba clear[] = {{0, 0, 0, 0}};
    return std::make_shared<const std::string>(emit::PngWriter().write(tile_px, tile_px, pixels, clear));
}

}  // namespace

Result::Result(const fs::path& directory, const Equipment& equipment) : equipment_(equipment), store_(directory), painters_(store_), answers_(answer_bytes) {
    const fs::path file = directory / "manifest.json";
    const std::string text = OpenFile(file).read_all();
    version_ = sha256(text).substr(0, version_letters);
    manifest_ = nlohmann::ordered_json::parse(text, nullptr, false);
    if (!manifest_.is_object() || !manifest_["outputs"].is_array()) not_whole(file, "not a manifest");
    open_files(directory);
    files_.emplace("manifest.json", std::make_unique<const ServedFile>(file, "manifest.json", sha256(text).substr(0, tag_letters)));
    open_layers(directory);
}

void Result::open_files(const fs::path& directory) {
    for (const auto& output : manifest_["outputs"]) {
        const std::string name = output.value("file", std::string()), digest = output.value("sha256", std::string());
        if (!is_below(name) || digest.size() != 64) not_whole(directory / "manifest.json", "not a list of outputs");
        if (is_tile(name)) continue;
        auto served = std::make_unique<const ServedFile>(directory / name, name, digest.substr(0, tag_letters));
        if (served->file()->size() != output.value("bytes", std::uint64_t{0})) not_whole(directory / name, "not as long as manifest.json says");
        files_.emplace(name, std::move(served));
    }
}

void Result::open_layers(const fs::path& directory) {
    const std::vector<std::string> styles = store_.study().value("styles", std::vector<std::string>{});
    for (const std::string& style : styles) {
        const std::string name = fs::path(style).stem().string();
        if (TileLayer* layer = add_layer(directory, "tiles/" + name + ".pmtiles", "tiles/" + name + ".json", name)) find_style(*layer);
    }
    add_layer(directory, std::string("tiles/") + emit::names_layer + ".pmtiles", std::string("tiles/") + emit::names_layer + ".json", emit::names_layer);
    if (TileLayer* layer = add_layer(directory, "presencia.pmtiles", "presencia.json", "presencia")) find_vector_map(*layer, styles.size());
}

TileLayer* Result::add_layer(const fs::path& directory, const std::string& archive, const std::string& tilejson, const std::string& name) {
    const ServedFile *tiles = file(archive), *description = file(tilejson);
    if (!tiles || !description || layer(name)) return nullptr;
    auto layer = std::make_unique<TileLayer>();
    layer->name = name;
    layer->archive = std::make_unique<const emit::PmtilesReader>(directory / archive);
    layer->tag = tiles->tag().substr(0, 12);
    layer->tilejson = nlohmann::ordered_json::parse(description->file()->read_all(), nullptr, false);
    if (!layer->tilejson.is_object()) not_whole(directory / tilejson, "not TileJSON");
    layer->title = layer->tilejson.value("name", name);
    layer->vector = layer->archive->type() == emit::PmtilesDescription::Type::mvt;
    layer->min_zoom = layer->archive->min_zoom();
    layer->max_zoom = layer->archive->max_zoom();
    if (!layer->vector) layer->nothing = transparent_tile();
    bounds_.add(layer->archive->bounds());
    return layers_.emplace_back(std::move(layer)).get();
}

/// A style draws beyond the archive only where it makes the legend that the result has: another would make another map.
void Result::find_style(TileLayer& layer) {
    std::error_code ignored;
    const fs::path style = equipment_.styles / (layer.name + ".toml");
    const ServedFile* legend = file("tiles/" + layer.name + ".legend.json");
    if (!legend || equipment_.styles.empty() || !fs::is_regular_file(style, ignored)) return;
    emit::MapContext context = emit::map_context(store_.study());
    context.shipped_styles = equipment_.styles;
    emit::StyledMap styled = emit::styled_map(style, store_.table("municipalities"), context);
    if (emit::legend_json(styled.map) != legend->file()->read_all()) return;
    layer.draw_beyond();
    painters_.add(std::move(styled));
}

/// Vector tiles hold the classes of every map: they are drawn beyond the archive where every style was found, and where the layers would have the fields that the archive's have.
void Result::find_vector_map(TileLayer& layer, std::size_t styles) {
    if (!layer.vector || painters_.maps().size() != styles) return;
    const auto layers = emit::empty_layers(store_.table("municipalities"), store_.table("sites"), store_.table("unreached"), painters_.maps());
    if (emit::vector_layers_json(layers, {layer.min_zoom, layer.max_zoom, {}}, language()) == layer.tilejson["vector_layers"]) layer.draw_beyond();
}

const ServedFile* Result::file(std::string_view name) const {
    const auto at = files_.find(name);
    return at == files_.end() ? nullptr : at->second.get();
}

const TileLayer* Result::layer(std::string_view name) const {
    const auto at = std::find_if(layers_.begin(), layers_.end(), [&](const auto& layer) { return layer->name == name; });
    return at == layers_.end() ? nullptr : at->get();
}

std::string Result::draw(const TileLayer& layer, const TileAddress& at) const {
    const int x = static_cast<int>(at.x), y = static_cast<int>(at.y);
    return layer.vector ? painters_.vector(at.z, x, y, at.z == layer.max_zoom) : painters_.raster(layer.name, at.z, x, y);
}

const std::vector<std::string>& Result::collection_names() {
    static const std::vector<std::string> names = {"municipalities", "unreached", "sites"};
    return names;
}

const FeatureCollection* Result::collection(std::string_view name) const {
    const auto& names = collection_names();
    if (std::find(names.begin(), names.end(), name) == names.end()) return nullptr;
    const std::lock_guard lock(making_);
    std::unique_ptr<const FeatureCollection>& collection = collections_[std::string(name)];
    if (!collection) collection = std::make_unique<const FeatureCollection>(store_, name);
    return collection.get();
}

Identity identity_of(const fs::path& directory) {
    struct stat folder {}, manifest {};
    if (::stat(directory.c_str(), &folder) != 0 || ::stat((directory / "manifest.json").c_str(), &manifest) != 0) return {};
    return {folder.st_dev, folder.st_ino, manifest.st_ino, static_cast<std::uint64_t>(manifest.st_size), manifest.st_mtim.tv_sec * 1'000'000'000 + manifest.st_mtim.tv_nsec};
}

std::shared_ptr<const Result> open_result(const fs::path& directory, const Equipment& equipment, Identity& identity) {
    for (int attempt = 0;; ++attempt) {
        const Identity before = identity_of(directory);
        try {
            auto result = std::make_shared<const Result>(directory, equipment);
            if (before == identity_of(directory)) {
                identity = before;
                return result;
            }
        } catch (const Error&) {
            // Where nothing was exchanged under our hands, it is no result.
            if (before == identity_of(directory) || attempt > 20) throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

}  // namespace presencia::serve
