// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/row_deflate.hpp"

#include <catch2/catch.hpp>

#include <libdeflate.h>

#include <cmath>
#include <memory>
#include <random>

using namespace presencia::emit;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// What libdeflate reads from the stream; it refuses broken codes, distances and check sums.
Bytes read_back(const std::string& stream, std::size_t size) {
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> reader(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    Bytes out(size);
    std::size_t got = 0;
    REQUIRE(libdeflate_zlib_decompress(reader.get(), stream.data(), stream.size(), out.data(), out.size(), &got) == LIBDEFLATE_SUCCESS);
    REQUIRE(got == size);
    return out;
}

std::string compressed(const Bytes& bytes, std::size_t stride) {
    RowDeflate writer;
    std::string out;
    writer.compress(bytes, stride, out);
    REQUIRE(read_back(out, bytes.size()) == bytes);
    return out;
}

/// Rows of two surfaces with a wandering border between them, as in a tile.
Bytes wandering_rows(std::size_t rows, std::size_t stride) {
    Bytes bytes(rows * stride, 0);
    for (std::size_t y = 0; y < rows; ++y) {
        const auto border = static_cast<std::size_t>(static_cast<double>(stride) * (0.5 + 0.3 * std::sin(static_cast<double>(y) / 9.0)));
        for (std::size_t x = 1; x < stride; ++x) bytes[y * stride + x] = x < border ? 0x11 : x == border ? static_cast<std::uint8_t>(y % 7 << 4) : 0x22;
    }
    return bytes;
}

std::size_t libdeflate_size(const Bytes& bytes, int level) {
    const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> writer(libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    Bytes out(libdeflate_zlib_compress_bound(writer.get(), bytes.size()));
    return libdeflate_zlib_compress(writer.get(), bytes.data(), bytes.size(), out.data(), out.size());
}

/// The share of all code words that the lengths use up: one for a whole code (Kraft).
double used_up(const PrefixCode& code) {
    double sum = 0.0;
    for (const std::uint8_t length : code.lengths) sum += length == 0 ? 0.0 : std::ldexp(1.0, -length);
    return sum;
}

}  // namespace

TEST_CASE("Whatever the rows hold, another reader gets them back") {
    std::mt19937 random(7);
    for (const std::size_t stride : {1U, 2U, 3U, 33U, 129U, 257U, 40000U}) {
        for (const std::size_t rows : {1U, 2U, 9U, 256U}) {
            Bytes noise(stride * rows), few(stride * rows);
            for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random());
            for (std::uint8_t& byte : few) byte = random() % 50 == 0 ? 3 : 0;
            compressed(noise, stride);
            compressed(few, stride);
            compressed(Bytes(stride * rows, 0), stride);
        }
    }
    compressed({}, 5);
    compressed({1}, 5);
}

TEST_CASE("Rows like those of a map take fewer bytes than libdeflate's level 7 needs") {
    const Bytes rows = wandering_rows(256, 129);
    REQUIRE(compressed(rows, 129).size() < libdeflate_size(rows, 7));
}

TEST_CASE("One writer gives the same bytes whatever it wrote before") {
    RowDeflate used;
    std::string ignored, again;
    used.compress(wandering_rows(100, 257), 257, ignored);
    used.compress(wandering_rows(256, 129), 129, again);
    REQUIRE(again == compressed(wandering_rows(256, 129), 129));
}

TEST_CASE("A code is whole, is no longer than allowed and gives the frequent the short words") {
    std::vector<std::uint32_t> fibonacci{1, 1};
    while (fibonacci.size() < 30) fibonacci.push_back(fibonacci.end()[-1] + fibonacci.end()[-2]);
    for (const unsigned longest : {5U, 7U, 15U}) {
        const PrefixCode code = huffman_code(fibonacci, longest);
        REQUIRE(used_up(code) == 1.0);
        for (std::size_t s = 0; s < fibonacci.size(); ++s) {
            REQUIRE(code.lengths[s] <= longest);
            if (s > 0) REQUIRE(code.lengths[s] <= code.lengths[s - 1]);
        }
    }
    // By hand: 4 | 2 | 1 | 1 is 1, 2, 3 and 3 bits; RFC 1951, 3.2.2 numbers the words of one length by symbol.
    const PrefixCode four = huffman_code(std::vector<std::uint32_t>{1, 4, 2, 1}, 15);
    REQUIRE(four.lengths == std::vector<std::uint8_t>{3, 1, 2, 3});
    REQUIRE(four.bits == std::vector<std::uint16_t>{0b011, 0b0, 0b01, 0b111});  // first bit lowest: 110, 0, 10, 111
}

TEST_CASE("A code of one symbol, or of none, has two words") {
    REQUIRE(used_up(huffman_code(std::vector<std::uint32_t>{0, 9, 0}, 15)) == 1.0);
    REQUIRE(used_up(huffman_code(std::vector<std::uint32_t>{0, 0, 0}, 15)) == 1.0);
}
