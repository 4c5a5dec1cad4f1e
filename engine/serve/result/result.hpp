// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"
#include "emit/store.hpp"
#include "serve/result/answer_cache.hpp"
#include "serve/result/features.hpp"
#include "serve/result/painters.hpp"
#include "serve/result/served_file.hpp"
#include "serve/result/tile_layer.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

/// What lies beside a result and helps to show it.
struct Equipment {
    std::filesystem::path styles;  ///< styles that ship, to draw beyond the archives' zooms
    emit::FontFiles fonts;
    std::filesystem::path web;     ///< the web map; empty: none
};

/// A result as it was when it was opened, whole: every file of it is open, nothing is looked up by name later. Immutable for its readers, any number of threads; what is made on demand is made once.
class Result {
public:
    /// Opens what manifest.json of the directory lists, and nothing else. Throws output_not_result, and file_unreadable where the directory is being exchanged at this moment.
    Result(const std::filesystem::path& directory, const Equipment& equipment);

    /// 16 hexadecimal digits of the manifest's SHA-256: another result has another.
    const std::string& version() const noexcept { return version_; }
    const emit::Store& store() const noexcept { return store_; }
    Language language() const { return store_.language(); }
    std::string fact(const char* name) const { return store_.study().value(name, std::string()); }
    const nlohmann::ordered_json& manifest() const noexcept { return manifest_; }
    const ServedFiles& files() const noexcept { return files_; }
    /// A file by name; nothing where the result has none of that name.
    const ServedFile* file(std::string_view name) const;

    const std::vector<std::unique_ptr<TileLayer>>& layers() const noexcept { return layers_; }
    const TileLayer* layer(std::string_view name) const;
    /// The map that a raster layer is drawn by; nothing where it has none.
    const emit::StyledMap* styled(std::string_view layer) const { return painters_.map(layer); }
    /// A tile of a layer that is drawn, as the layer's archive holds others; "" where it has nothing in it.
    std::string draw(const TileLayer& layer, const TileAddress& at) const;
    const emit::FontFiles& fonts() const noexcept { return equipment_.fonts; }

    /// A collection of features, made at the first call; nothing where there is none of that name.
    const FeatureCollection* collection(std::string_view name) const;
    static const std::vector<std::string>& collection_names();
    /// Where the municipalities lie, from the archives' headers.
    const geo::Box& bounds() const noexcept { return bounds_; }

    AnswerCache& answers() const noexcept { return answers_; }

private:
    void open_files(const std::filesystem::path& directory);
    void open_layers(const std::filesystem::path& directory);
    TileLayer* add_layer(const std::filesystem::path& directory, const std::string& archive, const std::string& tilejson, const std::string& name);
    void find_style(TileLayer& layer);
    void find_vector_map(TileLayer& layer, std::size_t styles);

    Equipment equipment_;
    emit::Store store_;
    std::string version_;
    nlohmann::ordered_json manifest_;
    ServedFiles files_;
    std::vector<std::unique_ptr<TileLayer>> layers_;
    Painters painters_;
    geo::Box bounds_;

    mutable AnswerCache answers_;
    mutable std::mutex making_;
    mutable std::map<std::string, std::unique_ptr<const FeatureCollection>, std::less<>> collections_;
};

/// What tells one result at a place from another without reading it: the directory's and the manifest's identity. All zero where there is none.
struct Identity {
    std::uint64_t device = 0, directory = 0, manifest = 0, size = 0;
    std::int64_t changed = 0;

    friend bool operator==(const Identity&, const Identity&) = default;
};
Identity identity_of(const std::filesystem::path& directory);

/// Opens a result that may be exchanged meanwhile: what was opened is all of one result. Throws what Result throws.
std::shared_ptr<const Result> open_result(const std::filesystem::path& directory, const Equipment& equipment, Identity& identity);

}  // namespace presencia::serve
