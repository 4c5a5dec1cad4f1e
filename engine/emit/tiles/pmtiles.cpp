// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/pmtiles.hpp"

#include "core/error.hpp"
#include "core/staged_directory.hpp"
#include "emit/tiles/gzip.hpp"
#include "emit/tiles/tilejson.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <functional>

namespace presencia::emit {

namespace {

constexpr std::uint8_t version = 3;
constexpr std::uint8_t compression_none = 1;
constexpr std::uint8_t compression_gzip = 2;

template <class T>
void put_little_endian(std::string& to, T value) {
    static_assert(std::endian::native == std::endian::little);
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::int32_t e7(double degrees) {
    return static_cast<std::int32_t>(std::lround(degrees * 1e7));
}

}  // namespace

Pmtiles::Pmtiles(const std::filesystem::path& path, PmtilesDescription description)
    : path_(path), spool_path_(path.string() + ".tiles"), description_(std::move(description)) {
    if (std::filesystem::exists(path)) throw Error(ErrorCode::output_exists, {path.string(), 0, {}});
    spool_ = ::open(spool_path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (spool_ < 0) throw Error(ErrorCode::output_unwritable, {spool_path_.string(), 0, {}}, std::strerror(errno));
}

Pmtiles::~Pmtiles() {
    if (spool_ >= 0) ::close(spool_);
    std::error_code ignored;
    std::filesystem::remove(spool_path_, ignored);
    if (!finished_) std::filesystem::remove(path_, ignored);
}

void Pmtiles::put(int z, int x, int y, std::string_view tile) {
    placed_.push_back({pmtiles::tile_id(z, static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)), content_of(tile)});
}

std::uint32_t Pmtiles::content_of(std::string_view tile) {
    const std::uint64_t hash = std::hash<std::string_view>{}(tile);
    const auto [begin, end] = by_hash_.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
        if (same(contents_[at->second], tile)) return at->second;
    }
    for (std::size_t written = 0; written < tile.size();) {
        const ssize_t n = ::pwrite(spool_, tile.data() + written, tile.size() - written, static_cast<off_t>(spooled_ + written));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw Error(ErrorCode::output_unwritable, {path_.string(), 0, {}}, std::strerror(n < 0 ? errno : ENOSPC));
        written += static_cast<std::size_t>(n);
    }
    contents_.push_back({spooled_, static_cast<std::uint32_t>(tile.size())});
    spooled_ += tile.size();
    const auto id = static_cast<std::uint32_t>(contents_.size() - 1);
    by_hash_.emplace(hash, id);
    return id;
}

std::string Pmtiles::read(const Content& content) {
    std::string bytes(content.length, '\0');
    for (std::size_t have = 0; have < bytes.size();) {
        const ssize_t n = ::pread(spool_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(content.offset + have));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw Error(ErrorCode::output_unwritable, {path_.string(), 0, {}}, n < 0 ? std::strerror(errno) : "spool cut short");
        have += static_cast<std::size_t>(n);
    }
    return bytes;
}

bool Pmtiles::same(const Content& content, std::string_view tile) {
    return content.length == tile.size() && read(content) == tile;
}

std::vector<pmtiles::Entry> Pmtiles::entries(std::vector<std::uint32_t>& order) {
    std::sort(placed_.begin(), placed_.end(), [](const Placed& a, const Placed& b) { return a.id < b.id; });
    constexpr std::uint64_t unset = ~std::uint64_t{0};
    std::vector<std::uint64_t> offset(contents_.size(), unset);
    std::vector<pmtiles::Entry> out;
    std::uint64_t next = 0;
    std::uint32_t last_content = 0;
    for (const Placed& tile : placed_) {
        const bool repeats = !out.empty() && tile.content == last_content && out.back().id + out.back().run == tile.id;
        if (repeats) {
            ++out.back().run;
            continue;
        }
        if (offset[tile.content] == unset) {
            offset[tile.content] = next;
            next += contents_[tile.content].length;
            order.push_back(tile.content);
        }
        out.push_back({tile.id, offset[tile.content], contents_[tile.content].length, 1});
        last_content = tile.content;
    }
    return out;
}

std::string Pmtiles::header(std::uint64_t root, std::uint64_t metadata, std::uint64_t leaves, std::uint64_t data, std::size_t entries, std::size_t contents) const {
    std::string out = "PMTiles";
    put_little_endian(out, version);
    std::uint64_t offset = pmtiles::header_bytes;
    for (const std::uint64_t length : {root, metadata, leaves, data}) {
        put_little_endian(out, offset);
        put_little_endian(out, length);
        offset += length;
    }
    put_little_endian(out, static_cast<std::uint64_t>(placed_.size()));
    put_little_endian(out, static_cast<std::uint64_t>(entries));
    put_little_endian(out, static_cast<std::uint64_t>(contents));
    put_little_endian(out, std::uint8_t{1});  // clustered
    put_little_endian(out, compression_gzip);
    put_little_endian(out, description_.type == PmtilesDescription::Type::mvt ? compression_gzip : compression_none);
    put_little_endian(out, static_cast<std::uint8_t>(description_.type));
    put_little_endian(out, static_cast<std::uint8_t>(description_.min_zoom));
    put_little_endian(out, static_cast<std::uint8_t>(description_.max_zoom));
    const geo::Box box = web_mercator_box(description_.bounds);
    for (const double degrees : {box.min_x, box.min_y, box.max_x, box.max_y}) put_little_endian(out, e7(degrees));
    put_little_endian(out, static_cast<std::uint8_t>(description_.min_zoom));
    for (const double degrees : {(box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0}) put_little_endian(out, e7(degrees));
    return out;
}

void Pmtiles::finish() {
    std::vector<std::uint32_t> order;
    const std::vector<pmtiles::Entry> all = entries(order);
    const pmtiles::Directories directories = pmtiles::directories(all);
    const std::string metadata = Gzip()(description_.metadata);
    std::uint64_t data = 0;
    for (const std::uint32_t content : order) data += contents_[content].length;
    FileWriter file(path_);
    file.append(header(directories.root.size(), metadata.size(), directories.leaves.size(), data, all.size(), order.size()));
    file.append(directories.root);
    file.append(metadata);
    file.append(directories.leaves);
    for (const std::uint32_t content : order) file.append(read(contents_[content]));
    file.close();
    finished_ = true;
}

}  // namespace presencia::emit
