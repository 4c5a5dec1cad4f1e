// SPDX-License-Identifier: Apache-2.0
#include "serve/result/served_file.hpp"

#include "emit/tiles/gzip.hpp"

#include <array>
#include <utility>

namespace presencia::serve {

namespace {

constexpr std::uint64_t most_gzipped = 32 << 20;

/// By ending; the longer first where one ends in another.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> types = {{
    {".geojson", "application/geo+json"},
    {".json", "application/json"},
    {".html", "text/html; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8; header=present"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".pmtiles", "application/vnd.pmtiles"},
    {".mbtiles", "application/vnd.sqlite3"},
    {".gpkg", "application/geopackage+sqlite3"},
    {".qgs", "application/x-qgis-project"},
    {".qml", "application/xml"},
    {".sld", "application/vnd.ogc.sld+xml"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".tif", "image/tiff; application=geotiff; profile=cloud-optimized"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
}};

std::string_view policy_of(std::string_view type) {
    if (type.starts_with("text/html")) return policy::report;
    return type == "image/svg+xml" ? policy::picture : std::string_view();
}

}  // namespace

std::string_view media_type(std::string_view name) {
    for (const auto& [ending, type] : types) {
        if (name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

ServedFile::ServedFile(const std::filesystem::path& path, std::string_view name, std::string tag) : type_(media_type(name)), tag_(std::move(tag)), file_(std::make_shared<const OpenFile>(path)) {}

bool ServedFile::compressible() const noexcept {
    const bool text = type_.starts_with("text/") || type_.find("json") != type_.npos || type_.find("xml") != type_.npos || type_ == "application/x-qgis-project";
    return text && file_->size() >= 600 && file_->size() <= most_gzipped;
}

bool ServedFile::twin_ready() const {
    const std::lock_guard lock(guard_);
    return twin_ != nullptr;
}

Response ServedFile::response(bool gzip) const {
    Response response;
    response.type = type_;
    response.etag = tag_;
    response.body = body_of(file_);
    response.ranges = true;
    response.security = policy_of(type_);
    response.by_coding = compressible();
    if (gzip && response.by_coding) {
        const std::lock_guard lock(guard_);
        if (!twin_) twin_ = std::make_shared<const std::string>(emit::Gzip()(file_->read_all()));
        response.gzipped = body_of(twin_);
    }
    return response;
}

}  // namespace presencia::serve
