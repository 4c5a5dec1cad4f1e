// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/pmtiles_directory.hpp"

#include "core/error.hpp"
#include "emit/tiles/gzip.hpp"

#include <algorithm>
#include <utility>

namespace presencia::emit::pmtiles {

namespace {

/// Entries of a leaf to begin with; leaves grow until the root fits.
constexpr std::size_t first_leaf_size = 4096;

void put_varint(std::string& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to.push_back(static_cast<char>(value | 0x80));
    to.push_back(static_cast<char>(value));
}

/// Takes numbers off the front of a directory.
class Varints {
public:
    explicit Varints(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t next() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        throw Error(ErrorCode::internal, {}, "PMTiles: damaged directory");
    }
    std::size_t left() const noexcept { return rest_.size(); }

private:
    std::string_view rest_;
};

Directories with_leaves(std::span<const Entry> entries, std::size_t leaf_size) {
    Directories out;
    std::vector<Entry> root;
    for (std::size_t begin = 0; begin < entries.size(); begin += leaf_size) {
        const std::string leaf = directory(entries.subspan(begin, std::min(leaf_size, entries.size() - begin)));
        root.push_back({entries[begin].id, out.leaves.size(), static_cast<std::uint32_t>(leaf.size()), 0});
        out.leaves += leaf;
    }
    out.root = directory(root);
    return out;
}

}  // namespace

std::uint64_t tile_id(int z, std::uint32_t x, std::uint32_t y) {
    std::uint64_t id = ((std::uint64_t{1} << (2 * z)) - 1) / 3;
    const std::uint32_t side = std::uint32_t{1} << z;
    for (std::uint32_t s = side / 2; s > 0; s /= 2) {
        const std::uint32_t right = (x & s) != 0 ? 1 : 0;
        const std::uint32_t lower = (y & s) != 0 ? 1 : 0;
        id += static_cast<std::uint64_t>(s) * s * ((3 * right) ^ lower);
        if (lower == 0) {
            if (right == 1) {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            std::swap(x, y);
        }
    }
    return id;
}

std::string directory(std::span<const Entry> entries) {
    std::string plain;
    put_varint(plain, entries.size());
    std::uint64_t last = 0;
    for (const Entry& entry : entries) {
        put_varint(plain, entry.id - last);
        last = entry.id;
    }
    for (const Entry& entry : entries) put_varint(plain, entry.run);
    for (const Entry& entry : entries) put_varint(plain, entry.length);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool follows = i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].length;
        put_varint(plain, follows ? 0 : entries[i].offset + 1);
    }
    return Gzip()(plain);
}

std::vector<Entry> read_directory(std::string_view gzipped) {
    const std::string plain = gunzip(gzipped);
    Varints in(plain);
    const std::uint64_t count = in.next();
    // An entry takes four bytes at least: what says more of them than that is damaged.
    if (count > in.left() / 4) throw Error(ErrorCode::internal, {}, "PMTiles: damaged directory");
    std::vector<Entry> entries(count);
    std::uint64_t id = 0;
    for (Entry& entry : entries) entry.id = id += in.next();
    for (Entry& entry : entries) entry.run = static_cast<std::uint32_t>(in.next());
    for (Entry& entry : entries) entry.length = static_cast<std::uint32_t>(in.next());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::uint64_t offset = in.next();
        entries[i].offset = offset > 0 || i == 0 ? offset - 1 : entries[i - 1].offset + entries[i - 1].length;
    }
    return entries;
}

Directories directories(std::span<const Entry> entries) {
    Directories out{directory(entries), {}};
    for (std::size_t leaf_size = first_leaf_size; out.root.size() > root_limit; leaf_size += leaf_size / 2) out = with_leaves(entries, leaf_size);
    return out;
}

}  // namespace presencia::emit::pmtiles
