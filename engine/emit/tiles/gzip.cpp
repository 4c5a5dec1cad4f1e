// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/gzip.hpp"

#include "core/error.hpp"

#include <libdeflate.h>

#include <cstdint>
#include <cstring>

namespace presencia::emit {

namespace {

/// From here on libdeflate takes an eighth more time a level for two bytes in a thousand of a vector tile at most, measured.
constexpr int level = 6;

}  // namespace

void Gzip::Free::operator()(libdeflate_compressor* compressor) const noexcept {
    libdeflate_free_compressor(compressor);
}

Gzip::Gzip() : compressor_(libdeflate_alloc_compressor(level)) {
    if (!compressor_) throw Error(ErrorCode::internal, {}, "gzip: no memory");
}

std::string Gzip::operator()(std::string_view bytes) {
    std::string out(libdeflate_gzip_compress_bound(compressor_.get(), bytes.size()), '\0');
    const std::size_t size = libdeflate_gzip_compress(compressor_.get(), bytes.data(), bytes.size(), out.data(), out.size());
    if (size == 0) throw Error(ErrorCode::internal, {}, "gzip: no room");
    out.resize(size);
    return out;
}

std::string gunzip(std::string_view bytes) {
    const auto broken = [] { return Error(ErrorCode::internal, {}, "gzip: damaged"); };
    if (bytes.size() < 18) throw broken();
    // The last four bytes say how long it was (modulo 2^32).
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data() + bytes.size() - 4, sizeof size);
    std::string out(size, '\0');
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    if (!decompressor) throw Error(ErrorCode::internal, {}, "gzip: no memory");
    std::size_t written = 0;
    const libdeflate_result result = libdeflate_gzip_decompress(decompressor, bytes.data(), bytes.size(), out.data(), out.size(), &written);
    libdeflate_free_decompressor(decompressor);
    if (result != LIBDEFLATE_SUCCESS || written != size) throw broken();
    return out;
}

}  // namespace presencia::emit
