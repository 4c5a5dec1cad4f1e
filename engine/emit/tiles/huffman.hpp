// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace presencia::emit {

/// Writes bits as Deflate wants them (RFC 1951, 3.1.1): the first in the lowest place of a byte.
class BitWriter {
public:
    /// What follows is appended to `out`, which outlives the writing.
    void begin(std::string& out) { out_ = &out, held_ = 0, count_ = 0; }

    /// The lowest `count` bits of `bits` (at most 32); those above must be 0.
    void put(std::uint32_t bits, unsigned count) {
        held_ |= static_cast<std::uint64_t>(bits) << count_;
        count_ += count;
        if (count_ < 32) return;
        const char four[] = {static_cast<char>(held_), static_cast<char>(held_ >> 8), static_cast<char>(held_ >> 16), static_cast<char>(held_ >> 24)};
        out_->append(four, sizeof four);
        held_ >>= 32;
        count_ -= 32;
    }

    /// Fills the last byte with zeros and hands it over.
    void finish() {
        for (; count_ > 0; count_ -= count_ < 8 ? count_ : 8, held_ >>= 8) out_->push_back(static_cast<char>(held_));
    }

private:
    std::string* out_ = nullptr;
    std::uint64_t held_ = 0;
    unsigned count_ = 0;
};

/// A prefix code: for each symbol the bits to write, first bit lowest, and how many there are (0: the symbol is never written).
struct PrefixCode {
    std::vector<std::uint16_t> bits;
    std::vector<std::uint8_t> lengths;

    void put(std::size_t symbol, BitWriter& out) const { out.put(bits[symbol], lengths[symbol]); }
};

/// The code of RFC 1951, 3.2.2 that has these lengths.
PrefixCode code_of(std::vector<std::uint8_t> lengths);

/// A Huffman code for symbols that occur so often, no word longer than `longest` bits: where the best code has longer ones, a code close to it. At least two symbols get a word, since some readers refuse a code of one.
/// `counts` has two symbols or more, and 2^longest of them at most.
PrefixCode huffman_code(std::span<const std::uint32_t> counts, unsigned longest);

}  // namespace presencia::emit
