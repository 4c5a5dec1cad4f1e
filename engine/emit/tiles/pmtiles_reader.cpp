// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/pmtiles_reader.hpp"

#include "core/error.hpp"
#include "emit/tiles/gzip.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

namespace presencia::emit {

namespace {

template <class T>
T little_endian(const std::string& from, std::size_t at) {
    static_assert(std::endian::native == std::endian::little);
    T value;
    std::memcpy(&value, from.data() + at, sizeof value);
    return value;
}

}  // namespace

PmtilesReader::PmtilesReader(const std::filesystem::path& path) : shown_(path.string()) {
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (file_ < 0 || ::fstat(file_, &facts) != 0) {
        const int why = errno;
        if (file_ >= 0) ::close(file_);
        throw Error(ErrorCode::file_unreadable, {.file = shown_}, std::strerror(why));
    }
    size_ = static_cast<std::uint64_t>(facts.st_size);
    try {
        const std::string header = bytes(0, pmtiles::header_bytes);
        if (!header.starts_with("PMTiles\3")) throw Error(ErrorCode::file_not_geodata, {.file = shown_}, "PMTiles 3");
        const auto number = [&](std::size_t at) { return little_endian<std::uint64_t>(header, at); };
        const std::uint64_t leaves = number(40);
        data_ = number(56);
        type_ = static_cast<PmtilesDescription::Type>(header[99]);
        min_zoom_ = header[100];
        max_zoom_ = header[101];
        const auto degrees = [&](std::size_t at) { return little_endian<std::int32_t>(header, at) / 1e7; };
        bounds_ = {degrees(102), degrees(106), degrees(110), degrees(114)};
        for (const pmtiles::Entry& entry : pmtiles::read_directory(bytes(number(8), number(16)))) {
            if (entry.run > 0) {
                entries_.push_back(entry);
                continue;
            }
            const std::vector<pmtiles::Entry> leaf = pmtiles::read_directory(bytes(leaves + entry.offset, entry.length));
            entries_.insert(entries_.end(), leaf.begin(), leaf.end());
        }
    } catch (...) {
        ::close(file_);
        throw;
    }
}

PmtilesReader::~PmtilesReader() {
    ::close(file_);
}

std::string PmtilesReader::bytes(std::uint64_t offset, std::uint64_t length) const {
    // A length is believed only as far as the file reaches.
    if (offset > size_ || length > size_ - offset) throw Error(ErrorCode::file_not_geodata, {.file = shown_}, "PMTiles: cut short");
    std::string out(length, '\0');
    for (std::size_t have = 0; have < out.size();) {
        const ssize_t n = ::pread(file_, out.data() + have, out.size() - have, static_cast<off_t>(offset + have));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw Error(ErrorCode::file_unreadable, {.file = shown_}, n < 0 ? std::strerror(errno) : "cut short");
        have += static_cast<std::size_t>(n);
    }
    return out;
}

std::optional<PmtilesReader::Place> PmtilesReader::find(int z, std::uint32_t x, std::uint32_t y) const {
    const std::uint64_t id = pmtiles::tile_id(z, x, y);
    auto after = std::upper_bound(entries_.begin(), entries_.end(), id, [](std::uint64_t sought, const pmtiles::Entry& entry) { return sought < entry.id; });
    if (after == entries_.begin()) return std::nullopt;
    const pmtiles::Entry& entry = *--after;
    if (id - entry.id >= entry.run) return std::nullopt;
    return Place{data_ + entry.offset, entry.length};
}

std::string PmtilesReader::read(Place place) const {
    return bytes(place.offset, place.length);
}

}  // namespace presencia::emit
